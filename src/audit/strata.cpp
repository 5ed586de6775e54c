#include "audit/strata.h"

#include "base/check.h"
#include "stats/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace recanvass::audit {
namespace {

constexpr double kImpossible = std::numeric_limits<double>::infinity();
// What is left between two ends when they count as one.
constexpr double kThetaWidth = 1e-15;
constexpr double kMeanWidth = 4e-15;
constexpr double kPriceWidth = 1e-14;
constexpr double kLeastPrice = 1e-30;
constexpr double kMostPrice = 1e18;

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
  // Its slope in θ, which only grows, and how fast it grows.
  struct Slope {
    double slope = 0.0;
    double growth = 0.0;
  };
  [[nodiscard]] Slope slope(double theta) const {
    stats::CompensatedSum slope;
    stats::CompensatedSum growth;
    for (std::size_t i = 0; i < draws->values.size(); ++i) {
      const double mean = mu(i, theta);
      if (mean <= 0.0) continue;
      const double kept = (1.0 - parts[i]) * mean;
      const double won = parts[i] * draws->values[i];
      const double term = won * mu_slope(i) / (mean * (kept + won));
      slope.add(-term);
      if (won > 0.0) growth.add(term * mu_slope(i) * (2.0 * kept + won) / (mean * (kept + won)));
    }
    return {slope.value(), growth.value()};
  }
};

Stratum prepare(const StratumDraws& draws, double weight) {
  constexpr double kLeastPart = 0.1;
  constexpr double kMostPart = 0.9;
  Stratum stratum{&draws, weight, {}, {}};
  stats::ClaimTracker seen({draws.upper_bound, 0.5 * draws.upper_bound, stats::kEndless});
  for (const double value : draws.values) {
    const stats::BeforeDraw& before = seen.before();
    const double scale = draws.usual > 0.0 ? draws.usual : draws.upper_bound;
    const double first = draws.usual > 0.0 ? kMostPart : 0.5;
    const double part =
        before.draws == 0 ? first : (before.mean - std::sqrt(before.variance)) / scale;
    stratum.parts.push_back(std::clamp(part, kLeastPart, kMostPart));
    stratum.sums_before.push_back(before.sum);
    seen.observe(value);
  }
  return stratum;
}

// The θ in [low, high] where slope = -price · weight: by Newton's steps for the inverse of the
// slope, which is nearly a line, from a guess, kept between two ends that close in.
double theta_at(const Stratum& stratum, double low, const double most, double price, double guess) {
  const double target = price * stratum.weight;
  if (stratum.draws->values.empty()) return price > 0.0 ? low : most;
  double high = most;
  double theta = guess > low && guess < high ? guess : 0.5 * (low + high);
  for (int step = 0; step < 100 && high - low > kThetaWidth; ++step) {
    const Stratum::Slope at = stratum.slope(theta);
    (at.slope < -target ? low : high) = theta;
    double next = theta + (at.slope + at.slope * at.slope / target) / at.growth;
    if (!(next < most) && high == most && stratum.slope(most).slope < -target) return most;
    // A step that leaves the ends, or is none, halves what is between them.
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::abs(next - theta) <= kThetaWidth) return next;
    theta = next;
  }
  return theta;
}

// The price at which the strata's means add up to the null mean, from both sides. `total` falls
// with it, nearly as its inverse: steps of false position on that, halved where an end stays.
struct PriceRange {
  double low = 0.0;
  double high = kLeastPrice;
};
template <class Total>
PriceRange price_of(const Total& total, double null_mean) {
  PriceRange range;
  if (total(range.high) <= null_mean) return range;
  range.high = 1.0;
  double over_low = total(range.high) - null_mean;
  const bool rises = over_low > 0.0;
  double over_high = over_low;
  range.low = range.high;
  for (int step = 0; step < 600 && (rises ? over_high > 0.0 : over_low <= 0.0); ++step) {
    if (rises) {
      range.low = std::exchange(range.high, range.high * 4.0);
      over_low = std::exchange(over_high, total(range.high) - null_mean);
      if (range.high > kMostPrice) return range;
    } else {
      range.high = std::exchange(range.low, range.low / 4.0);
      over_high = std::exchange(over_low, total(range.low) - null_mean);
    }
  }
  enum class Moved : std::uint8_t { Neither, Low, High };
  Moved moved = Moved::Neither;
  double part_low = over_low;
  double part_high = over_high;
  for (int step = 0; step < 200 && range.high - range.low > kPriceWidth * range.high; ++step) {
    const double share = part_low / (part_low - part_high);
    double price = 1.0 / ((1.0 - share) / range.low + share / range.high);
    if (!(price > range.low && price < range.high)) price = 0.5 * (range.low + range.high);
    const double over = total(price) - null_mean;
    // An end that stays a second time is pulled.
    if (over > 0.0) {
      range.low = price;
      part_low = over;
      if (moved == Moved::Low) part_high *= 0.5;
      moved = Moved::Low;
    } else {
      range.high = price;
      part_high = over;
      if (moved == Moved::High) part_low *= 0.5;
      moved = Moved::High;
    }
    if (std::abs(over) <= kMeanWidth * null_mean) return {price, price};
  }
  return range;
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
  // Of the price before, which is mostly near.
  std::vector<double> guesses(prepared.size(), 0.0);
  const auto means_at = [&](double price) {
    for (std::size_t i = 0; i < prepared.size(); ++i) {
      const Stratum& one = prepared[i];
      // A complete stratum has one mean; where it stands, nothing more speaks for or against.
      guesses[i] = one.complete()
                       ? one.floor()
                       : theta_at(one, one.floor(), one.draws->upper_bound, price, guesses[i]);
    }
    return guesses;
  };
  const auto total = [&](const std::vector<double>& means) {
    double sum = 0.0;
    for (std::size_t i = 0; i < means.size(); ++i) sum += prepared[i].weight * means[i];
    return sum;
  };
  // A higher price of θ asks for less of it.
  const PriceRange price = price_of([&](double each) { return total(means_at(each)); }, null_mean);
  // Strata without draws take whatever is left of the null: they are between the two ends.
  risk.null_means = means_at(price.high);
  const std::vector<double> upper = means_at(price.low);
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
  // What rounding left of the null is given to it, at its price: evidence is never too large.
  const double left = null_mean - total(risk.null_means);
  if (left > 0.0) log_evidence.add(-price.high * left);
  risk.log_evidence = log_evidence.value();
  risk.p = stats::p_value_of(risk.log_evidence);
  return risk;
}

}  // namespace recanvass::audit
