// How far out counties lie in elections that nobody disputes: what the deviations of
// find_odd_shares() of counties are read beside. Used by screen/answer_shapes.cpp; the figures are
// made again by tests/elections/ordinary_counties_test.cpp. docs/math/screen-odd-shares.md
#pragma once

#include <cstddef>

namespace recanvass::screen {

/// 235 elections of a President in a state of 20 counties or more, 2004 to 2024, the last share and
/// the size held equal: each county's farthest choice.
struct OrdinaryCounties {
  int elections = 0;
  int asked = 0;  ///< counties times choices but one, over all
  /// Of which so many lie `from` out or farther; beyond, they fall as (deviation / from)^-power.
  int beyond = 0;
  double from = 0.0;
  double power = 0.0;
};
[[nodiscard]] OrdinaryCounties ordinary_counties();

/// P that the farthest of so many counties lies so far out, at most 1: the share of ordinary ones
/// that do, times counties and choices but one.
/// @param deviation  >= 0  @pre two choices or more
[[nodiscard]] double p_beside_ordinary(double deviation, std::size_t counties, std::size_t choices);

/// The deviation, `from` or more, at which that is `level`.
[[nodiscard]] double deviation_to_tell(double level, std::size_t counties, std::size_t choices);

}  // namespace recanvass::screen
