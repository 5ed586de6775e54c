#include "stats/student_posterior.h"

#include "stats/distributions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

const std::vector<double> kShifts = {
    7.0e-4, 1.2e-4, -1.1e-4, 6.0e-5, 5.7e-5, 1.4e-4, -2.0e-5, 9.5e-4, 1.5e-4, -1.3e-4, -1e-5, -4e-5,
    -7e-5,  2.1e-4, -3.3e-4, 1.2e-4, 1e-4,   -2e-5,  -4e-5,   3.1e-4, 1.8e-4, 1e-6,    9e-5};

TEST(StudentPosterior, AFinerGridGivesTheSameTail) {
  const ShiftPosterior coarse(kShifts);
  const ShiftPosterior fine(kShifts, {}, {97, 81, 121});
  for (const double share : {0.0001, 0.0005, 0.0024, 0.0076, 0.02}) {
    const TailEstimate a = coarse.tail_at(share);
    const TailEstimate b = fine.tail_at(share);
    EXPECT_NEAR(a.probability / b.probability, 1.0, 0.002) << share;
    // Far out the lower end falls by orders of magnitude from one node of freedom to the next.
    EXPECT_NEAR(std::log10(a.low / b.low), 0.0, share < 0.01 ? 0.05 : 0.25) << share;
    EXPECT_NEAR(a.high / b.high, 1.0, 0.1) << share;
  }
}

// Another way: importance sampling from the priors, with weights from the likelihood.
TEST(StudentPosterior, AgreesWithAnIndependentQuadratureOverQuantilesOfThePriors) {
  double mass = 0.0;
  double tail = 0.0;
  constexpr int kNodes = 40;
  for (int a = 0; a < kNodes; ++a) {
    const double location = 1e-4 * normal_quantile((a + 0.5) / kNodes);
    for (int b = 0; b < 4 * kNodes; ++b) {
      const double scale = 5e-4 * normal_quantile(0.5 + 0.5 * (b + 0.5) / (4 * kNodes));
      for (int c = 0; c < kNodes; ++c) {
        // gamma(2, rate): P(X > x) = (1 + rate x) e^{-rate x}, inverted by bisection.
        const double upper = (c + 0.5) / kNodes;
        double low = 0.0;
        double high = 200.0;
        for (int i = 0; i < 60; ++i) {
          const double x = 0.5 * (low + high);
          ((1.0 + 0.3 * x) * std::exp(-0.3 * x) > upper ? low : high) = x;
        }
        const double freedom = 1.0 + 0.5 * (low + high);
        double log_likelihood = 0.0;
        for (const double shift : kShifts) {
          log_likelihood +=
              student_t_log_density((shift - location) / scale, freedom) - std::log(scale) - 8.0;
        }
        const double weight = std::exp(log_likelihood);
        mass += weight;
        tail += weight * student_t_above((0.0005 - location) / scale, freedom);
      }
    }
  }
  EXPECT_NEAR(ShiftPosterior(kShifts).tail_at(0.0005).probability / (tail / mass), 1.0, 0.02);
}

// Losses of the 29 complete statewide recounts of reference/statewide-recounts.csv; the intervals
// come from an integration of the same posterior by other means.
TEST(StudentPosterior, TheIntervalsAtSmallMarginsAreThoseOfAnotherIntegration) {
  const std::vector<double> losses = {
      1121.0 / 1600000,  267.0 / 2280000, -276.0 / 2460000, 84.0 / 1380750,  318.0 / 5627908,
      391.0 / 2810058,   -37.0 / 1941602, 239.0 / 250717,   440.0 / 2887646, -131.0 / 978634,
      -81.0 / 6338758,   -66.0 / 1585522, -77.0 / 1081468,  -6.0 / 74634,    312.0 / 1497330,
      -742.0 / 2212281,  115.0 / 996672,  48.0 / 499330,    -25.0 / 1506311, -131.0 / 2975753,
      -1427.0 / 8059155, 1.0 / 8220561,   2529.0 / 8190005, 891.0 / 4999960, 5.0 / 5391501,
      231.0 / 2509338,   -6.0 / 321203,   0.0 / 5540090,    2.0 / 1900000};
  struct Case {
    double share, probability, low, high;
  };
  const ShiftPosterior posterior(losses);
  for (const Case& one :
       {Case{0.0, 0.563, 0.438, 0.687}, Case{537.0 / 5963110, 0.3187, 0.199, 0.450}}) {
    const TailEstimate tail = posterior.tail_at(one.share);
    EXPECT_NEAR(tail.probability, one.probability, 0.005) << one.share;
    EXPECT_NEAR(tail.low, one.low, 0.005) << one.share;
    EXPECT_NEAR(tail.high, one.high, 0.005) << one.share;
  }
}

TEST(StudentPosterior, AWiderMarginIsNeverLikelierToFlip) {
  const ShiftPosterior posterior(kShifts);
  double before = 1.0;
  for (double share = -0.001; share < 0.03; share += 0.0005) {
    const TailEstimate tail = posterior.tail_at(share);
    EXPECT_LT(tail.probability, before);
    EXPECT_LE(tail.low, tail.high);
    before = tail.probability;
  }
}

TEST(StudentPosterior, TheOrderOfRowsReachesNoDigit) {
  std::vector<double> backwards(kShifts.rbegin(), kShifts.rend());
  EXPECT_EQ(ShiftPosterior(kShifts).tail_at(0.001).probability,
            ShiftPosterior(backwards).tail_at(0.001).probability);
}

TEST(StudentPosterior, WithoutRecountsThePriorsSpeak) {
  const ShiftPosterior prior({});
  EXPECT_NEAR(prior.mean_location(), 0.0, 1e-12);
  EXPECT_NEAR(prior.mean_scale() / (5e-4 * std::sqrt(2.0 / 3.14159265358979)), 1.0, 0.01);
  EXPECT_NEAR(prior.mean_freedom() / (1.0 + 2.0 / 0.3), 1.0, 0.01);
}

TEST(StudentPosterior, ManyShiftsOfOneScaleFindThatScale) {
  std::vector<double> shifts;
  for (int i = 0; i < 400; ++i) {
    shifts.push_back(3e-4 * student_t_quantile((i + 0.5) / 400.0, 4.0));
  }
  const ShiftPosterior posterior(shifts);
  EXPECT_NEAR(posterior.mean_scale() / 3e-4, 1.0, 0.05);
  EXPECT_NEAR(posterior.tail_at(0.0012).probability / student_t_above(4.0, 4.0), 1.0, 0.2);
}

}  // namespace
}  // namespace recanvass::stats
