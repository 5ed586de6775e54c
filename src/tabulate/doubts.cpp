#include "tabulate/doubts.h"

#include "tabulate/groups.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>

namespace recanvass::tabulate {

using election::CardCount;
using election::ChoiceIndex;
using election::Mark;

namespace {

constexpr std::uint64_t kCardsOfEachSet = 10;

// Choices that some style's cards mark are of one set.
class SetsOfChoices {
 public:
  explicit SetsOfChoices(std::size_t choices) : parent_(choices) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t choice) const {
    while (parent_[choice] != choice) choice = parent_[choice];
    return choice;
  }
  void join(std::size_t one, std::size_t two) {
    const std::size_t first = root(one);
    const std::size_t second = root(two);
    parent_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::vector<ChoiceIndex>> choices_apart_by_style(const election::CardStore& store,
                                                             std::uint32_t contest) {
  const election::CardContest& about = store.contests()[contest];
  if (store.names().styles.size() < 3 || about.choices.size() < 2) return {};  // "" and one
  SetsOfChoices sets(about.choices.size());
  std::map<std::size_t, std::uint64_t> cards;  // by choice that is marked, of each style's first
  std::uint32_t style = 0;
  std::optional<std::size_t> first;
  for (const GroupCell& cell : group_cells(store, contest, GroupBy::Style)) {
    if (cell.group != style) first.reset();
    style = cell.group;
    std::optional<std::size_t> marked;
    for (const Mark& mark : store.markings(contest).at(cell.code).marks) {
      const bool named = mark.choice < election::kChoiceLimit &&
                         about.choices[mark.choice].kind == election::CardChoiceKind::Named;
      if (!named) continue;
      marked = mark.choice;
      if (!first) first = marked;
      sets.join(*first, *marked);
    }
    if (marked) cards[*marked] += cell.cards;
  }
  std::map<std::size_t, std::pair<std::vector<ChoiceIndex>, std::uint64_t>> found;
  for (const auto& [choice, marking_cards] : cards) {
    found[sets.root(choice)].second += marking_cards;
  }
  for (std::size_t i = 0; i < about.choices.size(); ++i) {
    const auto set = found.find(sets.root(i));
    if (set != found.end()) set->second.first.push_back(static_cast<ChoiceIndex>(i));
  }
  std::vector<std::vector<ChoiceIndex>> all;
  for (auto& [root, set] : found) {
    if (set.second < kCardsOfEachSet) return {};
    all.push_back(std::move(set.first));
  }
  return all.size() > 1 ? all : std::vector<std::vector<ChoiceIndex>>();
}

std::vector<std::string> remarks_on_styles(const election::CardStore& store) {
  std::vector<std::string> remarks;
  for (std::uint32_t index = 0; index < store.contests().size(); ++index) {
    const auto sets = choices_apart_by_style(store, index);
    if (sets.empty()) continue;
    const election::CardContest& contest = store.contests()[index];
    std::vector<std::string> words;
    for (const auto& set : sets) {
      std::vector<std::string> names;
      for (const ChoiceIndex choice : set) names.push_back(contest.choices[choice].name);
      words.push_back(fmt::format("{}", fmt::join(names, ", ")));
    }
    remarks.push_back(fmt::format(
        "\"{}\": no style of ballot has cards for choices of two of these: {}. They may be "
        "contests "
        "of {} parties under one title, which this count takes for one: give the records of each "
        "party by themselves, or with a title that names it.",
        contest.name, fmt::join(words, "; "), sets.size()));
  }
  return remarks;
}

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
