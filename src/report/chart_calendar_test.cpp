#include "report/chart_calendar.h"

#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ChartCalendar, DatesStandInOrderWithTheirState) {
  const auto chart = chart_calendar(sample_briefing());
  ASSERT_TRUE(chart);
  const std::vector<std::vector<std::string>> rows = {
      {"8 November 2016", "Election day", "passed"},
      {"25 November 2016, 17:00", "Wisconsin: last moment to ask", "passed"},
      {"28 November 2016", "Michigan: state certification", "passed"},
      {"13 December 2016", "safe harbor", "to come"},
      {"19 December 2016", "electors meet", "to come"}};
  EXPECT_EQ(chart->table.rows, rows);
  EXPECT_NE(chart->wide.find("as of 29 Nov"), std::string::npos);
}

TEST(ChartCalendar, ADateOfTheDayItselfIsToday) {
  Briefing briefing = sample_briefing();
  briefing.as_of = base::LocalTime{base::Date::of(2016, 12, 13), base::TimeOfDay(0)};
  EXPECT_EQ(chart_calendar(briefing)->table.rows[3][2], "today");
  briefing.as_of = base::LocalTime{base::Date::of(2016, 12, 14), base::TimeOfDay(0)};
  EXPECT_EQ(chart_calendar(briefing)->table.rows[3][2], "passed");
}

TEST(ChartCalendar, ElectionDayAloneIsNoCalendar) { EXPECT_FALSE(chart_calendar(Briefing{})); }

}  // namespace
}  // namespace recanvass::report
