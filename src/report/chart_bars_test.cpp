#include "report/chart_bars.h"

#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChartMoney, TheLatestSumItsGoalAndEachSumNamedStandApart) {
  const auto chart = chart_money(sample_briefing());
  ASSERT_TRUE(chart);
  const std::vector<std::vector<std::string>> rows = {
      {"Recount fund: raised", "28 November 2016", "about $6,300,000"},
      {"Recount fund: goal", "28 November 2016", "$7,000,000"},
      {"Wisconsin: paid", "29 November 2016", "$3,499,689"}};
  EXPECT_EQ(chart->table.rows, rows);
}

TEST(ChartMoney, WithoutSumsThereIsNone) { EXPECT_FALSE(chart_money(Briefing{})); }

TEST(ChartPaper, GivesCardsByEachWayOfLooking) {
  const auto chart = chart_paper(sample_briefing());
  ASSERT_TRUE(chart);
  const std::vector<std::vector<std::string>> rows = {
      {"Wisconsin", "compared with machine records", "836"},
      {"Wisconsin", "cards only read", "142,870"},
      {"Wisconsin", "full count", "2,975,313"}};
  EXPECT_EQ(chart->table.rows, rows);
  EXPECT_FALSE(chart_paper(Briefing{}));
}

}  // namespace
}  // namespace recanvass::report
