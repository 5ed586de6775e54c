#include "stats/beta_binomial.h"

#include "base/check.h"
#include "stats/tails.h"

#include <algorithm>
#include <cmath>

namespace recanvass::stats {
namespace {

constexpr double kNoClusters = 1e-9;  // the law is binomial to the digits that it has
constexpr double kClustersMost = 1.0 - 1e-6;
constexpr double kNothing = 1e-17;  // beside the sum so far

// The correlation of two trials of one unit.
double clusters_of(const BetaBinomial& law) {
  RECANVASS_CHECK(law.trials >= 0 && law.mean > 0.0 && law.mean < 1.0 && law.spread >= 0.0);
  return std::min(kClustersMost, law.spread * law.spread / (law.mean * (1.0 - law.mean)));
}

struct BetaShape {
  double n = 0.0;
  double a = 0.0;
  double b = 0.0;

  [[nodiscard]] double log_mass(double k) const {
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
           std::lgamma(k + a) + std::lgamma(n - k + b) - std::lgamma(n + a + b) - std::lgamma(a) -
           std::lgamma(b) + std::lgamma(a + b);
  }
};

// From k to the trials, by the ratio of one mass to the next; where masses have one top, no farther
// than they count.
double upper_tail(const BetaShape& shape, std::int64_t from) {
  double term = 1.0;
  double sum = 1.0;
  const auto end = static_cast<std::int64_t>(shape.n);
  const bool one_top = shape.a >= 1.0 && shape.b >= 1.0;
  for (std::int64_t at = from; at < end; ++at) {
    const auto k = static_cast<double>(at);
    const double ratio =
        (shape.n - k) * (k + shape.a) / ((k + 1.0) * (shape.n - k - 1.0 + shape.b));
    term *= ratio;
    sum += term;
    if (one_top && ratio < 1.0 && term < kNothing * (1.0 - ratio) * sum) break;
  }
  return std::exp(shape.log_mass(static_cast<double>(from)) + std::log(sum));
}

}  // namespace

double beta_binomial_at_least(const BetaBinomial& law, std::int64_t least) {
  const double clusters = clusters_of(law);
  if (least <= 0) return 1.0;
  if (least > law.trials) return 0.0;
  if (clusters <= kNoClusters) return binomial_at_least(law.trials, law.mean, least);
  const double shape = 1.0 / clusters - 1.0;
  const BetaShape above{static_cast<double>(law.trials), law.mean * shape,
                        (1.0 - law.mean) * shape};
  // The shorter sum: what is above, or what is below seen from the other end.
  const bool beyond_mean = static_cast<double>(least) >= above.n * law.mean;
  if (beyond_mean) return std::clamp(upper_tail(above, least), 0.0, 1.0);
  const BetaShape below{above.n, above.b, above.a};
  return std::clamp(1.0 - upper_tail(below, law.trials - least + 1), 0.0, 1.0);
}

double beta_binomial_at_most(const BetaBinomial& law, std::int64_t most) {
  return beta_binomial_at_least({law.trials, 1.0 - law.mean, law.spread}, law.trials - most);
}

double beta_binomial_two_sided(const BetaBinomial& law, std::int64_t events) {
  return std::min(
      1.0, 2.0 * std::min(beta_binomial_at_least(law, events), beta_binomial_at_most(law, events)));
}

}  // namespace recanvass::stats
