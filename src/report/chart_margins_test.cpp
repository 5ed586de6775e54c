#include "report/chart_margins.h"

#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChartMargins, ShowsEachContestWithATotalAndEachPastRecount) {
  const auto chart = chart_margins(sample_briefing());
  ASSERT_TRUE(chart);
  EXPECT_TRUE(has_part(chart->wide, "Wisconsin: 22,177 votes, 0.745%"));
  EXPECT_TRUE(has_part(chart->wide, "Michigan: 10,704 votes, 0.223%"));
  EXPECT_FALSE(has_part(chart->wide, "Pennsylvania: about")) << "its total is unknown";
  EXPECT_TRUE(has_part(chart->key, "Not drawn, as the share is unknown: Pennsylvania."));
  ASSERT_EQ(chart->table.rows.size(), 6U);
  EXPECT_EQ(chart->table.rows[2][0], "Pennsylvania court 2021") << "largest share first";
  EXPECT_EQ(chart->table.rows[3][3], "changed the winner");
}

TEST(ChartMargins, TheLimitIsTheLargestShiftThatIsNotLateCounting) {
  EXPECT_TRUE(has_part(chart_margins(sample_briefing())->wide, "largest moved: 0.095%"));
}

TEST(ChartMargins, APressFigureIsHollowAndAWinnersChangeADiamond) {
  Briefing briefing = sample_briefing();
  EXPECT_FALSE(has_part(chart_margins(briefing)->wide, "now-press"));
  briefing.states[0].figure->press = true;
  EXPECT_TRUE(has_part(chart_margins(briefing)->wide, "class=\"now-press\""));
  EXPECT_TRUE(has_part(chart_margins(briefing)->wide, "<polygon class=\"past-reversed\""));
}

TEST(ChartMargins, NothingToDrawIsNoChart) { EXPECT_FALSE(chart_margins(Briefing{})); }

}  // namespace
}  // namespace recanvass::report
