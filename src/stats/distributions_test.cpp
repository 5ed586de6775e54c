#include "stats/distributions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

void expect_close(double found, double wanted, double tolerance) {
  EXPECT_NEAR(found, wanted, std::abs(wanted) * tolerance);
}

// P(X - Y >= least) by summing both Poisson laws term by term.
double skellam_by_both_sums(double plus, double minus, int least) {
  double sum = 0.0;
  for (int y = 0; y < 400; ++y) {
    const double mass_y = std::exp(y * std::log(minus) - minus - std::lgamma(y + 1.0));
    for (int x = std::max(0, y + least); x < 800; ++x) {
      sum += mass_y * std::exp(x * std::log(plus) - plus - std::lgamma(x + 1.0));
    }
  }
  return sum;
}

TEST(Distributions, NormalTailsKeepTheirDigitsFarOut) {
  expect_close(normal_above(1.96), 0.024997895148220435, 1e-14);
  expect_close(normal_above(10.0), 7.6198530241604e-24, 1e-12);
  expect_close(normal_below(-38.0), 2.8854283e-316, 1e-6);
  for (const double p : {1e-300, 1e-12, 0.025, 0.5, 0.975}) {
    expect_close(normal_below(normal_quantile(p)), p, 1e-11);
  }
  EXPECT_TRUE(std::isinf(normal_quantile(0.0)));
}

TEST(Distributions, StudentTailAgreesWithTheClosedFormsOfOneAndThreeDegrees) {
  constexpr double kPi = 3.14159265358979323846;
  for (const double t : {-3.0, 0.0, 0.7, 25.0}) {
    expect_close(student_t_above(t, 1.0), std::atan2(1.0, t) / kPi, 1e-13);
    const double x = t / std::sqrt(3.0);
    expect_close(student_t_above(t, 3.0), std::atan2(1.0, x) / kPi - x / (kPi * (1.0 + x * x)),
                 1e-10);
  }
  expect_close(student_t_above(-student_t_quantile(1e-9, 4.0), 4.0), 1e-9, 1e-10);
  // The density is the tail's slope.
  const double slope = (student_t_above(1.0 - 1e-5, 5.0) - student_t_above(1.0 + 1e-5, 5.0)) / 2e-5;
  expect_close(std::exp(student_t_log_density(1.0, 5.0)), slope, 1e-8);
}

TEST(Distributions, SkellamTailIsTheSumOverBothPoissonLaws) {
  for (const int least : {-20, -1, 0, 1, 7, 25}) {
    expect_close(skellam_at_least(20.0, 13.0, least), skellam_by_both_sums(20.0, 13.0, least),
                 1e-12);
  }
  EXPECT_EQ(skellam_at_least(0.0, 0.0, 0), 1.0);
  EXPECT_EQ(skellam_at_least(0.0, 5.0, 1), 0.0);
  expect_close(skellam_at_least(3.0, 0.0, 1), -std::expm1(-3.0), 1e-14);
}

TEST(Distributions, NoEventInRTrialsBoundsTheChanceByTheRootOfTheRisk) {
  EXPECT_EQ(zero_events_upper_bound(0, 0.05), 1.0);
  expect_close(zero_events_upper_bound(1, 0.05), 0.95, 1e-14);
  expect_close(zero_events_upper_bound(22, 0.05), 1.0 - std::pow(0.05, 1.0 / 22.0), 1e-13);
  // Clopper and Pearson: at the bound, so few events have exactly the chance of the risk.
  const double p = events_upper_bound(2, 30, 0.05);
  const double at_most_two =
      std::pow(1 - p, 30) + 30 * p * std::pow(1 - p, 29) + 435 * p * p * std::pow(1 - p, 28);
  expect_close(at_most_two, 0.05, 1e-10);
  EXPECT_EQ(events_upper_bound(4, 4, 0.05), 1.0);
}

// scipy.stats.chi2.sf.
TEST(Distributions, TheTailOfChiSquaredIsAccurateFarOut) {
  EXPECT_NEAR(chi_squared_above(8.16, 9.0), 0.518106081181934, 1e-13);
  EXPECT_NEAR(chi_squared_above(200.0, 9.0) / 3.312992393909567e-38, 1.0, 1e-12);
  EXPECT_EQ(chi_squared_above(0.0, 3.0), 1.0);
}

}  // namespace
}  // namespace recanvass::stats
