// What a recount changed, by the equipment that had counted first: votes moved in all, which net
// changes hide, per unit and per vote, with an interval that knows that units err in clumps.
// docs/math/screen-recount.md
#pragma once

#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

/// One unit, before and after.
struct RecountedUnit {
  std::string unit;
  std::string label;             ///< what had counted it
  std::string cluster;           ///< units that may err together: the county
  std::int64_t votes = 0;        ///< before
  std::int64_t moved = 0;        ///< Σ over choices |after - before|
  std::int64_t moved_named = 0;  ///< the same without write-ins
  std::int64_t net = 0;          ///< gain of the leader over the runner-up
};

/// All units of one label, or of all.
struct RecountedGroup {
  std::string label;
  std::int64_t units = 0;
  std::int64_t changed = 0;  ///< units in which any choice changed
  std::int64_t clusters = 0;
  std::int64_t votes = 0;
  std::int64_t moved = 0;
  std::int64_t moved_named = 0;
  std::int64_t net = 0;
  double share = 0.0;  ///< moved / votes, and its 95 % interval
  double share_low = 0.0;
  double share_high = 0.0;
  double named_share = 0.0;
  double named_low = 0.0;
  double named_high = 0.0;
  double net_low = 0.0;  ///< votes
  double net_high = 0.0;
};

/// All units first, then a group a label, most votes first. Intervals: clusters of the group drawn
/// anew with replacement, 2.5 and 97.5 hundredths; of one cluster they are its own values.
[[nodiscard]] std::vector<RecountedGroup> recounted_by_label(std::span<const RecountedUnit> units,
                                                             std::int64_t resamples,
                                                             stats::RandomKey key,
                                                             base::Executor& executor);

/// Do labels differ in their net change by more than dealing the units' net changes anew among all
/// units gives? The statistic is Σ over labels net² / votes. (1 + as large) / (1 + resamples).
[[nodiscard]] double net_by_label_p(std::span<const RecountedUnit> units, std::int64_t resamples,
                                    stats::RandomKey key, base::Executor& executor);

/// Do changes go one way? Each cluster's net is turned round or not by a coin; p of a net over all
/// as far from 0. (1 + as large) / (1 + resamples).
[[nodiscard]] double net_one_way_p(std::span<const RecountedUnit> units, std::int64_t resamples,
                                   stats::RandomKey key, base::Executor& executor);

}  // namespace recanvass::screen
