#include "screen/robust.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kHuber = 1.345;
constexpr double kBiweight = 4.685;
constexpr double kNormalScale = 1.4826;  // the median of |z| of a normal law, inverted
constexpr int kRoundsMax = 200;
constexpr double kSettled = 1e-10;
constexpr double kLeastWeight = 1e-12;  // in place of 0: least squares wants positive weights

double huber_weight(double u) { return std::abs(u) <= kHuber ? 1.0 : kHuber / std::abs(u); }

double biweight(double u) {
  const double part = u / kBiweight;
  if (std::abs(part) >= 1.0) return 0.0;
  return (1.0 - part * part) * (1.0 - part * part);
}

double scale_of(const std::vector<double>& residuals, std::span<const double> weights) {
  std::vector<double> sizes;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    sizes.push_back(std::abs(residuals[i]) * (weights.empty() ? 1.0 : std::sqrt(weights[i])));
  }
  return kNormalScale * median_of(std::move(sizes));
}

bool moved(const std::vector<double>& from, const std::vector<double>& to) {
  for (std::size_t j = 0; j < from.size(); ++j) {
    if (std::abs(to[j] - from[j]) > kSettled * (std::abs(to[j]) + kSettled)) return true;
  }
  return false;
}

}  // namespace

double median_of(std::vector<double> values) {
  RECANVASS_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

base::Result<RobustFit> fit_robustly(std::span<const double> outcome, const Regressors& regressors,
                                     std::span<const double> weights) {
  auto start = fit_least_squares(outcome, regressors, weights);
  if (!start) return start.problems();
  RobustFit fit;
  fit.coefficients = start->coefficients;
  fit.residuals = start->residuals;
  fit.unit_weights.assign(outcome.size(), 1.0);
  bool biweights = false;
  for (fit.rounds = 1; fit.rounds <= kRoundsMax; ++fit.rounds) {
    fit.scale = scale_of(fit.residuals, weights);
    if (fit.scale <= 0.0) {  // more than half of the units lie on the fit
      fit.settled = true;
      break;
    }
    std::vector<double> together;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
      const double own = weights.empty() ? 1.0 : weights[i];
      const double u = fit.residuals[i] * std::sqrt(own) / fit.scale;
      fit.unit_weights[i] = biweights ? biweight(u) : huber_weight(u);
      together.push_back(own * std::max(fit.unit_weights[i], kLeastWeight));
    }
    auto next = fit_least_squares(outcome, regressors, together);
    if (!next) return next.problems();
    const bool still = !moved(fit.coefficients, next->coefficients);
    fit.coefficients = next->coefficients;
    fit.residuals = next->residuals;
    if (still && biweights) {
      fit.settled = true;
      break;
    }
    biweights = biweights || still;
  }
  return fit;
}

}  // namespace recanvass::screen
