#include "audit/bravo.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

TEST(Bravo, EvidenceIsTheRatioOfTheTwoLikelihoods) {
  EXPECT_NEAR(std::exp(bravo_log_evidence({600, 400}, {158, 111})), 56.705532309359405, 1e-9);
  EXPECT_EQ(bravo_log_evidence({600, 0}, {10, 1}), -INFINITY);
  EXPECT_NEAR(bravo_log_evidence({600, 0}, {10, 0}), 10.0 * std::log(2.0), 1e-12);
}

TEST(Bravo, ArlosSizesOfOneRound) {
  EXPECT_EQ(bravo_expected_cards({0.6, 0.4}, 0.1, {}), 119);
  EXPECT_EQ(arlo_bravo_chance({0.6, 0.4}, 0.1, {}, 119), 0.52);
  EXPECT_EQ(arlo_bravo_cards({0.6, 0.4}, 0.1, {}, 0.7), 184);
  EXPECT_EQ(arlo_bravo_cards({0.6, 0.4}, 0.1, {}, 0.9), 351);
  EXPECT_EQ(arlo_bravo_cards({0.6, 0.4}, 0.1, {100, 10}, 0.9), 0);
}

// The plain second form: the integral by the midpoint rule.
TEST(Bravo, TheBayesianRiskIsThatOfItsPrior) {
  for (const TwoVotes& sample : {TwoVotes{0, 0}, {6, 2}, {60, 40}, {5, 9}}) {
    const int steps = 200000;
    double integral = 0.0;
    for (int i = 0; i < steps; ++i) {
      const double p = 0.5 + 0.5 * (i + 0.5) / steps;
      integral += std::exp(static_cast<double>(sample.winner) * std::log(2.0 * p) +
                           static_cast<double>(sample.loser) * std::log(2.0 * (1.0 - p)));
    }
    const double evidence = 2.0 * integral * 0.5 / steps;
    EXPECT_NEAR(std::exp(bayes_log_evidence(sample)) / evidence, 1.0, 1e-7);
    EXPECT_NEAR(bayes_risk(sample), 1.0 / (1.0 + evidence), 1e-7);
  }
  EXPECT_NEAR(bayes_risk({0, 0}), 0.5, 1e-9);  // before any card: the prior
  EXPECT_GT(bayes_risk({5000, 10}), 0.0);
}

TEST(Bravo, TheEvenPriorIsADiagnosticAndNoRiskLimit) {
  EXPECT_NEAR(bayes_upset_diagnostic({2, 0}), 0.125, 1e-12);
  EXPECT_LT(bayes_upset_diagnostic({60, 40}), bayes_risk({60, 40}));
}

}  // namespace
}  // namespace recanvass::audit
