// What a sample says about the size of the lead, beside its p-value: the margins that the evidence
// has not refuted. It holds at every moment of the audit at once. docs/math/confidence.md.
#pragma once

#include "stats/evidence.h"

#include <functional>
#include <memory>
#include <span>

namespace recanvass::audit {

/// Makes the test of "mean <= null_mean". It must test every null mean by the same rule.
using TestOfMean = std::function<std::unique_ptr<stats::MeanTest>(const stats::MeanClaim& claim)>;

/// The least mean that the draws have not refuted at this risk: at all times together, the true
/// mean is below it with a chance of at most `risk`. In [0, u]; rounded down by 1e-9 u.
/// @pre p-values of `test` fall with the null mean
[[nodiscard]] double lower_mean_bound(const TestOfMean& test, const stats::MeanClaim& claim,
                                      std::span<const double> values, double risk);

/// The same for the assorter margin 2·mean - 1.
[[nodiscard]] double lower_margin_bound(const TestOfMean& test, const stats::MeanClaim& claim,
                                        std::span<const double> values, double risk);

/// Least and largest mean not refuted, each at half the risk: the values are also read from above,
/// as u - x.
struct MeanInterval {
  double least = 0.0;
  double most = 0.0;
};
[[nodiscard]] MeanInterval mean_interval(const TestOfMean& test, const stats::MeanClaim& claim,
                                         std::span<const double> values, double risk);

}  // namespace recanvass::audit
