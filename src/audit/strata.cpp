#include "audit/strata.h"

#include "base/check.h"
#include "stats/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr double kImpossible = std::numeric_limits<double>::infinity();

// What a stratum's draws say about one θ, with bets that do not depend on it.
struct Stratum {
  const StratumDraws* draws;
  double weight;
  std::vector<double> parts;        // c of each draw
  std::vector<double> sums_before;  // of the draws before it

  // Null mean of draw i as a line in θ: intercept + slope θ.
  [[nodiscard]] double mu(std::size_t i, double theta) const {
    if (!draws->without_replacement) return theta;
    const double n = static_cast<double>(draws->population);
    return (n * theta - sums_before[i]) / (n - static_cast<double>(i));
  }
  [[nodiscard]] double mu_slope(std::size_t i) const {
    if (!draws->without_replacement) return 1.0;
    const double n = static_cast<double>(draws->population);
    return n / (n - static_cast<double>(i));
  }
  // θ at or below it is arithmetically impossible.
  [[nodiscard]] double floor() const {
    if (!draws->without_replacement || draws->values.empty()) return 0.0;
    return (sums_before.back() + draws->values.back()) / static_cast<double>(draws->population);
  }
  // A whole stratum is known: θ at or above its mean holds with certainty, and no bet speaks.
  [[nodiscard]] bool complete() const {
    return draws->without_replacement &&
           draws->values.size() == static_cast<std::size_t>(draws->population);
  }

  [[nodiscard]] double log_evidence(double theta) const {
    stats::CompensatedSum sum;
    for (std::size_t i = 0; i < draws->values.size(); ++i) {
      const double mean = mu(i, theta);
      // θ is never below what was drawn: only zeros can have a null mean of 0, and say nothing.
      if (mean <= 0.0) continue;
      sum.add(std::log1p(parts[i] * (draws->values[i] / mean - 1.0)));
    }
    return sum.value();
  }
  // Its slope in θ, which only grows.
  [[nodiscard]] double slope(double theta) const {
    stats::CompensatedSum sum;
    for (std::size_t i = 0; i < draws->values.size(); ++i) {
      const double mean = mu(i, theta);
      if (mean <= 0.0) continue;
      const double gain = parts[i] * draws->values[i] / mean;
      sum.add(-gain * mu_slope(i) / (mean * (1.0 - parts[i] + gain)));
    }
    return sum.value();
  }
};

Stratum prepare(const StratumDraws& draws, double weight) {
  constexpr double kLeastPart = 0.1;
  constexpr double kMostPart = 0.9;
  Stratum stratum{&draws, weight, {}, {}};
  stats::ClaimTracker seen({draws.upper_bound, 0.5 * draws.upper_bound, stats::kEndless});
  for (const double value : draws.values) {
    const stats::BeforeDraw& before = seen.before();
    const double part =
        before.draws == 0 ? 0.5 : (before.mean - std::sqrt(before.variance)) / draws.upper_bound;
    stratum.parts.push_back(std::clamp(part, kLeastPart, kMostPart));
    stratum.sums_before.push_back(before.sum);
    seen.observe(value);
  }
  return stratum;
}

// The θ in [low, high] where slope = -price · weight.
double theta_at(const Stratum& stratum, double low, double high, double price) {
  const double target = -price * stratum.weight;
  if (stratum.draws->values.empty()) return price > 0.0 ? low : high;
  for (int step = 0; step < 100 && high - low > 1e-15; ++step) {
    const double middle = 0.5 * (low + high);
    (stratum.slope(middle) < target ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

StrataRisk strata_risk(std::span<const StratumDraws> strata, double null_mean) {
  RECANVASS_CHECK(!strata.empty() && null_mean > 0.0);
  double all = 0.0;
  for (const StratumDraws& one : strata) {
    RECANVASS_CHECK(one.population > 0 && one.upper_bound > 0.0);
    all += static_cast<double>(one.population);
  }
  std::vector<Stratum> prepared;
  double floor_sum = 0.0;
  for (const StratumDraws& one : strata) {
    prepared.push_back(prepare(one, static_cast<double>(one.population) / all));
    floor_sum += prepared.back().weight * prepared.back().floor();
  }
  StrataRisk risk;
  // What was drawn adds up to more than the null allows in any split. A tie does not.
  if (floor_sum > null_mean * (1.0 + 1e-12)) return {kImpossible, {}, 0.0};
  const auto means_at = [&](double price) {
    std::vector<double> means;
    for (const Stratum& one : prepared) {
      // A complete stratum has one mean; where it stands, nothing more speaks for or against.
      means.push_back(one.complete() ? one.floor()
                                     : theta_at(one, one.floor(), one.draws->upper_bound, price));
    }
    return means;
  };
  const auto total = [&](const std::vector<double>& means) {
    double sum = 0.0;
    for (std::size_t i = 0; i < means.size(); ++i) sum += prepared[i].weight * means[i];
    return sum;
  };
  // A higher price of θ asks for less of it. The price is sought on a scale that grows.
  double low = 0.0;
  double high = 1.0;
  while (total(means_at(high)) > null_mean && high < 1e18) high *= 4.0;
  for (int step = 0; step < 200 && high - low > 1e-14 * high; ++step) {
    const double middle = 0.5 * (low + high);
    (total(means_at(middle)) > null_mean ? low : high) = middle;
  }
  // Strata without draws take whatever is left of the null: they are between the two ends.
  risk.null_means = means_at(high);
  const std::vector<double> upper = means_at(low);
  const double short_by = null_mean - total(risk.null_means);
  const double room = total(upper) - total(risk.null_means);
  if (room > 0.0 && short_by > 0.0) {
    const double part = std::min(1.0, short_by / room);
    for (std::size_t i = 0; i < upper.size(); ++i) {
      risk.null_means[i] += part * (upper[i] - risk.null_means[i]);
    }
  }
  stats::CompensatedSum log_evidence;
  for (std::size_t i = 0; i < prepared.size(); ++i) {
    if (prepared[i].complete()) continue;
    log_evidence.add(prepared[i].log_evidence(risk.null_means[i]));
  }
  risk.log_evidence = log_evidence.value();
  risk.p = stats::p_value_of(risk.log_evidence);
  return risk;
}

}  // namespace recanvass::audit
