// Units that report the same figures: entered twice, or alike by chance? Units near to them say how
// often chance makes it. Used by workflow/screen_rules.h; takes no law of votes for granted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

struct EqualUnits {
  std::vector<std::size_t> units;  ///< two or more
  std::int64_t votes = 0;  ///< of one of them
  double by_chance = 1.0;  ///< expected number of such pairs in the file, at most 1
};

/// Units with equal figures that chance makes in fewer than `level` files: the units whose figures
/// of 10 and more are within 15 % of theirs, others being equal, and one more, over the number of
/// places in that room, times half of all units. The least likely first.
/// @param figures  by unit, as many of each; a unit without a vote has no twin
[[nodiscard]] std::vector<EqualUnits> equal_units(
    std::span<const std::vector<std::int64_t>> figures, double level = 0.05);

}  // namespace recanvass::screen
