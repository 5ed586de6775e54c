#include "workflow/plan_forecast.h"

#include "workflow/deciding_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json plan_of_law(const std::string& county, std::int64_t ballots, std::int64_t teams) {
  return {{"county", county},  {"measure", "ballots"},
          {"work", ballots},   {"teams", teams},
          {"rooms", 1},        {"per_team_hour", 60},
          {"hours_a_day", 10}, {"start", "2016-12-01T09:00"}};
}

// LAW us-wi-2015: 13 days from the order.
TEST(PlanForecast, WithoutAStatedDeadlineTheLawsIsTaken) {
  Operation operation = wisconsin();
  EXPECT_FALSE(counting_deadline(operation, "us-wi-dane"));
  ASSERT_EQ(act(operation, "plan.set", "wec", plan_of_law("us-wi-dane", 10, 1)), Causes{});
  EXPECT_EQ(shown(operation, "plan")["counties"][0]["status"], "no deadline");
  ASSERT_EQ(act(operation, "calendar.set", "wec",
                {{"event", "recount_order"}, {"moment", "2016-11-29T17:00"}}),
            Causes{});
  EXPECT_EQ(counting_deadline(operation, "us-wi-dane")->text(), "2016-12-12T24:00");
  ASSERT_EQ(act(operation, "calendar.set", "dane-clerk",
                {{"event", "counting_finishes"}, {"county", "us-wi-dane"}, {"day", "2016-12-10"}}),
            Causes{});
  EXPECT_EQ(counting_deadline(operation, "us-wi-dane")->text(), "2016-12-10T24:00");
  EXPECT_EQ(counting_deadline(operation, "us-wi-rock")->text(), "2016-12-12T24:00");
}

base::Json plan_of_ballots(std::int64_t ballots) {
  return {{"county", "us-wi-dane"},
          {"measure", "ballots"},
          {"work", ballots},
          {"teams", 1},
          {"rooms", 1},
          {"per_team_hour", 10},
          {"hours_a_day", 10},
          {"start", "2016-11-28T09:00"}};
}

// The deadline passed everywhere twelve hours after it passed in UTC: entries claim 10:00 UTC.
TEST(PlanForecast, ACountyWithoutAPlanIsLateOnceItsDeadlinePassedWithUnitsOpen) {
  for (const auto& [deadline, late] : std::map<std::string, std::int64_t>{
           {"2016-11-27T21:59", 1}, {"2016-11-27T22:00", 0}, {"2016-11-26T22:00", 1440}}) {
    Operation operation = fixture::operation_ready();
    ASSERT_EQ(act(operation, "calendar.set", "wec",
                  {{"event", "counting_finishes"}, {"moment", deadline}}),
              Causes{});
    const CountyForecast forecast = forecast_counties(operation).at(0);
    EXPECT_EQ(forecast.late_minutes, late) << deadline;
    EXPECT_EQ(name_of(forecast.status), late > 0 ? "late" : "no plan");
    EXPECT_EQ(shown(operation, "progress")["late"].size(), late > 0 ? 1U : 0U);
    EXPECT_EQ(shown(operation, "plan")["without_plan"], 1);
    EXPECT_EQ(shown(operation, "plan")["late"].size(), late > 0 ? 1U : 0U);
    fixture::count_batch(operation, "B1", 100, 60, 38);
    fixture::count_batch(operation, "B2", 50, 30, 18);
    fixture::count_batch(operation, "B3", 10, 4, 6);
    for (const char* unit : {"W1", "W2"}) {
      ASSERT_EQ(act(operation, "count.sign-off", "clerk", {{"unit", unit}}), Causes{});
    }
    EXPECT_EQ(forecast_counties(operation).at(0).late_minutes, 0) << "nothing is open";
  }
}

// 160 ballots at 10 an hour from Monday, 09:00; 150 of them are signed off: one hour is left.
TEST(PlanForecast, WhatIsSignedOffCountsAsDoneWhereTheLastReportHasLess) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(act(operation, "plan.set", "clerk", plan_of_ballots(160)), Causes{});
  EXPECT_EQ(forecast_counties(operation).at(0).done, 0);
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 30, 18);
  ASSERT_EQ(act(operation, "count.sign-off", "clerk", {{"unit", "W1"}}), Causes{});
  const CountyForecast forecast = forecast_counties(operation).at(0);
  EXPECT_EQ(forecast.done, 150);
  EXPECT_EQ(forecast.finish->text(), "2016-11-28T10:00");
  ASSERT_EQ(act(operation, "progress.report", "clerk",
                {{"county", "us-wi-dane"}, {"done", 155}, {"reported_at", "2016-11-28T12:00"}}),
            Causes{});
  EXPECT_EQ(forecast_counties(operation).at(0).done, 155) << "the report has more";
}

}  // namespace
}  // namespace recanvass::workflow
