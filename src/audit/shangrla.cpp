#include "audit/shangrla.h"

#include "base/check.h"
#include "stats/bet_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr double kEps = std::numeric_limits<double>::epsilon();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Numbers = std::vector<double>;

// Null means of the draws and the sum of all values, in plain sums as the package adds.
struct Nulls {
  Numbers mean;
  Numbers sum_before;
  double sum = 0.0;
};

Nulls null_means(std::span<const double> x, double population, double t) {
  Nulls nulls;
  for (std::size_t i = 0; i < x.size(); ++i) {
    nulls.sum_before.push_back(nulls.sum);
    nulls.mean.push_back(population > 0.0
                             ? (population * t - nulls.sum) / (population - static_cast<double>(i))
                             : t);
    nulls.sum += x[i];
  }
  return nulls;
}

struct Running {
  Numbers mean;
  Numbers variance;
};

Running running(std::span<const double> x) {
  Running run;
  double square = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double n = static_cast<double>(i + 1);
    const double last = i == 0 ? x[0] : run.mean.back();
    run.mean.push_back(last + (x[i] - last) / n);
    if (i > 0) square += (x[i] - last) * (x[i] - run.mean.back());
    run.variance.push_back(square / n);
  }
  return run;
}

double at_or(const std::optional<double>& given, double otherwise) {
  return given ? *given : otherwise;
}

Numbers shrink_trunc_estimates(const ShangrlaSettings& s, std::span<const double> x,
                               const Nulls& nulls) {
  const double u = s.upper_bound;
  const double eta = at_or(s.eta, u * (1.0 - kEps));
  double c = at_or(s.c, (eta - s.null_mean) / 2.0 - kEps);
  if (u - c < s.null_mean + c) c = (u - c) / 2.0;
  const Running run = running(x);
  Numbers estimates;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double deviation = i < 2 ? 1.0 : std::max(std::sqrt(run.variance[i - 1]), s.minsd);
    const double worth = s.d + static_cast<double>(i);
    const double weighted =
        ((s.d * eta + nulls.sum_before[i]) / worth + u * s.f / deviation) / (1.0 + s.f / deviation);
    const double approach = c / std::sqrt(worth);
    estimates.push_back(std::min(u * (1.0 - kEps) - approach,
                                 std::max(weighted, nulls.mean[i] * (1.0 + kEps) + approach)));
  }
  return estimates;
}

Numbers agrapa_bets(const ShangrlaSettings& s, std::span<const double> x, const Nulls& nulls) {
  const Running run = running(x);
  const double cap_0 = at_or(s.c_grapa_0, 1.0 - kEps);
  const double cap_max = at_or(s.c_grapa_max, 1.0 - kEps);
  Numbers bets;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double bet = at_or(s.lam, 0.5);
    if (i > 0) {
      const double ahead = run.mean[i - 1] - nulls.mean[i - 1];
      bet = ahead / (run.variance[i - 1] + ahead * ahead);
    }
    const double cap =
        cap_0 + (cap_max - cap_0) *
                    (1.0 - 1.0 / (1.0 + s.c_grapa_grow * std::sqrt(static_cast<double>(i))));
    const double limit = cap / nulls.mean[i];
    // numpy's minimum and maximum pass on what is not a number.
    bets.push_back(std::isnan(bet) ? bet : std::max(0.0, std::min(limit, bet)));
  }
  return bets;
}

double kelly_optimal(const ShangrlaSettings& s) {
  std::vector<stats::ValueShare> values;
  for (const double value : s.pop) values.push_back({value, 1.0});
  std::sort(values.begin(), values.end(),
            [](const auto& a, const auto& b) { return a.value < b.value; });
  return stats::kelly_bet(values, s.null_mean, 1.0);
}

Numbers running_product(const Numbers& factors) {
  Numbers product;
  double last = 1.0;
  for (const double factor : factors) product.push_back(last *= factor);
  return product;
}

bool close_to(double value, double target, double absolute, double relative) {
  return std::isfinite(value) && std::abs(value - target) <= absolute + relative * std::abs(value);
}

// What the package writes over its product: see docs/math/compatibility.md.
void overwrite(Numbers& terms, const Nulls& nulls, const ShangrlaSettings& s,
               ShangrlaResult& result) {
  constexpr double kAbsolute = 2.0 * kEps;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const double m = nulls.mean[i];
    // More than a double holds.
    result.overwritten = result.overwritten || !std::isfinite(terms[i]);
    const bool vanished = m > s.upper_bound;
    if (vanished) terms[i] = 0.0;
    if (close_to(m, 0.0, kAbsolute, 1e-5) || close_to(m, s.upper_bound, kAbsolute, 1e-6) ||
        close_to(terms[i], 0.0, kAbsolute, 1e-5)) {
      terms[i] = 1.0;
      result.overwritten = true;
    }
    if (m < 0.0) terms[i] = kInfinity;
  }
  if (s.population > 0.0 && nulls.sum > s.population * s.null_mean) terms.back() = kInfinity;
}

void report(const Numbers& terms, ShangrlaResult& result) {
  double largest = -kInfinity;
  bool broken = false;
  for (const double term : terms) {
    broken = broken || std::isnan(term);
    largest = std::max(largest, term);
    result.history.push_back(std::isnan(term) ? term : std::min(1.0, 1.0 / term));
  }
  // Python's min(1, nan) is 1.
  result.p = broken ? 1.0 : std::min(1.0, 1.0 / largest);
}

// Its parts test 1/2 whatever the null mean, and each overwrites its own product.
Numbers mixture_terms(const ShangrlaSettings& s, std::span<const double> x,
                      ShangrlaResult& result) {
  constexpr int kParts = 100;
  ShangrlaSettings inner = s;
  inner.null_mean = 0.5;
  const Nulls nulls = null_means(x, s.population, inner.null_mean);
  Numbers mean(x.size(), 0.0);
  for (int part = 0; part < kParts; ++part) {
    const double bet = static_cast<double>(part) / (kParts - 1) / s.null_mean;
    Numbers factors;
    for (std::size_t i = 0; i < x.size(); ++i) {
      factors.push_back(1.0 + bet * (x[i] - nulls.mean[i]));
      result.invalid_bet = result.invalid_bet || bet * nulls.mean[i] > 1.0 + kEps;
    }
    Numbers terms = running_product(factors);
    overwrite(terms, nulls, inner, result);
    for (std::size_t i = 0; i < x.size(); ++i) mean[i] += terms[i] / kParts;
  }
  return mean;
}

Numbers bets_of(ShangrlaTest test, const ShangrlaSettings& s, std::span<const double> x,
                const Nulls& nulls) {
  if (test == ShangrlaTest::Agrapa) return agrapa_bets(s, x, nulls);
  return Numbers(x.size(),
                 test == ShangrlaTest::KellyOptimal ? kelly_optimal(s) : at_or(s.lam, 0.5));
}

Numbers estimates_of(ShangrlaTest test, const ShangrlaSettings& s, std::span<const double> x,
                     const Nulls& nulls) {
  const double u = s.upper_bound;
  if (test == ShangrlaTest::ShrinkTrunc) return shrink_trunc_estimates(s, x, nulls);
  if (test == ShangrlaTest::FixedAlternative) {
    return null_means(x, s.population, at_or(s.eta, u * (1.0 - kEps))).mean;
  }
  const double right = u * (1.0 - s.error_rate_2);
  return Numbers(x.size(), (1.0 - right) / (2.0 - 2.0 * u) + right - 0.5);
}

ShangrlaResult betting(ShangrlaTest test, const ShangrlaSettings& s, std::span<const double> x) {
  ShangrlaResult result;
  const Nulls nulls = null_means(x, s.population, s.null_mean);
  const Numbers bets = bets_of(test, s, x, nulls);
  Numbers factors;
  for (std::size_t i = 0; i < x.size(); ++i) {
    factors.push_back(1.0 + bets[i] * (x[i] - nulls.mean[i]));
    result.invalid_bet = result.invalid_bet || bets[i] < 0.0 || bets[i] * nulls.mean[i] > 1.0;
    if (nulls.mean[i] > 0.0) {
      result.largest_stake = std::max(result.largest_stake, bets[i] * nulls.mean[i]);
    }
  }
  Numbers terms = running_product(factors);
  overwrite(terms, nulls, s, result);
  report(terms, result);
  return result;
}

ShangrlaResult alpha(ShangrlaTest test, const ShangrlaSettings& s, std::span<const double> x) {
  ShangrlaResult result;
  const double u = s.upper_bound;
  const Nulls nulls = null_means(x, s.population, s.null_mean);
  const Numbers etas = estimates_of(test, s, x, nulls);
  Numbers factors;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double m = nulls.mean[i];
    factors.push_back((x[i] * etas[i] / m + (u - x[i]) * (u - etas[i]) / (u - m)) / u);
    // Below the null mean it stakes on the wrong side, above the bound more than it has. A null
    // mean outside [0, u] is not its fault.
    result.invalid_bet =
        result.invalid_bet || (m > 0.0 && m < u && (etas[i] < m || etas[i] > u * (1.0 + kEps)));
    if (m > 0.0 && m < u) {
      result.largest_stake = std::max(result.largest_stake, (etas[i] - m) / (u - m));
    }
  }
  Numbers terms = running_product(factors);
  overwrite(terms, nulls, s, result);
  report(terms, result);
  return result;
}

ShangrlaResult kaplan(ShangrlaTest test, const ShangrlaSettings& s, std::span<const double> x) {
  ShangrlaResult result;
  Numbers padded(x.begin(), x.end());
  for (double& value : padded) value += s.g;
  const Nulls nulls = null_means(padded, s.population, s.null_mean + s.g);
  Numbers factors;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double factor = padded[i] / (s.null_mean + s.g);
    if (test == ShangrlaTest::KaplanWald) factor = (1.0 - s.g) * x[i] / s.null_mean + s.g;
    if (test == ShangrlaTest::KaplanKolmogorov) factor = padded[i] / nulls.mean[i];
    factors.push_back(factor);
  }
  Numbers terms = running_product(factors);
  if (test == ShangrlaTest::KaplanKolmogorov) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (nulls.mean[i] < 0.0) terms[i] = kInfinity;
    }
    const double all = s.population * (s.null_mean + s.g);
    result.refuted_unseen = s.population > 0.0 && nulls.sum > all;
  }
  report(terms, result);
  return result;
}

}  // namespace

ShangrlaResult shangrla_test(ShangrlaTest test, const ShangrlaSettings& settings,
                             std::span<const double> values) {
  RECANVASS_CHECK(!values.empty());
  switch (test) {
    case ShangrlaTest::ShrinkTrunc:
    case ShangrlaTest::FixedAlternative:
    case ShangrlaTest::OptimalComparison: return alpha(test, settings, values);
    case ShangrlaTest::FixedBet:
    case ShangrlaTest::Agrapa:
    case ShangrlaTest::KellyOptimal: return betting(test, settings, values);
    case ShangrlaTest::KaplanMarkov:
    case ShangrlaTest::KaplanWald:
    case ShangrlaTest::KaplanKolmogorov: return kaplan(test, settings, values);
    case ShangrlaTest::Mixture: {
      ShangrlaResult result;
      report(mixture_terms(settings, values, result), result);
      return result;
    }
  }
  return {};
}

}  // namespace recanvass::audit
