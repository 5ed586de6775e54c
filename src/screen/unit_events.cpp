#include "screen/unit_events.h"

#include "base/check.h"
#include "stats/distributions.h"
#include "stats/matched_law.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace recanvass::screen {
namespace {

constexpr std::size_t kFewestUnits = 20;
constexpr std::size_t kFewestOfAny = 40;
constexpr std::size_t kFewestOthers = 8;
constexpr double kFewestEvents = 5.0;
// E[min(|Z|, z)²] for z = 1.2816, the 90 % quantile of a standard normal law.
constexpr double kWinsorisedSquare = 0.67870;

// What a cell's stratum is told by.
std::array<std::uint32_t, 4> stratum_key(const CardCells& cells, const CardCell& cell,
                                         Comparison comparison) {
  const election::CardProfile& ballot = cells.ballots()[cell.ballot];
  const std::uint32_t tabulator = cells.tabulator_of(cell);
  switch (comparison) {
    case Comparison::TabulatorsByStyle: return {ballot.style, ballot.counting_group, 0, 0};
    case Comparison::BatchesByStyle: return {ballot.style, ballot.counting_group, 0, tabulator};
    case Comparison::TabulatorsByBallot:
      return {ballot.style, ballot.counting_group, ballot.precinct, 0};
    case Comparison::BatchesByBallot:
      return {ballot.style, ballot.counting_group, ballot.precinct, tabulator};
    case Comparison::TabulatorsByGroup: return {0, ballot.counting_group, 0, 0};
  }
  RECANVASS_CHECK(false);
  return {};
}

bool is_of_tabulators(Comparison comparison) {
  return comparison == Comparison::TabulatorsByStyle ||
         comparison == Comparison::TabulatorsByBallot ||
         comparison == Comparison::TabulatorsByGroup;
}

bool has_enough_events(const UnitEvents& unit) {
  const double others = static_cast<double>(unit.cards) - unit.expected;
  return unit.expected >= kFewestEvents && others >= kFewestEvents && unit.variance > 0.0;
}

double deviation_of(const UnitEvents& unit) {
  return (static_cast<double>(unit.observed) - unit.expected) / std::sqrt(unit.variance);
}

// Within two deviations, of many: no correction for so many leaves anything of its p, which need
// not be worked out.
bool is_plain(const UnitEvents& unit, double spread, std::uint32_t units) {
  constexpr std::uint32_t kMany = 200;
  const double off = static_cast<double>(unit.observed) - unit.expected;
  return units >= kMany && off * off <= 4.0 * spread * unit.variance;
}

}  // namespace

UnitStrata strata_of(const CardCells& cells, Comparison comparison) {
  const auto& names = cells.store().names();
  UnitStrata strata;
  const bool tabulators = is_of_tabulators(comparison);
  strata.units =
      static_cast<std::uint32_t>(tabulators ? names.tabulators.size() : names.batches.size());
  std::map<std::array<std::uint32_t, 4>, std::uint32_t> stratum_numbers;
  std::map<UnitStrata::Group, std::uint32_t> group_numbers;
  strata.group_of_cell.reserve(cells.cells().size());
  for (const CardCell& cell : cells.cells()) {
    const auto [stratum, is_new] =
        stratum_numbers.try_emplace(stratum_key(cells, cell, comparison), strata.strata);
    if (is_new) ++strata.strata;
    const UnitStrata::Group group{tabulators ? cells.tabulator_of(cell) : cell.batch,
                                  stratum->second};
    const auto [at, is_first] = group_numbers.try_emplace(group, strata.groups.size());
    if (is_first) strata.groups.push_back(group);
    strata.group_of_cell.push_back(at->second);
  }
  strata.partners = only_partners(strata);
  return strata;
}

GroupEvents events_by_group(const UnitStrata& strata, const ContestEvents& events,
                            std::size_t kind) {
  RECANVASS_CHECK(kind < events.kinds && events.cards.size() == strata.group_of_cell.size());
  GroupEvents found{std::vector<std::uint64_t>(strata.groups.size(), 0),
                    std::vector<std::uint64_t>(strata.groups.size(), 0)};
  for (std::size_t cell = 0; cell < strata.group_of_cell.size(); ++cell) {
    const std::uint32_t group = strata.group_of_cell[cell];
    found.cards[group] += events.cards[cell];
    found.events[group] += events.of(cell, kind);
  }
  return found;
}

GroupEvents adjudicated_by_group(const UnitStrata& strata, const CardCells& cells) {
  GroupEvents found{std::vector<std::uint64_t>(strata.groups.size(), 0),
                    std::vector<std::uint64_t>(strata.groups.size(), 0)};
  for (std::size_t cell = 0; cell < strata.group_of_cell.size(); ++cell) {
    const std::uint32_t group = strata.group_of_cell[cell];
    found.cards[group] += cells.cells()[cell].cards;
    found.events[group] += cells.cells()[cell].adjudicated;
  }
  return found;
}

std::vector<UnitEvents> compare_units(const UnitStrata& strata, const GroupEvents& events) {
  std::vector<std::uint64_t> all_cards(strata.strata, 0);
  std::vector<std::uint64_t> all_events(strata.strata, 0);
  for (std::size_t group = 0; group < strata.groups.size(); ++group) {
    all_cards[strata.groups[group].stratum] += events.cards[group];
    all_events[strata.groups[group].stratum] += events.events[group];
  }
  std::vector<UnitEvents> units(strata.units);
  for (std::size_t group = 0; group < strata.groups.size(); ++group) {
    const std::uint32_t stratum = strata.groups[group].stratum;
    const auto cards = static_cast<double>(events.cards[group]);
    const auto together = static_cast<double>(all_cards[stratum]);
    if (events.cards[group] == 0 || events.cards[group] == all_cards[stratum]) continue;
    UnitEvents& unit = units[strata.groups[group].unit];
    const double share = static_cast<double>(all_events[stratum]) / together;
    unit.cards += static_cast<std::int64_t>(events.cards[group]);
    unit.observed += static_cast<std::int64_t>(events.events[group]);
    unit.expected += cards * share;
    unit.variance += cards * (together - cards) / (together - 1.0) * share * (1.0 - share);
  }
  return units;
}

std::vector<std::optional<std::uint32_t>> only_partners(const UnitStrata& strata) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  constexpr std::uint32_t kSeveral = kNone - 1;
  // The two units of a stratum; a third one makes it several.
  std::vector<std::array<std::uint32_t, 2>> both(strata.strata, {kNone, kNone});
  for (const UnitStrata::Group& group : strata.groups) {
    auto& [first, second] = both[group.stratum];
    std::uint32_t& place = first == kNone ? first : second;
    place = place == kNone ? group.unit : kSeveral;
  }
  std::vector<std::uint32_t> partners(strata.units, kNone);
  for (const UnitStrata::Group& group : strata.groups) {
    const auto& [first, second] = both[group.stratum];
    const std::uint32_t other = second == kSeveral    ? kSeveral
                                : first == group.unit ? second
                                                      : first;
    if (other == kNone) continue;
    std::uint32_t& partner = partners[group.unit];
    partner = partner == kNone || partner == other ? other : kSeveral;
  }
  std::vector<std::optional<std::uint32_t>> found(strata.units);
  for (std::uint32_t unit = 0; unit < strata.units; ++unit) {
    if (partners[unit] < kSeveral) found[unit] = partners[unit];
  }
  return found;
}

std::optional<double> spread_of(std::vector<double> deviations) {
  if (deviations.size() < kFewestUnits) return std::nullopt;
  std::ranges::sort(deviations);
  const std::size_t cut = deviations.size() / 10;
  const double low = deviations[cut];
  const double high = deviations[deviations.size() - 1 - cut];
  double squares = 0.0;
  for (const double deviation : deviations) {
    const double kept = std::clamp(deviation, low, high);
    squares += kept * kept;
  }
  const auto number = static_cast<double>(deviations.size());
  const double spread = squares / number / kWinsorisedSquare * (1.0 + std::sqrt(2.0 / number));
  return std::max(1.0, spread);
}

std::optional<double> spread_between(std::span<const UnitEvents> units) {
  std::vector<double> deviations;
  double squares = 0.0;
  double of_any = 0.0;
  for (const UnitEvents& unit : units) {
    if (unit.variance <= 0.0) continue;
    const double deviation = deviation_of(unit);
    squares += deviation * deviation;
    of_any += 1.0;
    if (has_enough_events(unit)) deviations.push_back(deviation);
  }
  if (deviations.size() >= kFewestUnits) return spread_of(std::move(deviations));
  if (of_any < static_cast<double>(kFewestOfAny)) return std::nullopt;
  return std::max(1.0, squares / of_any * (1.0 + std::sqrt(2.0 / of_any)));
}

double two_sided_p(const UnitEvents& unit, double spread) {
  RECANVASS_CHECK(spread >= 1.0);
  if (unit.variance <= 0.0) return 1.0;
  std::int64_t observed = unit.observed;
  double expected = unit.expected;
  // The rarer of the event and its absence is the one that is counted.
  if (2.0 * expected > static_cast<double>(unit.cards)) {
    observed = unit.cards - observed;
    expected = std::max(0.0, static_cast<double>(unit.cards) - expected);
  }
  const stats::MatchedLaw law{expected, spread * unit.variance};
  const double tail = static_cast<double>(observed) >= expected
                          ? stats::matched_at_least(law, observed)
                          : stats::matched_at_most(law, observed);
  return std::min(1.0, 2.0 * tail);
}

ComparedUnits compare_stepwise(const UnitStrata& strata, const GroupEvents& events, double spread,
                               double level, std::vector<UnitEvents> first) {
  std::optional<GroupEvents> left;  // once a unit is set aside
  std::vector<bool> aside(strata.units, false);
  ComparedUnits compared{std::vector<UnitEvents>(strata.units),
                         std::vector<double>(strata.units, 1.0)};
  std::vector<UnitEvents> units = first.empty() ? compare_units(strata, events) : std::move(first);
  for (std::size_t rounds = 0;; ++rounds) {
    if (left) units = compare_units(strata, *left);
    std::size_t farthest = strata.units;
    double smallest = 1.0;
    std::size_t number = 0;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (aside[unit]) continue;
      compared.units[unit] = units[unit];
      compared.p_values[unit] =
          is_plain(units[unit], spread, strata.units) ? 1.0 : two_sided_p(units[unit], spread);
      if (units[unit].variance > 0.0) ++number;
      if (compared.p_values[unit] < smallest) {
        smallest = compared.p_values[unit];
        farthest = unit;
      }
    }
    if (farthest == strata.units || smallest * static_cast<double>(number) > level ||
        4 * rounds >= strata.units) {
      return compared;
    }
    aside[farthest] = true;
    if (!left) left = events;
    for (std::size_t group = 0; group < strata.groups.size(); ++group) {
      if (strata.groups[group].unit != farthest) continue;
      left->cards[group] = 0;
      left->events[group] = 0;
    }
  }
}

ComparedUnits compare_places(const UnitStrata& strata, const GroupEvents& events, double spread) {
  ComparedUnits compared{compare_units(strata, events), std::vector<double>(strata.units, 1.0)};
  double squares = 0.0;
  std::size_t number = 0;
  for (UnitEvents& unit : compared.units) {
    if (!has_enough_events(unit)) {
      unit.variance = 0.0;
      continue;
    }
    squares += deviation_of(unit) * deviation_of(unit);
    ++number;
  }
  for (std::size_t unit = 0; unit < compared.units.size(); ++unit) {
    if (number <= kFewestOthers) compared.units[unit].variance = 0.0;
    if (compared.units[unit].variance <= 0.0) continue;
    const double deviation = deviation_of(compared.units[unit]);
    const auto others = static_cast<double>(number - 1);
    const double usual = std::max(spread, (squares - deviation * deviation) / others);
    compared.p_values[unit] =
        std::min(1.0, 2.0 * stats::student_t_above(std::abs(deviation) / std::sqrt(usual), others));
  }
  return compared;
}

}  // namespace recanvass::screen
