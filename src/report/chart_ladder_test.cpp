#include "report/chart_ladder.h"

#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChartLadder, ClimbsFromWhatStandsToAMajority) {
  const auto chart = chart_ladder(sample_briefing());
  ASSERT_TRUE(chart);
  const std::vector<std::vector<std::string>> rows = {
      {"As it stands", "232", "0", "0"},
      {"+ Michigan", "248", "5,353", "5,353"},
      {"+ Wisconsin", "258", "11,375", "16,728"},
      {"+ Pennsylvania", "278", "22,147", "38,875"}};
  EXPECT_EQ(chart->table.rows, rows);
  EXPECT_NE(chart->wide.find("270 needed"), std::string::npos);
}

TEST(ChartLadder, OnlyARungWithEnoughElectorsIsADiamond) {
  Briefing briefing = sample_briefing();
  const auto diamonds = [](const std::string& svg) {
    std::size_t found = 0;
    for (std::size_t at = svg.find("rung-enough"); at != std::string::npos;
         at = svg.find("rung-enough", at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(diamonds(chart_ladder(briefing)->wide), 1U);
  briefing.college->needed = 258;
  EXPECT_EQ(diamonds(chart_ladder(briefing)->wide), 2U) << "exactly the number needed is enough";
  briefing.college->needed = 259;
  EXPECT_EQ(diamonds(chart_ladder(briefing)->wide), 1U);
}

TEST(ChartLadder, WithoutACollegeThereIsNone) {
  EXPECT_FALSE(chart_ladder(Briefing{}));
  Briefing briefing = sample_briefing();
  briefing.college->ladder.clear();
  EXPECT_FALSE(chart_ladder(briefing));
}

}  // namespace
}  // namespace recanvass::report
