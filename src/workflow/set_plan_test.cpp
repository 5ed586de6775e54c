#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json plan_for(const std::string& county, std::int64_t ballots, std::int64_t teams) {
  return {{"county", county},  {"measure", "ballots"},
          {"work", ballots},   {"teams", teams},
          {"rooms", 1},        {"per_team_hour", 60},
          {"hours_a_day", 10}, {"start", "2016-12-01T09:00"}};
}

// Wisconsin 2016: counties done by Monday 12 December, 20:00. The work is invented.
Operation planned() {
  Operation operation = wisconsin();
  RECANVASS_CHECK(act(operation, "calendar.set", "wec",
                      {{"event", "counting_finishes"}, {"moment", "2016-12-12T20:00"}})
                      .empty());
  for (const auto& [county, ballots] :
       std::map<std::string, std::int64_t>{{"us-wi-dane", 72660},
                                           {"us-wi-milwaukee", 72661},
                                           {"us-wi-outagamie", 80000},
                                           {"us-wi-rock", 10}}) {
    RECANVASS_CHECK(act(operation, "plan.set", "wec", plan_for(county, ballots, 10)).empty());
  }
  return operation;
}

TEST(SetPlan, AReportOfProgressMovesTheForecast) {
  Operation operation = planned();
  const auto report = [&](const char* when, std::int64_t done) {
    return act(operation, "progress.report", "dane-clerk",
               {{"county", "us-wi-dane"}, {"reported_at", when}, {"done", done}});
  };
  ASSERT_EQ(report("2016-12-10T19:00", 60660), Causes{});
  const base::Json dane = shown(operation, "plan", "", "us-wi-dane")["counties"][0];
  EXPECT_EQ(dane["left"], 12000);
  EXPECT_EQ(dane["finish"], "2016-12-12T19:00");
  EXPECT_EQ(dane["status"], "in time");
  ASSERT_EQ(report("2016-12-11T19:00", 60700), Causes{});
  EXPECT_EQ(shown(operation, "plan")["late"][1]["name"], "Dane");
  EXPECT_EQ(report("2016-12-11T18:59", 70000), Causes{"plan.time"});
  EXPECT_EQ(report("2016-12-12T19:00", 72661), Causes{"plan.done"});
  EXPECT_EQ(report("2016-12-12T19:00", 72660), Causes{});
  EXPECT_EQ(shown(operation, "plan", "", "us-wi-dane")["counties"][0]["finish"],
            "2016-12-12T19:00");
}

TEST(SetPlan, WorkThatIsLeftOutIsWhatTheInputsList) {
  Operation operation = wisconsin();
  base::Json body = plan_for("us-wi-dane", 0, 1);
  body.erase("work");
  EXPECT_EQ(act(operation, "plan.set", "wec", body), Causes{"plan.work"});
  ASSERT_EQ(act(operation, "manifest.add", "dane-clerk",
                {{"county", "us-wi-dane"},
                 {"batches",
                  {{{"batch", "B1"}, {"container", "C"}, {"unit", "W1"}, {"ballots", 120}},
                   {{"batch", "B2"}, {"container", "C"}, {"unit", "W1"}, {"ballots", 60}}}}}),
            Causes{});
  ASSERT_EQ(act(operation, "returns.add", "dane-clerk",
                {{"county", "us-wi-dane"},
                 {"units", {{{"unit", "W1"}, {"name", "Ward 1"}, {"votes", {{"stein", 1}}}}}}}),
            Causes{});
  ASSERT_EQ(act(operation, "plan.set", "wec", body), Causes{});
  EXPECT_EQ(shown(operation, "plan")["counties"][0]["plan"]["work"], 180);
  EXPECT_EQ(shown(operation, "plan")["counties"][0]["finish"], "2016-12-01T12:00");
  body["measure"] = "units";
  ASSERT_EQ(act(operation, "plan.set", "wec", body), Causes{});
  EXPECT_EQ(shown(operation, "plan")["counties"][0]["plan"]["work"], 1);
}

TEST(SetPlan, EachCauseOfRefusal) {
  Operation operation = wisconsin();
  const auto changed = [](const char* name, const base::Json& value) {
    base::Json body = plan_for("us-wi-dane", 10, 1);
    body[name] = value;
    return body;
  };
  for (const auto& [name, value, cause] :
       std::vector<std::tuple<const char*, base::Json, std::string>>{
           {"teams", 0, "plan.range"},
           {"teams", 100001, "plan.range"},
           {"rooms", 0, "plan.range"},
           {"per_team_hour", 0, "plan.range"},
           {"hours_a_day", 0, "plan.range"},
           {"hours_a_day", 25, "plan.range"},
           {"hours_a_day", 16, "plan.hours"},
           {"work", 1'000'000'001, "plan.range"},
           {"county", "us-wi-iron", "county.unknown"},
           {"measure", "boxes", "command.field"}}) {
    EXPECT_EQ(act(operation, "plan.set", "wec", changed(name, value)), Causes{cause}) << name;
  }
  EXPECT_EQ(act(operation, "plan.set", "wec", changed("hours_a_day", 15)), Causes{});
  EXPECT_EQ(act(operation, "plan.set", "dane-clerk", plan_for("us-wi-rock", 1, 1)),
            Causes{"author.county"});
  EXPECT_EQ(act(operation, "progress.report", "wec",
                {{"county", "us-wi-rock"}, {"reported_at", "2016-12-02T19:00"}, {"done", 1}}),
            Causes{"plan.none"});
}

}  // namespace
}  // namespace recanvass::workflow
