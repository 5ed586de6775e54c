#include "tabulate/doubts.h"

#include <algorithm>
#include <set>

namespace recanvass::tabulate {

using election::CardCount;
using election::Mark;

bool TooManyMarks::may_be_two_contests() const {
  return above >= CardCount(2) && above.value() * 10 > marked.value();
}

TooManyMarks too_many_marks(const Profile& profile) {
  TooManyMarks found;
  const election::CardContest& contest = profile.contest();
  const bool ranked = contest.ranks > 0;
  const std::int64_t limit = ranked ? 1 : contest.vote_for;
  if (contest.id.text != contest.name || limit == 0 || contest.vote_unit != 1) return found;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    const auto marks = std::ranges::count_if(line.marks, [&](const Mark& mark) {
      return mark.choice < election::kChoiceLimit && (!ranked || mark.rank == 1);
    });
    if (marks > 0) found.marked += line.cards;
    if (marks > limit) found.above += line.cards;
  }
  return found;
}

MarkedLines marked_lines(const Profile& profile, const election::PartyLines& lines) {
  MarkedLines found{std::vector<CardCount>(lines.lines.size()), {}};
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    std::set<std::ptrdiff_t> marked;
    for (const Mark& mark : line.marks) {
      const auto at = std::ranges::find(lines.lines, mark.choice);
      if (at != lines.lines.end()) marked.insert(at - lines.lines.begin());
    }
    if (marked.size() == 1) found.alone[static_cast<std::size_t>(*marked.begin())] += line.cards;
    if (marked.size() > 1) found.several += line.cards;
  }
  return found;
}

}  // namespace recanvass::tabulate
