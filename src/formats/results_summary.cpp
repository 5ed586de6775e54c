#include "formats/results_summary.h"

#include "formats/name_map.h"
#include "formats/returns_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace recanvass::formats {
namespace {

constexpr std::size_t kResultsBytes = std::size_t{256} << 20U;

// The place of a contest or choice in its list, added when it is new.
template <class Item, class Key>
Item& item_of(std::vector<Item>& items, std::map<Key, std::size_t>& places, const Key& key,
              Item item) {
  const auto [place, added] = places.try_emplace(key, items.size());
  if (added) items.push_back(std::move(item));
  return items[place->second];
}

// Units that are called a total, by whether every figure of theirs is the sum of the other units of
// their county (of all units, where they are of none).
std::map<std::uint32_t, bool> totals_among(const ReturnsTable& returns) {
  std::map<std::uint32_t, bool> totals;
  for (std::uint32_t unit = 0; unit < returns.units.size(); ++unit) {
    const auto& named = returns.units[unit];
    if (names_a_total(named.name) || names_a_total(named.county)) totals.emplace(unit, true);
  }
  if (totals.empty()) return totals;
  using Figure = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  std::map<std::pair<std::string, Figure>, std::int64_t> sums;  // by county; "": of all
  for (const auto& figure : returns.figures) {
    if (totals.contains(figure.unit)) continue;
    const Figure of{figure.section, figure.choice, figure.mode};
    const std::string& county = returns.units[figure.unit].county;
    sums[{county, of}] += figure.votes;
    if (!county.empty()) sums[{"", of}] += figure.votes;
  }
  for (const auto& figure : returns.figures) {
    const auto total = totals.find(figure.unit);
    if (total == totals.end()) continue;
    const std::string& county = returns.units[figure.unit].county;
    const auto sum = sums.find({names_a_total(county) ? std::string() : county,
                                Figure{figure.section, figure.choice, figure.mode}});
    total->second = total->second && sum != sums.end() && sum->second == figure.votes;
  }
  return totals;
}

}  // namespace

ResultsSummary summary_of(const ReturnsTable& returns) {
  ResultsSummary summary{returns.file, returns.format, returns.units.size(), {}, returns.remarks};
  const auto totals = totals_among(returns);
  for (const auto& [unit, is_sum] : totals) {
    const auto& named = returns.units[unit];
    const std::string name = quote(names_a_total(named.name) ? named.name : named.county);
    summary.remarks.push_back(
        is_sum
            ? fmt::format("left out: the rows of {}, which add up the others", name)
            : fmt::format("added as a unit: the rows of {}, which are not the sums of the others",
                          name));
    if (is_sum) --summary.units;
  }
  // Choices of a section that have a figure of all modes together, in the same unit.
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> together;
  for (const auto& figure : returns.figures) {
    if (returns.modes.name(figure.mode).empty()) {
      together.emplace(figure.section, figure.unit, figure.choice);
    }
  }
  std::map<std::string, std::size_t> contests;
  std::vector<std::map<std::string, std::size_t>> choices;
  for (const auto& figure : returns.figures) {
    const std::string& choice = returns.choices.name(figure.choice);
    const std::string& contest = returns.sections[figure.section].contest;
    const auto total = totals.find(figure.unit);
    if (total != totals.end() && total->second) continue;
    if (choice.starts_with("@") || contest == kEveryContest) continue;
    const bool all_modes = returns.modes.name(figure.mode).empty();
    if (!all_modes && together.contains({figure.section, figure.unit, figure.choice})) continue;
    ResultsContest& into = item_of(summary.contests, contests, contest, {contest, {}});
    const auto at = static_cast<std::size_t>(&into - summary.contests.data());
    choices.resize(std::max(choices.size(), at + 1));
    const std::string name(choice_name(choice));
    ResultsContest::Votes& votes = item_of(into.choices, choices[at], name, {name, 0});
    votes.votes += std::max<std::int64_t>(figure.votes, 0);
  }
  return summary;
}

base::Result<ResultsSummary> read_results(const InputFiles& files, std::size_t at) {
  auto bytes = files.whole(at, kResultsBytes);
  if (!bytes) return bytes.problems();
  const auto returns = read_returns_bytes(std::move(bytes).value(), files.files()[at].name);
  if (!returns) return returns.problems();
  if (returns->figures.empty()) {
    return base::Problem{"results.none",
                         {files.files()[at].name, 0, {}},
                         "results without a figure",
                         "votes of one contest at least",
                         "Export the results again, with the contests."};
  }
  return summary_of(*returns);
}

}  // namespace recanvass::formats
