// Turnout beside the share of a choice, units counted in cells: a picture that people draw of every
// election, and no test. Two clouds are as well a city and its country.
// docs/math/screen-odd-shares.md
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// One unit: votes for the choice, all votes, and those who could have voted.
struct FingerprintUnit {
  std::int64_t votes = 0;
  std::int64_t all = 0;
  std::int64_t eligible = 0;
};

/// A cell of two points by two: units with votes/all and all/eligible in it. 100 % is in the last.
struct FingerprintCell {
  int turnout = 0;  ///< in [0, 50)
  int share = 0;
  std::int64_t units = 0;
  std::int64_t votes = 0;  ///< all votes of those units
};

struct Fingerprint {
  static constexpr int kCells = 50;  ///< a side
  std::int64_t units = 0;  ///< in the picture
  std::int64_t empty = 0;  ///< without votes or without anybody who could vote
  std::int64_t above = 0;  ///< with more votes than that, which no cell holds
  std::vector<FingerprintCell> cells;  ///< with units, by turnout, then share
};

/// @pre 0 <= votes <= all, 0 <= eligible
[[nodiscard]] Fingerprint make_fingerprint(std::span<const FingerprintUnit> units);

}  // namespace recanvass::screen
