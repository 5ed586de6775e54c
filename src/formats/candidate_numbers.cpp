#include "formats/candidate_numbers.h"

#include "election/told_contests.h"
#include "formats/problem_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::CardContest;
using election::ChoiceIndex;
using election::ToldContest;

// "Ada" of "Ada (5931)"; the whole name where no number stands behind it.
std::string_view without_candidate_number(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  if (open == std::string_view::npos || open == 0 || !name.ends_with(')')) return name;
  const std::string_view inside = name.substr(open + 2, name.size() - open - 3);
  const bool digits =
      !inside.empty() && inside.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? name.substr(0, open) : name;
}

// The choices of one name: the one without a number, and those with one.
struct NumberedName {
  std::vector<ChoiceIndex> bare;
  std::vector<ChoiceIndex> numbered;
};

std::map<std::string_view, NumberedName> numbered_names(const CardContest& contest) {
  std::map<std::string_view, NumberedName> names;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const election::CardChoice& choice = contest.choices[i];
    if (choice.kind != CardChoiceKind::Named) continue;
    const std::string_view bare = without_candidate_number(choice.name);
    NumberedName& found = names[bare];
    auto& list = bare.size() == choice.name.size() ? found.bare : found.numbered;
    list.push_back(static_cast<ChoiceIndex>(i));
  }
  std::erase_if(names, [](const auto& entry) {
    return entry.second.bare.empty() || entry.second.numbered.empty();
  });
  return names;
}

// The contest with one choice of each pair, in the place of the first of it.
ToldContest with_pairs_joined(const CardContest& contest, std::uint32_t index,
                              const std::vector<std::pair<ChoiceIndex, ChoiceIndex>>& pairs) {
  ToldContest told{index, {contest}, {}};
  auto& made = told.into[0].choices;
  made.clear();
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const auto pair = std::ranges::find_if(
        pairs, [&](const auto& one) { return one.first == i || one.second == i; });
    const bool second = pair != pairs.end() && std::max(pair->first, pair->second) == i;
    if (second) {
      told.choices.push_back(told.choices[std::min(pair->first, pair->second)]);
      continue;
    }
    told.choices.emplace_back(0, static_cast<ChoiceIndex>(made.size()));
    made.push_back(contest.choices[pair == pairs.end() ? i : pair->first]);
  }
  return told;
}

}  // namespace

std::vector<std::string> join_candidate_numbers(election::CardStore& store) {
  std::vector<std::string> remarks;
  std::vector<ToldContest> told;
  for (std::uint32_t index = 0; index < store.contests().size(); ++index) {
    const CardContest& contest = store.contests()[index];
    std::vector<std::pair<ChoiceIndex, ChoiceIndex>> pairs;
    for (const auto& [name, found] : numbered_names(contest)) {
      if (found.bare.size() == 1 && found.numbered.size() == 1) {
        pairs.emplace_back(found.bare[0], found.numbered[0]);
        remarks.push_back(fmt::format(
            "{}: {} and {} were read as one choice; the number in brackets is the candidate's",
            quote(contest.name), quote(contest.choices[found.numbered[0]].name), quote(name)));
      } else {
        remarks.push_back(fmt::format(
            "{}: {} stands with several numbers in brackets and without one; they were kept apart, "
            "since nothing says whose it is",
            quote(contest.name), quote(name)));
      }
    }
    if (!pairs.empty()) told.push_back(with_pairs_joined(contest, index, pairs));
  }
  if (!told.empty()) store = election::retold(store, told);
  return remarks;
}

}  // namespace recanvass::formats
