#include "workflow/vectors.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

TEST(VectorsRisk, EveryGoldenCasePasses) {
  struct Row {
    const char* name;
    std::int64_t cases;
  };
  for (const Row& row : std::vector<Row>{{"pvalues", 254}}) {
    std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + row.name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const auto report = run_vectors(text.str(), row.name, risk_vector_kinds());
    ASSERT_TRUE(report.ok()) << row.name;
    EXPECT_EQ(report->passed, row.cases) << row.name;
    EXPECT_TRUE(report->lines.empty()) << report->lines.front();
  }
}

TEST(VectorsRisk, AValueAboveTheBoundIsADifferenceAndNoFault) {
  const auto report = run_vectors(
      R"({"cases": [{"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 0.5,
                     "params": {"g": 0.1}, "x": [0.5, 1.5], "p": 1.0},
                    {"test": "tea_leaves", "N": "inf", "u": 1.0, "t": 0.5, "params": {},
                     "x": [0.5, 0.5], "p": 1.0}]})",
      "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 2);
}

// Figures of the SHANGRLA package for one card that agrees.
TEST(VectorsRisk, OneCardIsASample) {
  const auto report = run_vectors(
      R"({"cases": [
          {"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 0.5, "params": {"g": 0.1},
           "x": [1.0], "p": 0.5454545454545454, "p_history": [0.5454545454545454]},
          {"test": "kaplan_wald", "N": "inf", "u": 1.0, "t": 0.5, "params": {"g": 0.1},
           "x": [1.0], "p": 0.5263157894736842, "p_history": [0.5263157894736842]},
          {"test": "kaplan_kolmogorov", "N": 10, "u": 1.0, "t": 0.5, "params": {"g": 0.1},
           "x": [1.0], "p": 0.5454545454545454, "p_history": [0.5454545454545454]},
          {"test": "betting_mart", "bet": "fixed_bet", "N": "inf", "u": 1.0, "t": 0.5,
           "params": {"lam": 1.0}, "x": [1.0], "p": 0.6666666666666666,
           "p_history": [0.6666666666666666]}]})",
      "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->passed, 4);
  EXPECT_TRUE(report->lines.empty()) << report->lines.front();
}

// By hand: the package stakes everything, or does not see that the whole list refutes the claim.
// The right functions do neither, and such a case passes as the package has it.
TEST(VectorsRisk, WhatTheRightFunctionsDoOtherwiseByDesignFailsNoCaseOfThePackage) {
  const auto report = run_vectors(
      R"({"cases": [
          {"test": "kaplan_kolmogorov", "N": 2, "u": 1.0, "t": 0.5, "params": {"g": 0.1},
           "x": [1.0, 1.0], "p": 0.049586776859504134,
           "p_history": [0.5454545454545454, 0.049586776859504134]},
          {"test": "alpha_mart", "estim": "optimal_comparison", "N": "inf", "u": 1.05, "t": 0.5,
           "params": {"error_rate_2": 0.0}, "x": [0.525, 0.525], "p": 0.9070294784580498,
           "p_history": [0.9523809523809523, 0.9070294784580498]},
          {"test": "betting_mart", "bet": "kelly_optimal", "N": "inf", "u": 1.0, "t": 0.5,
           "params": {"pop": [0.75, 0.75]}, "x": [0.75, 0.75], "p": 0.4444444444444444,
           "p_history": [0.6666666666666666, 0.4444444444444444]}]})",
      "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->passed, 3);
  EXPECT_TRUE(report->lines.empty()) << report->lines.front();
}

// Two to the power of 1,100, of which a double has no number: the package's p is 0.
TEST(VectorsRisk, AProductThatADoubleCannotHoldIsAsThePackageHasIt) {
  base::Json one = {{"test", "betting_mart"},
                    {"bet", "fixed_bet"},
                    {"N", "inf"},
                    {"u", 1.0},
                    {"t", 0.5},
                    {"params", {{"lam", 2.0}}},
                    {"p", 0.0}};
  one["x"] = std::vector<double>(1100, 1.0);
  const auto report =
      run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->passed, 1) << report->lines.front();
}

// Kaplan's functions of the package without padding, its default.
TEST(VectorsRisk, APaddingOfNoneIsThePackagesOwn) {
  std::string cases;
  for (const char* test : {"kaplan_markov", "kaplan_wald", "kaplan_kolmogorov"}) {
    for (const char* params : {"{}", R"({"g": 0})"}) {
      cases += fmt::format(R"({}{{"test": "{}", "N": 1000, "u": 1.0, "t": 0.5, "params": {},
                               "x": [1.0], "p": 0.5, "p_history": [0.5]}})",
                           cases.empty() ? "" : ",", test, params);
    }
  }
  const auto report = run_vectors("{\"cases\": [" + cases + "]}", "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->passed, 6);
  EXPECT_TRUE(report->lines.empty()) << report->lines.front();
}

TEST(VectorsRisk, WhatNoTestTakesIsNamed) {
  const auto report = run_vectors(
      R"({"cases": [
          {"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 1.0, "params": {}, "x": [0.5],
           "p": 1.0},
          {"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 0.5, "params": {}, "x": [],
           "p": 1.0},
          {"test": "alpha_mart", "estim": "shrink_trunc", "N": "inf", "u": 1.0, "t": 0.5,
           "params": {}, "x": [1.0], "p": 1.0},
          {"test": "kaplan_markov", "N": 1, "u": 1.0, "t": 0.5, "params": {}, "x": [1.0, 1.0],
           "p": 1.0},
          {"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 0.5, "params": {}, "x": [1.5],
           "p": 1.0}]})",
      "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  ASSERT_EQ(report->lines.size(), 5u);
  const char* const said[] = {"\"t\" is not between", "\"x\" has no value", "has one value only",
                              "\"N\" is no number", "a value of \"x\""};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NE(report->lines[i].find(said[i]), std::string::npos) << report->lines[i];
  }
}

}  // namespace
}  // namespace recanvass::workflow
