// Simulated net shifts of a recount in one jurisdiction, from how single reporting units err: many
// small errors, votes recovered from ballots not read, and a rare large error. And the compiled
// law. Parameters and their sources stand in outlook/mechanism.h; derived in
// docs/math/mechanism.md.
#pragma once

#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::stats {

/// How often and how far the count of one vote goes wrong, per vote counted.
struct ErrorRates {
  double small_per_vote = 0.0;  ///< errors of one vote for one side, both sides together
  double small_dispersion = 1.0;  ///< variance / mean of each side's number of errors, >= 1
  double recovered_per_vote = 0.0;  ///< votes for the two leading choices found on ballots not read
  double large_per_vote = 0.0;  ///< large errors, expected number per vote
  double large_least = 20.0;  ///< smallest net size of a large error, votes
  double large_shape = 1.5;  ///< Pareto exponent of the size
  double large_most = 0.0;  ///< no larger than this; 0: the unit's own votes only
};

/// Votes of one reporting unit for the two choices, and for all.
struct UnitSize {
  std::int64_t leader = 0;
  std::int64_t challenger = 0;
  std::int64_t all = 0;
};

/// Net votes by which the challenger gained on the leader, one whole number a replicate.
///
/// Small errors of all units add up to one pair of negative binomials and recovered votes to a pair
/// of Poissons, exactly: their variance goes with votes. Large errors are drawn one by one, each in
/// a unit chosen in proportion to its votes, to either side with equal chance.
/// @return `replicates` values, in the order of replicates; element r depends on (key, r) only.
/// @pre units not empty, votes >= 0, some unit has votes
[[nodiscard]] std::vector<std::int64_t> draw_shifts(std::span<const UnitSize> units,
                                                    const ErrorRates& rates, RandomKey key,
                                                    std::int64_t replicates,
                                                    base::Executor& executor);

/// Mean and variance of the shift by formulas, without simulation: the check on draw_shifts.
struct ShiftMoments {
  double mean = 0.0;
  double variance = 0.0;
};
[[nodiscard]] ShiftMoments shift_moments(std::span<const UnitSize> units, const ErrorRates& rates);

/// A law of shifts compiled from draws: their sorted values.
class ShiftTable {
 public:
  /// @pre draws not empty
  explicit ShiftTable(std::vector<std::int64_t> draws);

  [[nodiscard]] std::int64_t draws() const { return static_cast<std::int64_t>(sorted_.size()); }
  /// How many draws are >= votes.
  [[nodiscard]] std::int64_t at_least(std::int64_t votes) const;
  /// P(shift >= votes) as the share of draws.
  [[nodiscard]] double chance(std::int64_t votes) const;
  /// The shift whose upper tail is `upper`: the challenger's gain grows as `upper` falls. @pre in
  /// (0, 1)
  [[nodiscard]] std::int64_t shift_at(double upper) const;

 private:
  std::vector<std::int64_t> sorted_;  // not rising
};

}  // namespace recanvass::stats
