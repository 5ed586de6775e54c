#include "screen/regression.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recanvass::screen {
namespace {

const std::vector<double> kOutcome{3.1, 2.7, 4.4, 5.0, 6.2, 5.1, 7.7, 8.9, 7.0, 9.5};
const std::vector<std::size_t> kPairs{0, 0, 1, 1, 2, 2, 3, 3, 4, 4};

Regressors ten_units() {
  Regressors x;
  x.add("constant", std::vector<double>(10, 1.0));
  x.add("paper", {0, 1, 0, 1, 0, 1, 1, 0, 1, 0});
  x.add("size", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  return x;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], expected[i], 1e-12 * (1.0 + std::abs(expected[i]))) << i;
  }
}

// Expected figures: statsmodels, OLS(...).fit() and its HC0_se to HC3_se; cluster covariance with
// its correction for few clusters.
TEST(Regression, CoefficientsAndEveryKindOfErrorAreThoseOfStatsmodels) {
  const auto fit = fit_least_squares(kOutcome, ten_units()).value();
  expect_near(fit.coefficients, {2.5495631067961138, -1.0633495145631076, 0.7167475728155346});
  expect_near(fit.standard_errors(ErrorKind::HC0),
              {0.28698560878343193, 0.3855145015035212, 0.05337860290165133});
  expect_near(fit.standard_errors(ErrorKind::HC1),
              {0.3430134100852057, 0.46077796151029565, 0.06379963331435354});
  expect_near(fit.standard_errors(ErrorKind::HC2),
              {0.3481227311818058, 0.45003086005250315, 0.06482143324556662});
  expect_near(fit.standard_errors(ErrorKind::HC3),
              {0.42399033087893184, 0.5273343236235046, 0.07905171405226796});
  expect_near(fit.standard_errors(ErrorKind::CR1, kPairs),
              {0.36298040830052186, 0.37694617488565996, 0.08532783588347388});
  EXPECT_EQ(fit.freedom, 7u);
}

TEST(Regression, WeightsEnterCoefficientsErrorsAndTheShareExplained) {
  const std::vector<double> weights{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const auto fit = fit_least_squares(kOutcome, ten_units(), weights).value();
  expect_near(fit.coefficients, {3.022922370686124, -1.2502705139765558, 0.6627190753340442});
  expect_near(fit.standard_errors(ErrorKind::CR1, kPairs),
              {0.5914931790605338, 0.42636952478017676, 0.08755914018102787});
  EXPECT_NEAR(fit.r_squared, 0.8793328394758919, 1e-12);
}

TEST(Regression, WithClustersOfOneUnitTheErrorIsHc1ButForItsFactor) {
  const auto fit = fit_least_squares(kOutcome, ten_units()).value();
  const std::vector<std::size_t> own{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  // G/(G-1) (n-1)/(n-k) with G = n is n/(n-k): the factor of HC1.
  expect_near(fit.standard_errors(ErrorKind::CR1, own), fit.standard_errors(ErrorKind::HC1));
}

TEST(Regression, ScalesOfColumnsDoNotMakeThemCollinear) {
  Regressors x = ten_units();
  for (double& value : x.columns[2]) value *= 1e9;
  const auto fit = fit_least_squares(kOutcome, x);
  ASSERT_TRUE(fit.ok());
  EXPECT_NEAR(fit->coefficients[2], 0.7167475728155346e-9, 1e-20);
}

TEST(Regression, AColumnThatFollowsFromOthersIsRefusedByName) {
  Regressors x = ten_units();
  x.add("hand or machine", {1, 0, 1, 0, 1, 0, 0, 1, 0, 1});
  const auto fit = fit_least_squares(kOutcome, x);
  ASSERT_FALSE(fit.ok());
  EXPECT_EQ(fit.problems().at(0).cause, "regression.collinear");
  EXPECT_FALSE(fit.problems().at(0).place.column.empty());
}

TEST(Regression, TooFewUnitsAndNumbersThatAreNoneAreRefusedTogether) {
  Regressors x;
  x.add("constant", {1, 1});
  x.add("size", {1, std::numeric_limits<double>::quiet_NaN()});
  const auto fit = fit_least_squares(std::vector<double>{1, 2}, x);
  ASSERT_FALSE(fit.ok());
  ASSERT_EQ(fit.problems().size(), 2u);
  EXPECT_EQ(fit.problems()[0].cause, "regression.number");
  EXPECT_EQ(fit.problems()[0].place.row, 2);
  EXPECT_EQ(fit.problems()[1].cause, "regression.units");
}

TEST(Regression, AUnitOfItsOwnColumnHasLeverageOneAndNoSayInTheErrors) {
  Regressors x = ten_units();
  x.add("only the last", {0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  const auto fit = fit_least_squares(kOutcome, x).value();
  EXPECT_NEAR(fit.leverages[9], 1.0, 1e-12);
  for (const double error : fit.standard_errors(ErrorKind::HC3)) EXPECT_TRUE(std::isfinite(error));
}

TEST(Regression, WhatIsLeftOfAColumnGivesItsCoefficientByItself) {
  const std::vector<double> weights{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Partialled parts = partial_out(kOutcome, ten_units(), 1, weights);
  double along = 0.0;
  double square = 0.0;
  for (std::size_t i = 0; i < 10; ++i) {
    along += parts.left[i] * parts.outcome[i];
    square += parts.left[i] * parts.left[i];
  }
  EXPECT_NEAR(along / square, -1.2502705139765558, 1e-12);
}

}  // namespace
}  // namespace recanvass::screen
