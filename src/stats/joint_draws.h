// Joint draws of many weighted events under a one-factor copula, counted: how often how much weight
// flips. The simulation beside the exact integral of stats/one_factor.h; each checks the other.
#pragma once

#include "base/executor.h"
#include "stats/counter_random.h"
#include "stats/one_factor.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::stats {

/// What the draws gave.
struct JointTally {
  std::int64_t draws = 0;
  std::vector<std::int64_t> by_weight;  ///< draws by total weight of the events that happened
  std::vector<std::int64_t> by_event;  ///< draws in which each event happened, groups in order

  /// Share of draws with total weight >= needed.
  [[nodiscard]] double share_at_least(std::int64_t needed) const;
};

/// Draws `draws` times all groups' events. Result depends on the arguments only, not on the
/// executor.
///
/// Each group has one 64-bit uniform u; event j happens when u < Φ(c_j), c_j its quantile given the
/// factor. Tables of normal quantiles settle all but one comparison in thousands without Φ, most of
/// them for four groups at once; what they cannot settle is computed exactly, so no table changes a
/// result.
/// @pre 0 <= correlation < 1, draws > 0
[[nodiscard]] JointTally draw_jointly(std::span<const EventGroup> groups, double correlation,
                                      Copula copula, RandomKey key, std::int64_t draws,
                                      base::Executor& executor);

}  // namespace recanvass::stats
