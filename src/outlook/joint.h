// From one probability a unit to the probability that the College changes hands, without ever
// multiplying states as if they had nothing in common. docs/math/flip.md, section "Jointly".
#pragma once

#include "outlook/college.h"
#include "stats/one_factor.h"

#include <optional>
#include <vector>

namespace recanvass::outlook {

/// One unit's chance to come out for the challenger.
struct UnitChance {
  election::JurisdictionId id;
  double probability = 0.0;
};

/// One row: how units hang together, and what follows.
struct JointRow {
  stats::Copula copula = stats::Copula::Gaussian;
  double correlation = 0.0;
  double challenger_wins = 0.0;
  double winner_loses_majority = 0.0;  ///< includes challenger_wins
};

/// The winner's electors that a recount could move: units that it leads and that appoint electors.
[[nodiscard]] bool takes_part(const ElectoralUnit& unit, const College& college);

/// The row multiplies as if states had nothing in common: a floor, not an estimate. (The t4 copula
/// at ρ = 0 is not independent: its mixing is shared.)
[[nodiscard]] bool is_floor(const JointRow& row);

struct JointAnswer {
  std::vector<election::JurisdictionId> counted;  ///< winner-led units with a chance
  std::vector<JointRow> rows;       ///< in the order asked, Gaussian before t4
  bool alone = false;  ///< one state's ballots decide: one row, no dependence to assume
  std::vector<election::JurisdictionId> left_out;  ///< take part, but have no chance
  double together = 0.0;            ///< challenger wins when all shifts are one (ρ = 1)
  stats::Bounds challenger_wins;    ///< whatever the dependence
  std::vector<election::JurisdictionId> cheapest_set;
  std::optional<stats::Bounds> cheapest_set_flips;  ///< Fréchet; no value without a set
};

/// Only units that the winner leads are taken as counted again: a challenger asks there.
/// @param chances  of units that take part; others are ignored.
/// @param correlations  each in [0, 1).
/// Units without a chance here are taken as not coming out otherwise.
/// @return no value when the college is refused, or units with a chance cannot give the challenger
///         a majority together: then the model has no chance to give, and 0 would claim one.
[[nodiscard]] std::optional<JointAnswer> join_units(const UnitTable& units, const College& college,
                                                    const std::vector<UnitChance>& chances,
                                                    const std::vector<double>& correlations);

/// The winner-led units' chances as groups of events, districts in one group with their state.
[[nodiscard]] std::vector<stats::EventGroup> event_groups(const UnitTable& units,
                                                          const College& college,
                                                          const std::vector<UnitChance>& chances);

/// Electors that the challenger lacks for a majority.
[[nodiscard]] std::int64_t electors_short(const College& college);

}  // namespace recanvass::outlook
