#include "stats/bet_mixture.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

// The plain second form: each part by itself in logarithms, then the weighted mean.
double plain_mixture(const MeanClaim& claim, const std::vector<WeightedBet>& bets, BetScale scale,
                     const std::vector<double>& values, double cap) {
  double weights = 0.0;
  for (const WeightedBet& one : bets) weights += one.weight;
  double largest = -1e300;
  std::vector<double> logs;
  for (const WeightedBet& one : bets) {
    double log_part = std::log(one.weight / weights);
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double n = static_cast<double>(claim.population);
      const double mu = claim.population == kEndless
                            ? claim.null_mean
                            : (n * claim.null_mean - sum) / (n - static_cast<double>(i));
      const double bet =
          scale == BetScale::Absolute ? std::min(one.bet, cap / mu) : std::min(one.bet, cap) / mu;
      log_part += std::log1p(bet * (values[i] - mu));
      sum += values[i];
    }
    logs.push_back(log_part);
    largest = std::max(largest, log_part);
  }
  double total = 0.0;
  for (const double log_part : logs) total += std::exp(log_part - largest);
  return largest + std::log(total);
}

std::vector<double> mixed_values(std::size_t draws) {
  RandomStream random({11, 2}, 0);
  std::vector<double> values;
  for (std::size_t i = 0; i < draws; ++i) values.push_back(random.next_unit() < 0.56 ? 1.0 : 0.0);
  return values;
}

TEST(BetMixture, AMixtureIsTheMeanOfItsParts) {
  const std::vector<double> values = mixed_values(700);
  for (const std::int64_t population : {kEndless, std::int64_t{2000}}) {
    const MeanClaim claim{1.0, 0.5, population};
    for (const BetScale scale : {BetScale::Absolute, BetScale::ShareOfLargest}) {
      const auto bets = scale == BetScale::Absolute ? portfolio_bets(0.5, 100)
                                                    : kelly_shares(KellyShape::Square, 40);
      const auto test = mixture_test(claim, bets, scale);
      test->observe_all(values);
      EXPECT_NEAR(test->log_evidence(), plain_mixture(claim, bets, scale, values, kBetCap), 1e-9);
    }
  }
}

TEST(BetMixture, KaplansMartingaleIsItsIntegralWhileItsDegreeIsCovered) {
  // ∫ (γ + 1)^2 dγ on [0, 1] for two draws of 1 at t = 1/2 is 7/3.
  const auto test = mixture_test({1.0, 0.5, kEndless}, kaplan_martingale_shares(8),
                                 BetScale::ShareOfLargest, 1.0);
  test->observe(1.0);
  EXPECT_NEAR(test->log_evidence(), std::log(1.5), 1e-12);
  test->observe(1.0);
  EXPECT_NEAR(test->log_evidence(), std::log(7.0 / 3.0), 1e-12);
  test->observe(0.0);  // ∫ (1 + γ)² (1 - γ) dγ = 11/12
  EXPECT_NEAR(test->log_evidence(), std::log(11.0 / 12.0), 1e-12);
}

TEST(BetMixture, WeightsOfSharesFollowTheirShape) {
  const auto square = kelly_shares(KellyShape::Square, 10);
  ASSERT_EQ(square.size(), 3u);  // y = .1, .2, .3; nothing above a third
  EXPECT_NEAR(square[0].bet, 1.0 / 11.0, 1e-15);
  EXPECT_NEAR(square[2].weight, std::pow(1.0 / 3.0 - 0.3, 2.0), 1e-15);
  EXPECT_EQ(kelly_shares(KellyShape::Linear, 10).size(), 2u);
  EXPECT_EQ(kelly_shares(KellyShape::Uniform, 10).size(), 10u);
}

TEST(BetMixture, DiversifiedBetsLeaveOutErrorsThatUseUpTheLead) {
  const MeanClaim claim{2.0 / 1.95, 0.5, kEndless};
  const auto bets = cobra_diversified_bets(claim, {1e-3, 1e-4}, 10);
  EXPECT_GT(bets.size(), 20u);
  for (const WeightedBet& one : bets) {
    EXPECT_GT(one.bet, 0.0);
    EXPECT_LE(one.bet, 2.0 * kBetCap);
  }
}

TEST(BetMixture, TheDefaultPutsOverHalfOnTheReport) {
  const auto bets = default_shares(0.99);
  double weights = 0.0;
  for (const WeightedBet& one : bets) weights += one.weight;
  EXPECT_NEAR(weights, 1.0, 1e-15);
  EXPECT_EQ(bets[0].bet, 0.99);
  EXPECT_EQ(bets[0].weight, 0.55);
  EXPECT_EQ(bets.size(), 3u);
  EXPECT_EQ(unreported_shares().size(), 7u);
}

}  // namespace
}  // namespace recanvass::stats
