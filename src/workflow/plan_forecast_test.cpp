#include "workflow/plan_forecast.h"

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

}  // namespace
}  // namespace recanvass::workflow
