#include "tabulate/doubts.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace recanvass::tabulate {

using election::CardCount;
using election::ChoiceIndex;
using election::Mark;

bool TooManyMarks::may_be_two_contests() const {
  return above >= CardCount(2) && above.value() * 10 > marked.value() &&
         explained.value() * 10 >= above.value() * 9;
}

TooManyMarks too_many_marks(const Profile& profile) {
  TooManyMarks found;
  const election::CardContest& contest = profile.contest();
  const bool ranked = contest.ranks > 0;
  const std::int64_t limit = ranked ? 1 : contest.vote_for;
  if (contest.id.text != contest.name || limit == 0 || contest.vote_unit != 1) return found;
  std::vector<CardCount> explained(profile.choices());  // by the second contest's first choice
  std::vector<ChoiceIndex> marks;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    marks.clear();
    for (const Mark& mark : line.marks) {
      const bool counts = mark.choice < election::kChoiceLimit && (!ranked || mark.rank == 1);
      if (counts) marks.push_back(mark.choice);
    }
    const auto all = static_cast<std::int64_t>(marks.size());
    if (all > 0) found.marked += line.cards;
    if (all <= limit) continue;
    found.above += line.cards;
    for (std::size_t second = 1; second < explained.size(); ++second) {
      const auto before =
          std::ranges::count_if(marks, [&](ChoiceIndex choice) { return choice < second; });
      if (before <= limit && all - before <= limit) explained[second] += line.cards;
    }
  }
  // Of several places the one in the middle: contests of one title have about as many choices.
  const auto off_middle = [&](std::size_t second) {
    const auto twice = static_cast<std::int64_t>(2 * second);
    return std::abs(twice - static_cast<std::int64_t>(explained.size()));
  };
  for (std::size_t second = 1; second < explained.size(); ++second) {
    const bool as_good =
        explained[second] == found.explained && off_middle(second) < off_middle(found.second);
    if (explained[second] < found.explained || (explained[second] == found.explained && !as_good)) {
      continue;
    }
    found.second = static_cast<ChoiceIndex>(second);
    found.explained = explained[second];
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
