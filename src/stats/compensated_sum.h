// A running sum whose rounding error does not grow with its length (Neumaier's form of Kahan's).
// Used by the sequential tests of this folder; read stats/mean_claim.h next.
#pragma once

#include <cmath>

namespace recanvass::stats {

/// The sum of what was added, to about one unit in the last place whatever the length.
/// Infinite terms are not for it. Source: Neumaier (1974).
class CompensatedSum {
 public:
  void add(double term) {
    const double total = sum_ + term;
    rest_ += std::abs(sum_) >= std::abs(term) ? (sum_ - total) + term : (term - total) + sum_;
    sum_ = total;
  }
  [[nodiscard]] double value() const { return sum_ + rest_; }

 private:
  double sum_ = 0.0;
  double rest_ = 0.0;
};

}  // namespace recanvass::stats
