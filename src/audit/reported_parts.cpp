#include "audit/reported_parts.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace recanvass::audit {
namespace {

// ln of the least bound on P(sum as large as this one) over all tilts. Hoeffding 1963, theorem 1
// and section 6: no list of shares with that mean spreads more than one of zeros and ones, and
// draws without replacement spread no more than those with.
double log_upper_tail(std::span<const DrawnPart> parts) {
  double expected = 0.0;
  double sum = 0.0;
  for (const DrawnPart& part : parts) {
    expected += part.reported_mean * static_cast<double>(part.cards);
    sum += part.sum;
  }
  if (sum <= expected) return 0.0;
  const auto slope = [&](double tilt) {
    double mean = 0.0;
    for (const DrawnPart& part : parts) {
      const double ones = part.reported_mean * std::exp(tilt);
      mean += static_cast<double>(part.cards) * ones / (1.0 - part.reported_mean + ones);
    }
    return mean - sum;
  };
  constexpr double kTiltMost = 40.0;
  double low = 0.0;
  double high = kTiltMost;
  for (int step = 0; step < 80; ++step) {
    const double middle = 0.5 * (low + high);
    (slope(middle) < 0.0 ? low : high) = middle;
  }
  double log_bound = -low * sum;
  for (const DrawnPart& part : parts) {
    log_bound += static_cast<double>(part.cards) * std::log1p(part.reported_mean * std::expm1(low));
  }
  return std::min(0.0, log_bound);
}

// Either way.
double chance_of_sum(std::span<const DrawnPart> parts) {
  std::vector<DrawnPart> turned(parts.begin(), parts.end());
  for (DrawnPart& part : turned) {
    part.reported_mean = 1.0 - part.reported_mean;
    part.sum = static_cast<double>(part.cards) - part.sum;
  }
  const double log_chance = std::min(log_upper_tail(parts), log_upper_tail(turned));
  constexpr double kLeast = 1e-300;  // 0 would say that it cannot be
  return std::clamp(2.0 * std::exp(log_chance), kLeast, 1.0);
}

}  // namespace

double chance_of_parts(std::span<const DrawnPart> parts) {
  double least = 1.0;
  double drawn_from = 0.0;
  for (const DrawnPart& part : parts) {
    if (part.cards == 0) continue;
    drawn_from += 1.0;
    least = std::min(least, chance_of_sum({&part, 1}));
  }
  if (drawn_from <= 1.0) return least;
  return std::min(1.0, 2.0 * std::min(chance_of_sum(parts), drawn_from * least));
}

}  // namespace recanvass::audit
