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
  const ShiftPosterior fine(kShifts, {}, {49, 121, 121});
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
