#include "screen/robust.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

Regressors ten_towns() {
  Regressors x;
  x.add("constant", std::vector<double>(10, 1.0));
  x.add("paper", {0, 1, 0, 1, 0, 1, 1, 0, 1, 0});
  x.add("size", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  return x;
}

// The ten units of regression_test.cpp with one figure mistyped, 5.0 as 40; expected figures:
// statsmodels RLM with TukeyBiweight(4.685).
TEST(Robust, AMistypedUnitIsSetAsideAndTheOthersSpeak) {
  const std::vector<double> outcome{3.1, 2.7, 4.4, 40.0, 6.2, 5.1, 7.7, 8.9, 7.0, 9.5};
  const auto fit = fit_robustly(outcome, ten_towns()).value();
  EXPECT_TRUE(fit.settled);
  EXPECT_EQ(fit.unit_weights[3], 0.0);
  EXPECT_NEAR(fit.coefficients[0], 2.5649920862931714, 1e-6);
  EXPECT_NEAR(fit.coefficients[1], -1.5984688843795163, 1e-6);
  EXPECT_NEAR(fit.coefficients[2], 0.7100338975618616, 1e-6);
  EXPECT_GT(fit.residuals[3], 30.0);
}

TEST(Robust, UnitsOnALineAreFittedExactly) {
  std::vector<double> outcome;
  for (int i = 1; i <= 10; ++i) outcome.push_back(3.0 + 2.0 * i);
  outcome[6] = 100.0;
  const auto fit = fit_robustly(outcome, ten_towns()).value();
  EXPECT_NEAR(fit.coefficients[0], 3.0, 1e-6);
  EXPECT_NEAR(fit.coefficients[2], 2.0, 1e-6);
}

TEST(Robust, WhatLeastSquaresRefusesIsRefused) {
  Regressors x = ten_towns();
  x.add("again", x.columns[2]);
  EXPECT_FALSE(fit_robustly(std::vector<double>(10, 1.0), x).ok());
}

TEST(Robust, TheMiddleOfAnEvenNumberIsBetweenTwo) {
  EXPECT_DOUBLE_EQ(median_of({5, 1, 3}), 3.0);
  EXPECT_DOUBLE_EQ(median_of({4, 1, 2, 9}), 3.0);
}

}  // namespace
}  // namespace recanvass::screen
