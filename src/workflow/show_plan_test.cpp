#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json plan_to_show(const std::string& county, std::int64_t ballots, std::int64_t teams) {
  return {{"county", county},  {"measure", "ballots"},
          {"work", ballots},   {"teams", teams},
          {"rooms", 1},        {"per_team_hour", 60},
          {"hours_a_day", 10}, {"start", "2016-12-01T09:00"}};
}

// Wisconsin 2016: counties done by Monday 12 December, 20:00. The work is invented.
Operation planned_to_show() {
  Operation operation = wisconsin();
  RECANVASS_CHECK(act(operation, "calendar.set", "wec",
                      {{"event", "counting_finishes"}, {"moment", "2016-12-12T20:00"}})
                      .empty());
  for (const auto& [county, ballots] :
       std::map<std::string, std::int64_t>{{"us-wi-dane", 72660},
                                           {"us-wi-milwaukee", 72661},
                                           {"us-wi-outagamie", 80000},
                                           {"us-wi-rock", 10}}) {
    RECANVASS_CHECK(act(operation, "plan.set", "wec", plan_to_show(county, ballots, 10)).empty());
  }
  return operation;
}

// 10 teams, 600 an hour, 6,000 a day from 09:00: 12 days are 72,000, and 66 minutes are 660.
TEST(ShowPlan, TheLateListHoldsThoseBeyondTheDeadlineTheLatestFirst) {
  Operation operation = planned_to_show();
  ASSERT_EQ(act(operation, "calendar.set", "wec",
                {{"event", "counting_finishes"},
                 {"moment", "2016-12-13T10:06"},
                 {"words", "extended by a day"}}),
            Causes{});
  const base::Json plan = shown(operation, "plan");
  ASSERT_EQ(plan["late"].size(), 2U);
  EXPECT_EQ(plan["late"][0]["name"], "Outagamie");
  EXPECT_EQ(plan["late"][1]["name"], "Milwaukee");
  EXPECT_EQ(plan["late"][1]["finish"], "2016-12-13T10:07");
  EXPECT_EQ(plan["counties"][0]["finish"], "2016-12-13T10:06");
  EXPECT_EQ(plan["counties"][0]["status"], "in time");
  EXPECT_EQ(plan["counties"][2]["status"], "no plan");
  EXPECT_EQ(plan["without_plan"], 1);
  EXPECT_EQ(plan["finish"], "2016-12-14T12:20");
}

}  // namespace
}  // namespace recanvass::workflow
