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

TEST(AgainstReport, ItAgreesOnlyWhereNothingStandsOnOneSideAlone) {
  tabulate::AgainstReturns against;
  against.units_equal = 2;
  EXPECT_TRUE(agrees(against));
  against.only_recounted = {"West"};
  EXPECT_FALSE(agrees(against));
}

}  // namespace
}  // namespace recanvass::report
