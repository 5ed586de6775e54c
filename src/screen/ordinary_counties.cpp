#include "screen/ordinary_counties.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr OrdinaryCounties kOrdinary{235, 29917, 200, 4.276, 2.876};

// How many lie so far out or farther, below `from`.
struct CountiesBeyond {
  double deviation = 0.0;
  int counties = 0;
};
constexpr std::array kNearer = {CountiesBeyond{2.0, 1777}, CountiesBeyond{2.5, 930},
                                CountiesBeyond{3.0, 524}, CountiesBeyond{3.5, 324},
                                CountiesBeyond{4.0, 239}};

double share_beyond(double deviation) {
  const double asked = kOrdinary.asked;
  if (deviation >= kOrdinary.from) {
    return kOrdinary.beyond / asked * std::pow(deviation / kOrdinary.from, -kOrdinary.power);
  }
  double share = 1.0;
  for (const CountiesBeyond& step : kNearer) {
    if (deviation >= step.deviation) share = step.counties / asked;
  }
  return share;
}

double tests_of(std::size_t counties, std::size_t choices) {
  RECANVASS_CHECK(choices >= 2);
  return static_cast<double>(counties) * static_cast<double>(choices - 1);
}

}  // namespace

OrdinaryCounties ordinary_counties() { return kOrdinary; }

double p_beside_ordinary(double deviation, std::size_t counties, std::size_t choices) {
  return std::min(1.0, tests_of(counties, choices) * share_beyond(deviation));
}

double deviation_to_tell(double level, std::size_t counties, std::size_t choices) {
  const double share = level / tests_of(counties, choices);
  const double farther = kOrdinary.beyond / (kOrdinary.asked * share);
  return kOrdinary.from * std::max(1.0, std::pow(farther, 1.0 / kOrdinary.power));
}

}  // namespace recanvass::screen
