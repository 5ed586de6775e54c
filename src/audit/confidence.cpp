#include "audit/confidence.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace recanvass::audit {
namespace {

bool refuted(const TestOfMean& make, const stats::MeanClaim& claim, std::span<const double> values,
             double risk) {
  const std::unique_ptr<stats::MeanTest> test = make(claim);
  const double goal = -std::log(risk);
  for (const double value : values) {
    test->observe(value);
    if (test->log_evidence() >= goal) return true;
  }
  return false;
}

}  // namespace

double lower_mean_bound(const TestOfMean& test, const stats::MeanClaim& claim,
                        std::span<const double> values, double risk) {
  RECANVASS_CHECK(risk > 0.0 && risk < 1.0);
  const double resolution = 1e-9 * claim.upper_bound;
  double low = 0.0;
  double high = claim.upper_bound;
  while (high - low > resolution) {
    stats::MeanClaim at = claim;
    at.null_mean = 0.5 * (low + high);
    (refuted(test, at, values, risk) ? low : high) = at.null_mean;
  }
  return low;
}

double lower_margin_bound(const TestOfMean& test, const stats::MeanClaim& claim,
                          std::span<const double> values, double risk) {
  return 2.0 * lower_mean_bound(test, claim, values, risk) - 1.0;
}

MeanInterval mean_interval(const TestOfMean& test, const stats::MeanClaim& claim,
                           std::span<const double> values, double risk) {
  std::vector<double> mirrored;
  for (const double value : values) mirrored.push_back(std::max(0.0, claim.upper_bound - value));
  return {lower_mean_bound(test, claim, values, 0.5 * risk),
          claim.upper_bound - lower_mean_bound(test, claim, mirrored, 0.5 * risk)};
}

}  // namespace recanvass::audit
