// Whether a tabulator (or a batch) has more of some event than other tabulators with ballots of
// the same kind: residual votes, overvotes, adjudicated cards, votes for a choice. Exact moments
// given the strata, and a spread between units that the units themselves show.
// Derived in docs/math/screen-cards.md. Used by screen/screen_cards.h.
#pragma once

#include "screen/card_cells.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace recanvass::screen {

/// Cells put together: each belongs to one unit of one stratum.
struct UnitStrata {
  struct Group {
    std::uint32_t unit = 0;
    std::uint32_t stratum = 0;
    friend auto operator<=>(const Group&, const Group&) = default;
  };
  std::vector<std::uint32_t> group_of_cell;
  std::vector<Group> groups;
  std::uint32_t units = 0;
  std::uint32_t strata = 0;
  std::vector<std::optional<std::uint32_t>> partners = {};  ///< only_partners(), by unit
};

/// What is compared with what.
enum class Comparison : std::uint8_t {
  TabulatorsByStyle,   ///< tabulators, among cards of one style and counting group
  BatchesByStyle,      ///< batches of one tabulator, among cards of one style and counting group
  TabulatorsByBallot,  ///< tabulators, among cards of one precinct, style and counting group
  BatchesByBallot,     ///< batches of one tabulator, among such cards
  TabulatorsByGroup,   ///< tabulators, among cards of one counting group, wherever they are from
};
[[nodiscard]] UnitStrata strata_of(const CardCells& cells, Comparison comparison);

/// Cards and events of one group.
struct GroupEvents {
  std::vector<std::uint64_t> cards;   ///< by group
  std::vector<std::uint64_t> events;  ///< by group
};
/// By unit: the other unit of all its strata, where there is one only.
[[nodiscard]] std::vector<std::optional<std::uint32_t>> only_partners(const UnitStrata& strata);
/// One kind of event of a contest. @pre kind < events.kinds
[[nodiscard]] GroupEvents events_by_group(const UnitStrata& strata, const ContestEvents& events,
                                          std::size_t kind);
/// Adjudicated cards, whatever they carry.
[[nodiscard]] GroupEvents adjudicated_by_group(const UnitStrata& strata, const CardCells& cells);

/// One unit against all units of its strata, the events being dealt among the cards of a stratum:
///
///     E = Σ n_s K_s / N_s,   V = Σ n_s (N_s - n_s) / (N_s - 1) · K_s/N_s · (1 - K_s/N_s)
///
/// Only strata that other units share say anything.
struct UnitEvents {
  std::int64_t cards = 0;     ///< in strata with other units
  std::int64_t observed = 0;  ///< events on them
  double expected = 0.0;
  double variance = 0.0;      ///< without spread between units; 0: nothing to compare
};
/// By unit.
[[nodiscard]] std::vector<UnitEvents> compare_units(const UnitStrata& strata,
                                                    const GroupEvents& events);

/// How many times as much as their law says deviations vary: their mean square, winsorised at a
/// tenth on either side so that a few that are out of line do not hide themselves, raised by its
/// own standard error, at least 1. No value for fewer than 20.
/// Source: Spiegelhalter (2005), winsorised.
/// @param deviations  each over its standard error
[[nodiscard]] std::optional<double> spread_of(std::vector<double> deviations);

/// The same of (observed - expected)/√V of the units with 5 events or more expected, and as many
/// cards without one; where such units are too few, the plain mean square over all units, raised
/// alike, of 40 or more.
[[nodiscard]] std::optional<double> spread_between(std::span<const UnitEvents> units);

/// P that a unit differs from what is expected by so much, either way: twice the smaller tail of
/// the law with mean E and variance spread · V. 1 where there is nothing to compare.
[[nodiscard]] double two_sided_p(const UnitEvents& unit, double spread);

/// Units with their p, by unit.
struct ComparedUnits {
  std::vector<UnitEvents> units;
  std::vector<double> p_values;  ///< 1 where there was nothing to compare
};
/// Compares units step by step: the one that is farthest out, while its p is at most `level` over
/// the number of units, is set aside with the p it has, and the others are compared without it, so
/// that one unit out of line does not put the others out of it. At most a quarter is set aside. Of
/// 200 units and more, those within two deviations have p = 1.
/// @param first  compare_units() of the same, where it is known already
[[nodiscard]] ComparedUnits compare_stepwise(const UnitStrata& strata, const GroupEvents& events,
                                             double spread, double level,
                                             std::vector<UnitEvents> first = {});

/// Compares units of different places: each deviation over the root mean square of the others',
/// which is at least that of `spread`, by Student's law with one degree of freedom for each other.
/// Units with 5 events or more expected; none with fewer than 8 others.
[[nodiscard]] ComparedUnits compare_places(const UnitStrata& strata, const GroupEvents& events,
                                           double spread);

}  // namespace recanvass::screen
