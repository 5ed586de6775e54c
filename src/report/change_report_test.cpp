#include "report/change_report.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChangeReport, EachChangeHasBeforeAfterAndItsSign) {
  const std::string html = change_report(sample::changes("Ward 34"), {}).html;
  EXPECT_TRUE(sample::holds(html,
                            "<td class=\"num\">8</td><td class=\"num\">254</td>"
                            "<td class=\"num\">+246</td>"));
  EXPECT_TRUE(sample::holds(html,
                            "<td class=\"num\">100</td><td class=\"num\">99</td>"
                            "<td class=\"num\">-1</td>"));
  EXPECT_TRUE(sample::holds(html, "<caption>Milwaukee: Ward 34 (MW34)</caption>"));
}

TEST(ChangeReport, ACauseHasItsWordsItsCodeAndItsMinute) {
  const std::string html = change_report(sample::changes("typed 8 for 254"), {}).html;
  EXPECT_TRUE(sample::holds(html,
                            "Cause: figures exchanged or mistyped (TRANSPOSE): typed 8 for 254 "
                            "(minutes: typed 8 for 254)"));
}

TEST(ChangeReport, AUnitWithoutACauseIsCountedAndFramed) {
  ChangeReport report = sample::changes("x");
  const std::string html = change_report(report, {}).html;
  EXPECT_TRUE(sample::holds(html, "<dt>Units without a cause</dt><dd>1</dd>"));
  EXPECT_TRUE(sample::holds(html, "<p class=\"notice\">No cause is recorded yet."));
  report.units.pop_back();
  EXPECT_FALSE(sample::holds(change_report(report, {}).html, "class=\"notice\""));
}

TEST(ChangeReport, NothingComparedSaysSo) {
  ChangeReport report;
  EXPECT_TRUE(sample::holds(change_report(report, {}).html, "No unit is counted again yet."));
}

TEST(ChangeReport, TheTablesHaveARowAChangeAndARowACause) {
  const auto tables = change_report(sample::changes("x"), {}).tables;
  EXPECT_EQ(tables[0].rows[0].back(), "246");
  EXPECT_EQ(tables[1].rows[0][2], "TRANSPOSE");
}

}  // namespace
}  // namespace recanvass::report
