#include "stats/bet_rules.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

BeforeDraw before_first(double null_mean) {
  BeforeDraw before;
  before.null_mean = null_mean;
  before.null_mean_last = null_mean;
  return before;
}

TEST(BetRules, AnEstimateAndItsBetAreTheSameStake) {
  // T of ALPHA, u^-1 [x η/μ + (u - x)(u - η)/(u - μ)], against 1 + λ(x - μ).
  for (const double u : {0.8, 1.0, 1.0256}) {
    for (const double eta : {0.55, 0.6, 0.79}) {
      for (const double x : {0.0, 0.3, u}) {
        const double mu = 0.5;
        const double alpha = (x * eta / mu + (u - x) * (u - eta) / (u - mu)) / u;
        EXPECT_NEAR(1.0 + bet_of_estimate(eta, mu, u) * (x - mu), alpha, 1e-14);
      }
    }
  }
  EXPECT_EQ(bet_of_estimate(0.5, 0.5, 1.0), 0.0);
  EXPECT_EQ(bet_of_estimate(0.4, 0.5, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(bet_of_estimate(1.0, 0.5, 1.0), 2.0);
}

// Trap 10: where errors would use up the lead the reference bets below the null mean.
TEST(BetRules, Trap10OptimalComparisonNeverBetsAgainstItsHypothesis) {
  for (const double diluted : {1e-5, 1e-4, 1e-3, 0.05}) {
    const double u = 2.0 / (2.0 - diluted);
    const MeanClaim claim{u, 0.5, kEndless};
    for (const double two_votes : {0.0, 1e-5, 1e-4, 1e-3, 0.5 * diluted, diluted}) {
      const double bet = optimal_comparison(claim, two_votes)->bet(before_first(0.5));
      EXPECT_GE(bet, 0.0);
      EXPECT_LE(bet, 2.0);
      // λ* = (2 - 4 a p0) / (1 - 2a), clipped.
      const double a = 0.5 * u;
      const double formula = (2.0 - 4.0 * a * (1.0 - two_votes)) / (1.0 - 2.0 * a);
      EXPECT_NEAR(bet, std::max(0.0, formula), 1e-6);
    }
  }
}

// Trap 13: η within a rounding error of u still stakes what it should.
TEST(BetRules, Trap13ATinyShareOfErrorsKeepsItsDigits) {
  const double diluted = 1e-6;
  const MeanClaim claim{2.0 / (2.0 - diluted), 0.5, kEndless};
  const double two_votes = 1e-13;
  const double bet = optimal_comparison(claim, two_votes)->bet(before_first(0.5));
  // 1 - λ/2 = 2 p2 / v to first order.
  EXPECT_NEAR((1.0 - 0.5 * bet) / (2.0 * two_votes / diluted), 1.0, 1e-5);
}

TEST(BetRules, KellyIsTheTopOfTheExpectedLogarithm) {
  const std::vector<ValueShare> values{{1.0, 0.55}, {0.0, 0.45}};
  EXPECT_NEAR(kelly_bet(values, 0.5, 1.0), 0.2, 1e-12);  // 2 (w - l) / (w + l)
  EXPECT_EQ(kelly_bet(std::vector<ValueShare>{{0.4, 1.0}}, 0.5, 1.0), 0.0);
  EXPECT_EQ(kelly_bet(std::vector<ValueShare>{{0.6, 1.0}}, 0.5, 0.99), 1.98);
  const std::vector<ValueShare> even{{1.0, 0.5}, {0.0, 0.5}};
  EXPECT_EQ(kelly_bet(even, 0.5, 1.0), 0.0);
}

TEST(BetRules, CobraAdaptiveIsTheKellyBetForTheSharesItHasSeen) {
  const MeanClaim claim{2.0 / 1.95, 0.5, kEndless};
  CobraAdaptive settings;
  const auto rule = cobra_adaptive(claim, settings);
  EXPECT_NEAR(rule->bet(before_first(0.5)),
              kelly_bet(overstatement_values(claim.upper_bound, settings.prior), 0.5, kBetCap),
              1e-9);
  BeforeDraw later = before_first(0.5);
  later.draws = 400;
  for (int i = 0; i < 400; ++i) {
    rule->learn(i < 2 ? 0.0 : i < 5 ? 0.25 * claim.upper_bound : 0.5 * claim.upper_bound);
  }
  const OverstatementShares seen{(100 * 1e-3 + 3) / 500.0, (1000 * 1e-4 + 2) / 1400.0};
  EXPECT_NEAR(rule->bet(later),
              kelly_bet(overstatement_values(claim.upper_bound, seen), 0.5, kBetCap), 1e-9);
}

// Trap 9: the mean and the null mean that the bet compares are of the same draw.
TEST(BetRules, Trap9AgrapaLooksBackOneDraw) {
  Agrapa settings;
  settings.first_bet = 0.4;
  settings.cap_first = 0.9;
  const auto rule = agrapa(settings);
  EXPECT_EQ(rule->bet(before_first(0.5)), 0.4);
  BeforeDraw later;
  later.draws = 10;
  later.mean = 0.6;
  later.variance = 0.2;
  later.null_mean_last = 0.5;
  later.null_mean = 0.48;
  EXPECT_NEAR(rule->bet(later), 0.1 / (0.2 + 0.01), 1e-12);
  later.variance = 0.0;
  EXPECT_NEAR(rule->bet(later), 0.9 / 0.48, 1e-12);
  later.mean = 0.4;
  EXPECT_EQ(rule->bet(later), 0.0);
}

TEST(BetRules, ShrinkTruncStaysBetweenTheNullMeanAndTheBound) {
  const MeanClaim claim{1.0, 0.5, kEndless};
  const auto rule = shrink_trunc(claim, {0.6, 10, 0.05, 0, 1e-6});
  EXPECT_NEAR(rule->bet(before_first(0.5)), bet_of_estimate(0.6, 0.5, 1.0), 1e-12);
  BeforeDraw low = before_first(0.5);
  low.draws = 90;
  low.sum = 9.0;  // far below: η stays c/√(d+j-1) above μ
  EXPECT_NEAR(rule->bet(low), bet_of_estimate(0.5 + 0.05 / 10.0, 0.5, 1.0), 1e-9);
}

TEST(BetRules, KaplansFunctionsAreBets) {
  const MeanClaim claim{2.0, 0.5, kEndless};
  const std::vector<double> values{0.6, 0.1, 1.3, 0.0, 0.5};
  double markov = 1.0;
  double wald = 1.0;
  for (const double x : values) {
    markov *= (x + 0.1) / (0.5 + 0.1);
    wald *= 0.9 * x / 0.5 + 0.1;
  }
  const auto one = betting_test(claim, kaplan_markov(0.1), 1.0);
  one->observe_all(values);
  EXPECT_NEAR(one->log_evidence(), std::log(markov), 1e-12);
  const auto two = betting_test(claim, kaplan_wald(0.1), 1.0);
  two->observe_all(values);
  EXPECT_NEAR(two->log_evidence(), std::log(wald), 1e-12);
}

}  // namespace
}  // namespace recanvass::stats
