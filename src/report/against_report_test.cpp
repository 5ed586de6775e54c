#include "report/against_report.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

AgainstReport sample() {
  AgainstReport report;
  report.contest = {{"m"}, "Mayor", 1, 0, 1, {{{"1"}, "Ada", {}}, {{"2"}, "Ben", {}}}};
  report.title = "Mayor [m]";
  report.unit_kind = "precinct";
  report.file = "returns.csv";
  report.remarks = {"A remark of the reader."};
  report.against.units_equal = 3;
  report.against.recounted = {50, 40};
  report.against.reported = {40, 50};
  report.against.different = {
      {"",
       "North",
       {20, 10},
       {10, 20},
       {{tabulate::Mechanism::ColumnsExchanged, "the votes of 1 and 2 are exchanged"}}},
      {"", "South", {7, 3}, {8, 3}, {}}};
  report.against.only_reported = {"East"};
  return report;
}

TEST(AgainstReport, DifferencesAreToldWithTheirMechanismOrAsUnexplained) {
  const std::string text = against_text(sample(), {80, false});
  EXPECT_NE(text.find("Mayor [m]: the records against returns.csv, by precinct\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("3 of 5 units are the same.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Likely: the votes of 1 and 2 are exchanged (columns-exchanged).\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Unexplained.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("In the returns, not in the records: East.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("-10"), std::string::npos) << text;
  EXPECT_NE(text.find("A remark of the reader.\n"), std::string::npos) << text;
}

TEST(AgainstReport, TheDocumentHasEachFigureOfBothSides) {
  const base::Json json = against_json(sample());
  EXPECT_EQ(json["agrees"], false);
  EXPECT_EQ(json["different"][0]["causes"][0]["mechanism"], "columns-exchanged");
  EXPECT_EQ(json["different"][0]["choices"][0]["records"], 20);
  EXPECT_EQ(json["different"][0]["choices"][0]["reported"], 10);
  EXPECT_EQ(json["different"][1]["causes"], base::Json::array());
  EXPECT_EQ(json["totals"][1]["reported"], 50);
}

// More votes than ballots are wrong whatever the records say, and are no reason to compare nothing.
TEST(AgainstReport, WhatCannotBeIsToldOfItsUnitAlsoWhereTheVotesAgree) {
  AgainstReport report = sample();
  report.against.impossible = {{"North", "30 votes on 20 ballots"},
                               {"West", "9 votes on 8 ballots"}};
  report.against.withheld = {2, 0};
  const std::string text = against_text(report, {80, false});
  const auto north = text.find("What was reported cannot be: 30 votes on 20 ballots.");
  const auto likely = text.find("Likely: the votes of 1 and 2");
  const auto west = text.find("  West:\n    What was reported cannot be: 9 votes on 8 ballots.\n");
  EXPECT_LT(north, likely) << text;
  EXPECT_NE(west, std::string::npos) << text;
  EXPECT_EQ(text.find("cannot be", west + 40), std::string::npos) << text;
  EXPECT_NE(text.find("withheld"), std::string::npos) << text;
  EXPECT_NE(text.find("-12"), std::string::npos) << text;  // 40 less 50 less 2
  const base::Json json = against_json(report);
  EXPECT_EQ(json["impossible"][1]["unit"], "West");
  EXPECT_EQ(json["withheld"][0]["votes"], 2);
  tabulate::AgainstReturns same;
  same.units_equal = 1;
  same.impossible = {{"West", "9 votes on 8 ballots"}};
  EXPECT_FALSE(agrees(same));
}

TEST(AgainstReport, ItAgreesOnlyWhereNothingStandsOnOneSideAlone) {
  tabulate::AgainstReturns against;
  against.units_equal = 2;
  EXPECT_TRUE(agrees(against));
  against.only_recounted = {"West"};
  EXPECT_FALSE(agrees(against));
}

}  // namespace
}  // namespace recanvass::report
