#include "workflow/forecast.h"

#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

WorkPlan plan_of(std::int64_t teams, std::int64_t per_team_hour, const char* start,
                 std::int64_t hours_a_day) {
  WorkPlan plan;
  plan.teams = teams;
  plan.per_team_hour = per_team_hour;
  plan.start = *base::LocalTime::parse(start);
  plan.hours_a_day = hours_a_day;
  return plan;
}

std::string finish(const WorkPlan& plan, std::int64_t amount, const char* from) {
  const auto end = finish_of(plan, amount, *base::LocalTime::parse(from), "us-wi",
                             fixture::law_of_state("us-wi").calendars());
  return end ? end->text() : "never";
}

TEST(Forecast, MinutesAreRoundedUp) {
  const WorkPlan plan = plan_of(3, 20, "2016-12-01T09:00", 8);  // 60 an hour
  EXPECT_EQ(minutes_for(plan, 0), 0);
  EXPECT_EQ(minutes_for(plan, 60), 60);
  EXPECT_EQ(minutes_for(plan, 61), 61);
  const WorkPlan fast = plan_of(1, 7, "2016-12-01T09:00", 8);
  EXPECT_EQ(minutes_for(fast, 1), 9);  // 60/7 = 8.57
}

TEST(Forecast, ADaysLastMinuteIsThatDayAndTheNextGoesOnTheNextMorning) {
  const WorkPlan plan = plan_of(1, 60, "2016-12-01T09:00", 8);
  EXPECT_EQ(finish(plan, 479, "2016-12-01T09:00"), "2016-12-01T16:59");
  EXPECT_EQ(finish(plan, 480, "2016-12-01T09:00"), "2016-12-01T17:00");
  EXPECT_EQ(finish(plan, 481, "2016-12-01T09:00"), "2016-12-02T09:01");
  EXPECT_EQ(finish(plan, 0, "2016-12-05T22:00"), "2016-12-05T22:00");
}

TEST(Forecast, WorkReportedInTheEveningGoesOnInTheMorning) {
  const WorkPlan plan = plan_of(1, 60, "2016-12-01T09:00", 8);
  EXPECT_EQ(finish(plan, 60, "2016-12-05T22:00"), "2016-12-06T10:00");
  EXPECT_EQ(finish(plan, 60, "2016-12-05T05:00"), "2016-12-05T10:00");
  EXPECT_EQ(finish(plan, 60, "2016-12-05T16:30"), "2016-12-06T09:30");
}

TEST(Forecast, BusinessDaysLeaveOutWeekendsAndHolidays) {
  WorkPlan plan = plan_of(1, 60, "2016-11-23T09:00", 8);
  plan.days = WorkDays::Business;
  EXPECT_EQ(finish(plan, 481, "2016-11-23T09:00"), "2016-11-25T09:01");  // Thanksgiving between
  EXPECT_EQ(finish(plan, 961, "2016-11-23T09:00"), "2016-11-28T09:01");  // and a weekend
  plan.days = WorkDays::Every;
  EXPECT_EQ(finish(plan, 961, "2016-11-23T09:00"), "2016-11-25T09:01");
}

TEST(Forecast, ADayMayBeTheWholeDayAndMoreThanTenYearsIsNoForecast) {
  const WorkPlan whole = plan_of(1, 1, "2016-12-01T00:00", 24);
  EXPECT_EQ(finish(whole, 24, "2016-12-01T00:00"), "2016-12-01T24:00");
  EXPECT_EQ(finish(whole, 25, "2016-12-01T00:00"), "2016-12-02T01:00");
  EXPECT_EQ(finish(whole, 1'000'000'000, "2016-12-01T00:00"), "never");
}

}  // namespace
}  // namespace recanvass::workflow
