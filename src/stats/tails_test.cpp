#include "stats/tails.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace recanvass::stats {
namespace {

TEST(Tails, BinomialTailsAreSumsOfTheirMasses) {
  for (const std::int64_t least : {0, 1, 37, 60, 100, 101}) {
    double sum = 0.0;
    for (std::int64_t k = 100; k >= least; --k) sum += std::exp(binomial_log_mass(100, 0.55, k));
    EXPECT_NEAR(binomial_at_least(100, 0.55, least), sum, 1e-13);
  }
  EXPECT_EQ(binomial_at_least(10, 0.5, 11), 0.0);
  EXPECT_EQ(binomial_at_least(10, 0.5, 0), 1.0);
  EXPECT_EQ(binomial_log_mass(3, 0.0, 0), 0.0);
  EXPECT_EQ(std::exp(binomial_log_mass(3, 0.5, 4)), 0.0);
}

TEST(Tails, ATailTooSmallForANumberHasALogarithm) {
  EXPECT_NEAR(binomial_log_at_least(100, 0.55, 60), std::log(binomial_at_least(100, 0.55, 60)),
              1e-12);
  EXPECT_NEAR(binomial_log_at_least(5000, 0.5, 5000), 5000.0 * std::log(0.5), 1e-9);
  EXPECT_NEAR(binomial_log_at_least(5000, 0.5, 4999), 5000.0 * std::log(0.5) + std::log(5001.0),
              1e-8);
  EXPECT_EQ(std::exp(binomial_log_at_least(10, 0.5, 11)), 0.0);
}

TEST(Tails, TheBinomialQuantileIsTheLeastThatCovers) {
  for (const double below : {0.05, 0.1, 0.3, 0.5, 0.9}) {
    const std::int64_t k = binomial_quantile(200, 0.6, below);
    EXPECT_GE(1.0 - binomial_at_least(200, 0.6, k + 1), below - 1e-12);
    EXPECT_LT(1.0 - binomial_at_least(200, 0.6, k), below);
  }
}

// P1: combined p of S strata each with p = .5.
TEST(Tails, FisherLosesNearlyEverythingOverManyStrata) {
  struct Row {
    std::size_t strata;
    double printed;
  };
  constexpr std::array kRows{Row{2, .5966},  Row{5, .7319},   Row{10, .8374},  Row{25, .9514},
                             Row{50, .9917}, Row{100, .9997}, Row{150, 1.0000}};
  for (const Row& row : kRows) {
    const std::vector<double> p(row.strata, 0.5);
    EXPECT_NEAR(fisher_combination(p), row.printed, 5.0001e-5);
  }
}

// Trap 15: the upper tail itself, not 1 less the lower one.
TEST(Tails, Trap15ASmallCombinationKeepsItsDigits) {
  const std::array<double, 2> p{1e-20, 1e-20};
  EXPECT_NEAR(fisher_combination(p) / (1e-40 * (1.0 + 40.0 * std::log(10.0))), 1.0, 1e-10);
  const std::array<double, 2> zero{0.0, 0.5};
  EXPECT_EQ(fisher_combination(zero), 0.0);
}

TEST(Tails, FallingProductsAreOfRealNumbersAndEndAtZero) {
  EXPECT_NEAR(log_falling(5.0, 3), std::log(60.0), 1e-14);
  EXPECT_NEAR(log_falling(2.5, 2), std::log(3.75), 1e-14);
  EXPECT_EQ(std::exp(log_falling(2.0, 3)), 0.0);
  EXPECT_EQ(log_falling(-1.0, 0), 0.0);
}

TEST(Tails, TheUpperHalfOfABetaIntegral) {
  // ∫_{1/2}^1 p² dp = 7/24;  P(share <= 1/2) after 2 of 2: 1/8.
  EXPECT_NEAR(log_upper_half_beta(2, 2), std::log(7.0 / 24.0), 1e-13);
  EXPECT_NEAR(uniform_posterior_upset(2, 2), 0.125, 1e-14);
}

}  // namespace
}  // namespace recanvass::stats
