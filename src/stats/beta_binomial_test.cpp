#include "stats/beta_binomial.h"

#include "stats/tails.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

// The share drawn from a fine grid of the beta law, then binomial: another way to the same number.
double mixed_at_least(std::int64_t trials, double a, double b, std::int64_t least) {
  constexpr int kGrid = 20'000;
  double sum = 0.0;
  double weights = 0.0;
  for (int i = 0; i < kGrid; ++i) {
    const double share = (i + 0.5) / kGrid;
    const double weight = std::pow(share, a - 1.0) * std::pow(1.0 - share, b - 1.0);
    sum += weight * binomial_at_least(trials, share, least);
    weights += weight;
  }
  return sum / weights;
}

TEST(BetaBinomial, TailsAreThoseOfABinomialWhoseShareIsDrawn) {
  // a = 3, b = 4.5: mean .4, spread √(.4 . .6 / 8.5)
  const BetaBinomial law{60, 0.4, std::sqrt(0.24 / 8.5)};
  for (const std::int64_t least : {1, 10, 24, 25, 40, 60}) {
    EXPECT_NEAR(beta_binomial_at_least(law, least), mixed_at_least(60, 3.0, 4.5, least), 1e-6)
        << least;
  }
}

TEST(BetaBinomial, AFlatLawOfSharesMakesEveryNumberAlikeCommon) {
  const BetaBinomial law{9, 0.5, std::sqrt(1.0 / 12.0)};
  for (std::int64_t least = 0; least <= 10; ++least) {
    EXPECT_NEAR(beta_binomial_at_least(law, least), static_cast<double>(10 - least) / 10.0, 1e-12);
  }
  EXPECT_NEAR(beta_binomial_two_sided(law, 0), 0.2, 1e-12);
  EXPECT_NEAR(beta_binomial_two_sided(law, 9), 0.2, 1e-12);
  EXPECT_NEAR(beta_binomial_two_sided(law, 5), 1.0, 1e-12);
}

TEST(BetaBinomial, WithoutASpreadItIsBinomialAndNearItNearly) {
  for (const std::int64_t least : {5, 12, 30}) {
    const double binomial = binomial_at_least(100, 0.12, least);
    EXPECT_DOUBLE_EQ(beta_binomial_at_least({100, 0.12, 0.0}, least), binomial);
    EXPECT_NEAR(beta_binomial_at_least({100, 0.12, 1e-4}, least), binomial, 1e-3 * binomial);
  }
}

TEST(BetaBinomial, BothTailsMakeUpOneAndTheEndsAreEnds) {
  for (const double spread : {0.0, 0.01, 0.2, 0.45, 3.0}) {
    const BetaBinomial law{2'000, 0.3, spread};
    for (const std::int64_t k : {1, 100, 600, 601, 1'999}) {
      EXPECT_NEAR(beta_binomial_at_least(law, k) + beta_binomial_at_most(law, k - 1), 1.0, 1e-9)
          << spread << " " << k;
    }
    EXPECT_EQ(beta_binomial_at_least(law, 0), 1.0);
    EXPECT_EQ(beta_binomial_at_least(law, 2'001), 0.0);
    EXPECT_EQ(beta_binomial_at_most(law, 2'000), 1.0);
    EXPECT_EQ(beta_binomial_at_most(law, -1), 0.0);
  }
}

}  // namespace
}  // namespace recanvass::stats
