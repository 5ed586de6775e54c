#include "report/cost_statement.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(CostStatement, TheAnnouncedFigureStandsAgainstTheSumOfItsLines) {
  const std::string html = cost_statement(sample::costs("petitioner"), {}).html;
  EXPECT_TRUE(sample::holds(html, "<dt>Sum of the estimates</dt><dd>$3,898,340</dd>"));
  EXPECT_TRUE(sample::holds(html, "<dt>Announced to the petitioner</dt><dd>$3,499,689</dd>"));
  EXPECT_TRUE(sample::holds(html, "less the announced figure is $398,651."));
  EXPECT_TRUE(sample::holds(html, "(the lines then summed to $3,898,340; difference $398,651)"));
}

TEST(CostStatement, TheRefundIsWhatWasPaidLessWhatItCost) {
  const std::string html = cost_statement(sample::costs("x"), {}).html;
  EXPECT_TRUE(sample::holds(html, "<dt>Refunded</dt><dd>$0</dd>"));
  EXPECT_TRUE(sample::holds(html, "<dt>Left to be refunded</dt><dd>$1,494,086</dd>"));
  EXPECT_TRUE(sample::holds(html, "<dt>Payment due by</dt><dd>29 November 2016, 16:30</dd>"));
}

TEST(CostStatement, AnEstimateFarFromItsCostIsMarkedInWords) {
  EXPECT_TRUE(
      sample::holds(cost_statement(sample::costs("Oneida"), {}).html,
                    "Oneida</th><td class=\"num\">$178,000</td><td class=\"num\">$9,117.62</td>"
                    "<td class=\"text\">one is at least twice the other</td>"));
}

TEST(CostStatement, TheFundsItemsAgainstItsTotal) {
  CostStatementPaper paper = sample::costs("x");
  EXPECT_TRUE(sample::holds(cost_statement(paper, {}).html,
                            "less the sum of the items is $10; unexplained."));
  paper.fund.reset();
  EXPECT_FALSE(sample::holds(cost_statement(paper, {}).html, "The petitioner&apos;s fund"));
}

TEST(CostStatement, TheTablesAreInCents) {
  const auto tables = cost_statement(sample::costs("Oneida"), {}).tables;
  EXPECT_EQ(tables[0].rows[0], (std::vector<std::string>{"Oneida", "17800000", "911762", "yes"}));
  EXPECT_EQ(tables[1].rows.size(), 3U);
}

}  // namespace
}  // namespace recanvass::report
