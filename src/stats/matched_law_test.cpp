#include "stats/matched_law.h"

#include "stats/tails.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

// P(K >= least) by adding up masses that follow from one another.
double negative_binomial_sum(double mean, double dispersion, int least) {
  const double shape = mean / (dispersion - 1.0);
  const double share = 1.0 - 1.0 / dispersion;
  double mass = std::exp(-shape * std::log(dispersion));
  double below = 0.0;
  for (int k = 0; k < least; ++k) {
    below += mass;
    mass *= share * (shape + k) / (k + 1.0);
  }
  return 1.0 - below;
}

TEST(MatchedLaw, AVarianceOfTheMeanIsPoisson) {
  // 1 - e^-2 (1 + 2 + 2)
  EXPECT_NEAR(matched_at_least({2.0, 2.0}, 3), 0.3233235838169365, 1e-14);
  EXPECT_NEAR(matched_at_most({2.0, 2.0}, 2), 0.6766764161830635, 1e-14);
}

TEST(MatchedLaw, AVarianceBelowTheMeanIsBinomial) {
  // 100 draws, a share of 0.4: mean 40, variance 24.
  for (const int least : {1, 30, 40, 55, 80, 100}) {
    EXPECT_NEAR(matched_at_least({40.0, 24.0}, least), binomial_at_least(100, 0.4, least),
                1e-12 * binomial_at_least(100, 0.4, least) + 1e-300)
        << least;
  }
  EXPECT_EQ(matched_at_least({40.0, 24.0}, 101), 0.0);
  EXPECT_EQ(matched_at_most({40.0, 24.0}, 101), 1.0);
}

TEST(MatchedLaw, AVarianceAboveTheMeanIsNegativeBinomial) {
  for (const double dispersion : {1.2, 2.0, 7.5}) {
    for (const int least : {1, 3, 8, 15}) {
      EXPECT_NEAR(matched_at_least({5.0, 5.0 * dispersion}, least),
                  negative_binomial_sum(5.0, dispersion, least), 1e-12)
          << dispersion << " " << least;
    }
  }
}

TEST(MatchedLaw, BothTailsMakeUpOneWithTheValueBetween) {
  for (const double variance : {13.0, 25.0, 26.0, 90.0}) {
    for (const int k : {1, 10, 25, 40}) {
      EXPECT_NEAR(matched_at_least({25.0, variance}, k) + matched_at_most({25.0, variance}, k - 1),
                  1.0, 1e-12)
          << variance << " " << k;
    }
  }
}

TEST(MatchedLaw, TheThreeLawsRunIntoOneAnother) {
  const double poisson = matched_at_least({30.0, 30.0}, 45);
  EXPECT_NEAR(matched_at_least({30.0, 30.0001}, 45), poisson, 2e-5 * poisson);
  EXPECT_NEAR(matched_at_least({30.0, 29.9999}, 45), poisson, 2e-5 * poisson);
}

TEST(MatchedLaw, FewExpectedEventsNeverHaveAnEnd) {
  // Two of two expected, no variance: a third is improbable, not impossible.
  EXPECT_EQ(matched_at_least({2.0, 0.1}, 4), matched_at_least({2.0, 2.0}, 4));
  EXPECT_GT(matched_at_least({2.0, 0.1}, 12), 0.0);
  EXPECT_EQ(matched_at_least({50.0, 1.0}, 70), matched_at_least({50.0, 25.0}, 70));
}

TEST(MatchedLaw, NothingExpectedIsNothing) {
  EXPECT_EQ(matched_at_least({0.0, 0.0}, 0), 1.0);
  EXPECT_EQ(matched_at_least({0.0, 0.0}, 1), 0.0);
  EXPECT_EQ(matched_at_most({0.0, 0.0}, 0), 1.0);
  EXPECT_EQ(matched_at_most({3.0, 3.0}, -1), 0.0);
}

}  // namespace
}  // namespace recanvass::stats
