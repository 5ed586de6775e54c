#include "stats/tails.h"

#include "base/check.h"
#include "stats/compensated_sum.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

namespace bm = boost::math;
using TailPolicy = bm::policies::policy<bm::policies::promote_double<false>,
                                        bm::policies::overflow_error<bm::policies::ignore_error>>;
constexpr double kNone = -std::numeric_limits<double>::infinity();

}  // namespace

double binomial_at_least(std::int64_t draws, double share, std::int64_t least) {
  RECANVASS_CHECK(draws >= 0 && share >= 0.0 && share <= 1.0);
  if (least <= 0) return 1.0;
  if (least > draws) return 0.0;
  return bm::ibeta(static_cast<double>(least), static_cast<double>(draws - least + 1), share,
                   TailPolicy());
}

double binomial_log_mass(std::int64_t draws, double share, std::int64_t events) {
  if (events < 0 || events > draws) return kNone;
  const double n = static_cast<double>(draws);
  const double k = static_cast<double>(events);
  if (share <= 0.0) return events == 0 ? 0.0 : kNone;
  if (share >= 1.0) return events == draws ? 0.0 : kNone;
  // The density of a beta law is the mass but for a factor, and keeps its digits at any size.
  const double density = bm::ibeta_derivative(k + 1.0, n - k + 1.0, share, TailPolicy());
  if (density > 0.0) return std::log(density) - std::log(n + 1.0);
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
         k * std::log(share) + (n - k) * std::log1p(-share);
}

double binomial_log_at_least(std::int64_t draws, double share, std::int64_t least) {
  const double tail = binomial_at_least(draws, share, least);
  if (tail > 1e-280 || least > draws) return std::log(tail);
  // So far out each mass is a falling part of the one before it.
  double term = 1.0;
  double sum = 1.0;
  for (std::int64_t k = least; k < draws && term > 1e-17 * sum; ++k) {
    term *= static_cast<double>(draws - k) / static_cast<double>(k + 1) * share / (1.0 - share);
    sum += term;
  }
  return binomial_log_mass(draws, share, least) + std::log(sum);
}

std::int64_t binomial_quantile(std::int64_t draws, double share, double below) {
  RECANVASS_CHECK(below > 0.0 && below < 1.0);
  std::int64_t low = 0;
  std::int64_t high = draws;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const double at_most =
        middle >= draws ? 1.0
                        : bm::ibetac(static_cast<double>(middle + 1),
                                     static_cast<double>(draws - middle), share, TailPolicy());
    if (at_most >= below) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

double log_falling(double x, std::int64_t terms) {
  RECANVASS_CHECK(terms >= 0);
  if (terms == 0) return 0.0;
  if (x - static_cast<double>(terms - 1) <= 0.0) return kNone;
  CompensatedSum sum;
  for (std::int64_t i = 0; i < terms; ++i) sum.add(std::log(x - static_cast<double>(i)));
  return sum.value();
}

double fisher_combination(std::span<const double> p_values) {
  RECANVASS_CHECK(!p_values.empty());
  CompensatedSum sum;
  for (const double p : p_values) {
    RECANVASS_CHECK(p >= 0.0 && p <= 1.0);
    if (p == 0.0) return 0.0;
    sum.add(-std::log(p));
  }
  return bm::gamma_q(static_cast<double>(p_values.size()), std::max(0.0, sum.value()),
                     TailPolicy());
}

double log_upper_half_beta(std::int64_t draws, std::int64_t events) {
  RECANVASS_CHECK(events >= 0 && events <= draws);
  const double a = static_cast<double>(events) + 1.0;
  const double b = static_cast<double>(draws - events) + 1.0;
  return std::log(bm::ibetac(a, b, 0.5, TailPolicy())) + std::lgamma(a) + std::lgamma(b) -
         std::lgamma(a + b);
}

double uniform_posterior_upset(std::int64_t draws, std::int64_t events) {
  RECANVASS_CHECK(events >= 0 && events <= draws);
  return bm::ibeta(static_cast<double>(events) + 1.0, static_cast<double>(draws - events) + 1.0,
                   0.5, TailPolicy());
}

}  // namespace recanvass::stats
