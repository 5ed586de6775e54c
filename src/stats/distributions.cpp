#include "stats/distributions.h"

#include "base/check.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

namespace bm = boost::math;
// promote_double<false>: ten times faster, 1.8e-16 relative; errors come back as values.
using Policy = bm::policies::policy<bm::policies::promote_double<false>,
                                    bm::policies::overflow_error<bm::policies::ignore_error>>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kPi = 3.14159265358979323846;

double poisson_log_mass(double mean, double events) {
  if (mean == 0.0) return events == 0.0 ? 0.0 : -kInfinity;
  return events * std::log(mean) - mean - std::lgamma(events + 1.0);
}

double poisson_at_least(double mean, long long least) {
  if (least <= 0) return 1.0;
  if (mean == 0.0) return 0.0;
  return bm::gamma_p(static_cast<double>(least), mean, Policy());
}

}  // namespace

double normal_below(double z) { return 0.5 * std::erfc(-z * kSqrtHalf); }

double normal_above(double z) { return 0.5 * std::erfc(z * kSqrtHalf); }

double normal_quantile(double p) {
  RECANVASS_CHECK(p >= 0.0 && p <= 1.0);
  if (p == 0.0) return -kInfinity;
  if (p == 1.0) return kInfinity;
  return bm::quantile(bm::normal_distribution<double, Policy>(), p);
}

double student_t_above(double t, double freedom) {
  RECANVASS_CHECK(freedom > 0.0);
  if (std::isinf(t)) return t > 0 ? 0.0 : 1.0;
  const double ratio = freedom / (freedom + t * t);
  const double both = bm::ibeta(0.5 * freedom, 0.5, ratio, Policy());
  return t >= 0 ? 0.5 * both : 1.0 - 0.5 * both;
}

double chi_squared_above(double x, double freedom) {
  RECANVASS_CHECK(x >= 0.0 && freedom > 0.0);
  return bm::gamma_q(0.5 * freedom, 0.5 * x, Policy());
}

double student_t_quantile(double p, double freedom) {
  RECANVASS_CHECK(p >= 0.0 && p <= 1.0 && freedom > 0.0);
  if (p == 0.0) return -kInfinity;
  if (p == 1.0) return kInfinity;
  return bm::quantile(bm::students_t_distribution<double, Policy>(freedom), p);
}

double student_t_log_density(double t, double freedom) {
  RECANVASS_CHECK(freedom > 0.0);
  return std::lgamma(0.5 * (freedom + 1.0)) - std::lgamma(0.5 * freedom) -
         0.5 * std::log(freedom * kPi) - 0.5 * (freedom + 1.0) * std::log1p(t * t / freedom);
}

double skellam_at_least(double mean_plus, double mean_minus, long long least) {
  RECANVASS_CHECK(mean_plus >= 0.0 && mean_plus <= 1e7 && mean_minus >= 0.0 && mean_minus <= 1e7);
  // Terms of Y beyond 40 standard deviations and 100 more are below any double's notice, except
  // where least < 0 and X cannot make it up: there the terms are all ones and the sum is of masses.
  const double spread = 40.0 * std::sqrt(mean_minus) + 100.0;
  const auto first = static_cast<long long>(std::max(0.0, std::floor(mean_minus - spread)));
  const auto last = static_cast<long long>(std::ceil(mean_minus + spread));
  double sum = 0.0;
  double lost = 0.0;  // Neumaier's compensation
  for (long long y = first; y <= last; ++y) {
    const double term = std::exp(poisson_log_mass(mean_minus, static_cast<double>(y))) *
                        poisson_at_least(mean_plus, y + least);
    const double next = sum + term;
    lost += std::abs(sum) >= std::abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }
  return std::min(1.0, sum + lost);
}

double zero_events_upper_bound(long long trials, double risk) {
  return events_upper_bound(0, trials, risk);
}

double events_upper_bound(long long events, long long trials, double risk) {
  RECANVASS_CHECK(events >= 0 && events <= trials && risk > 0.0 && risk < 1.0);
  if (events == trials) return 1.0;
  if (events == 0) return -std::expm1(std::log(risk) / static_cast<double>(trials));
  return bm::ibeta_inv(static_cast<double>(events + 1), static_cast<double>(trials - events),
                       1.0 - risk, Policy());
}

}  // namespace recanvass::stats
