// Antrim County, Michigan, November 2020, through commands: four versions, each with its cause.
// Published or computed: totals of v2 to v4, the doubled ballots of Custer and Echo, the changes of
// v3. From memory: v1's 7,769 to 4,509. Synthetic: the townships' own splits, their registers, Elk
// Rapids' ballots, the rest of the county as one unit, and how v1's difference is spread.
#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

struct Township {
  std::string unit;
  std::int64_t ballots = 0;
  std::int64_t registered = 0;
  std::int64_t trump = 0;  // v3, which equals the published precinct file
  std::int64_t biden = 0;
  std::int64_t trump_less = 0;  // v2 less v3
  std::int64_t biden_less = 0;
  std::int64_t trump_hand = 0;  // v4 less v3
  std::int64_t biden_hand = 0;
};

const std::vector<Township>& townships() {
  static const std::vector<Township> all = {{"custer", 776, 1100, 521, 240, 11, 523, 3, 0},
                                            {"echo", 602, 800, 392, 198, 8, 392, 0, -1},
                                            {"elk-rapids", 700, 900, 405, 281, 14, 414, 2, 0},
                                            {"central-lake", 1500, 1900, 906, 565, 2, 0, 0, 0},
                                            {"other", 12466, 16000, 7524, 4676, 0, 0, 6, 0}};
  return all;
}

bool is_doubled(const Township& township) { return township.biden_less > 0; }

Command opening_of_antrim() {
  Command command = fixture::opening();
  command.body["policy"] = "us-mi-2020";
  command.body["jurisdiction"] = "us-mi";
  command.body["choices"] = {{{"id", "biden"}, {"name", "Biden"}},
                             {{"id", "trump"}, {"name", "Trump"}},
                             {{"id", "jorgensen"}, {"name", "Jorgensen"}}};
  command.body["counties"] = {{{"id", "us-wi-dane"}, {"name", "Antrim"}}};
  return command;
}

Command version(const std::string& label, const std::string& day, const base::Json& units,
                const std::string& cause) {
  Command command = command_of("result.version", "clerk",
                               {{"county", "us-wi-dane"},
                                {"label", label},
                                {"known_on", day},
                                {"source", "the county's page"},
                                {"units", units}});
  if (!cause.empty()) {
    command.body["cause"] = cause;
    command.body["words"] = "as announced";
    command.body["minute"] = "announcement of " + day;
  }
  return command;
}

// In v1 each name of the results system has the votes of the position after it.
base::Json units_v1() {
  base::Json units = base::Json::array();
  for (const Township& township : townships()) {
    const std::int64_t other = 8;
    const bool wrong = township.unit != "other";
    units.push_back({{"unit", township.unit},
                     {"ballots", township.ballots},
                     {"registered", township.registered},
                     {"votes",
                      {{"biden", wrong ? township.trump : township.biden},
                       {"trump", wrong ? other : township.trump},
                       {"jorgensen", wrong ? 0 : other}}},
                     {"tape",
                      {{{"choice", "biden"}, {"votes", township.biden}},
                       {{"choice", "trump"}, {"votes", township.trump}},
                       {{"choice", "jorgensen"}, {"votes", other}}}}});
  }
  return units;
}

base::Json units_v2() {
  base::Json units = base::Json::array();
  for (const Township& township : townships()) {
    const std::int64_t trump = township.trump + township.trump_less;
    const std::int64_t biden = township.biden + township.biden_less;
    units.push_back({{"unit", township.unit},
                     {"ballots", is_doubled(township) ? township.ballots * 2 : township.ballots},
                     {"votes", {{"biden", biden}, {"trump", trump}, {"jorgensen", 8}}},
                     {"tape",
                      {{{"choice", "biden"}, {"votes", biden}},
                       {{"choice", "trump"}, {"votes", trump}},
                       {{"choice", "jorgensen"}, {"votes", 8}}}}});
  }
  return units;
}

base::Json units_later(bool by_hand) {
  base::Json units = base::Json::array();
  for (const Township& township : townships()) {
    const std::int64_t trump = township.trump + (by_hand ? township.trump_hand : 0);
    const std::int64_t biden = township.biden + (by_hand ? township.biden_hand : 0);
    units.push_back({{"unit", township.unit},
                     {"ballots", township.ballots},
                     {"votes", {{"biden", biden}, {"trump", trump}, {"jorgensen", 8}}},
                     {"tape",
                      {{{"choice", "biden"}, {"votes", biden}},
                       {{"choice", "trump"}, {"votes", trump}},
                       {{"choice", "jorgensen"}, {"votes", 8}}}}});
  }
  return units;
}

Operation antrim_v1() {
  Operation operation = empty_operation(fixture::no_law());
  RECANVASS_CHECK(do_command(operation, opening_of_antrim()).empty());
  RECANVASS_CHECK(
      do_command(operation, fixture::county_account("clerk", "county-officer", 2)).empty());
  RECANVASS_CHECK(do_command(operation, version("v1", "2020-11-04", units_v1(), "")).empty());
  return operation;
}

void expect_from_2016(Operation& operation) {
  base::Json units = base::Json::array();
  for (const Township& township : townships()) {
    units.push_back({{"unit", township.unit}, {"votes", {{"trump", township.trump}}}});
  }
  ASSERT_EQ(do_command(operation, command_of("expectation.add", "clerk",
                                             {{"source", "as if 2016"}, {"units", units}})),
            Causes{});
}

Command release(const std::vector<std::string>& units) {
  return command_of("result.publish", "clerk", {{"county", "us-wi-dane"}, {"units", units}});
}

std::set<std::string> red_of(const Operation& operation, const std::string& unit,
                             std::size_t place) {
  std::set<std::string> rules;
  const base::Json view = fixture::officers_view(operation, "history", unit);
  for (const base::Json& red : view["units"][0]["versions"][place]["red"]) {
    rules.insert(red["rule"].get<std::string>());
  }
  return rules;
}

std::int64_t total_of(const Operation& operation, const std::string& choice, std::size_t place) {
  std::int64_t sum = 0;
  for (const auto& [unit, versions] : operation.reconciling.versions) {
    sum += versions.at(place).votes.at(choice);
  }
  return sum;
}

TEST(ShowHistory, OnTheFirstDayTapesAndResultsDisagreeAndNothingIsReleased) {
  Operation operation = antrim_v1();
  expect_from_2016(operation);
  EXPECT_EQ(red_of(operation, "custer", 0), (std::set<std::string>{"R6", "R9"}));
  EXPECT_EQ(red_of(operation, "other", 0), std::set<std::string>{});
  EXPECT_EQ(do_command(operation, release({"custer"})), (Causes{"publish.held", "publish.held"}));
  EXPECT_EQ(do_command(operation, release({"other"})), Causes{});
}

TEST(ShowHistory, OnTheSecondDayThreeTownshipsHaveTwiceTheirBallotsAndAreHeld) {
  Operation operation = antrim_v1();
  ASSERT_EQ(do_command(operation, version("v2", "2020-11-05", units_v2(), "UPLOAD")), Causes{});
  EXPECT_EQ(total_of(operation, "trump", 1), 9'783);
  EXPECT_EQ(total_of(operation, "biden", 1), 7'289);
  for (const Township& township : townships()) {
    const std::set<std::string> wanted =
        is_doubled(township) ? std::set<std::string>{"R2", "R10"} : std::set<std::string>{};
    EXPECT_EQ(red_of(operation, township.unit, 1), wanted) << township.unit;
    EXPECT_EQ(do_command(operation, release({township.unit})).empty(), !is_doubled(township));
  }
  const base::Json view = fixture::officers_view(operation, "reconciliation", "custer");
  EXPECT_EQ(view["units"][0]["state"], "impossible, under review");
}

TEST(ShowHistory, FourVersionsWithTheirCausesStandOnOneScreen) {
  Operation operation = antrim_v1();
  ASSERT_EQ(do_command(operation, version("v2", "2020-11-05", units_v2(), "UPLOAD")), Causes{});
  ASSERT_EQ(do_command(operation, version("v3", "2020-11-21", units_later(false), "")), Causes{});
  EXPECT_EQ(red_of(operation, "custer", 2), std::set<std::string>{"R11"});
  EXPECT_EQ(do_command(operation, release({"custer"})), Causes{"publish.held"});
  Command cause = fixture::cause_for("custer", "UPLOAD");
  cause.body["version"] = "v9";
  EXPECT_EQ(do_command(operation, cause), Causes{"cause.version"});
  cause.body["version"] = "v3";
  ASSERT_EQ(do_command(operation, cause), Causes{});
  EXPECT_EQ(red_of(operation, "custer", 2), std::set<std::string>{});
  EXPECT_EQ(do_command(operation, release({"custer"})), Causes{});
  ASSERT_EQ(do_command(operation, version("v4", "2020-12-17", units_later(true), "HAND_COUNT")),
            Causes{});
  EXPECT_EQ(total_of(operation, "trump", 2), 9'748);
  EXPECT_EQ(total_of(operation, "biden", 2), 5'960);
  EXPECT_EQ(total_of(operation, "trump", 3), 9'759);
  EXPECT_EQ(total_of(operation, "biden", 3), 5'959);
  const base::Json view = fixture::officers_view(operation, "history");
  ASSERT_EQ(view["units"].size(), 5U);
  const base::Json& custer = view["units"][1];
  EXPECT_EQ(custer["unit"], "custer");
  ASSERT_EQ(custer["versions"].size(), 4U);
  EXPECT_EQ(custer["versions"][1]["cause"]["code"], "UPLOAD");
  EXPECT_EQ(custer["versions"][2]["changes"]["biden"], -523);
  EXPECT_EQ(custer["versions"][2]["changes"]["trump"], -11);
  EXPECT_EQ(custer["versions"][3]["cause"]["minute"], "announcement of 2020-12-17");
}

TEST(ShowHistory, TheFiguresOfAVersionWaitForTheSignOffTheCausesDoNot) {
  Operation operation = antrim_v1();
  ASSERT_EQ(do_command(operation, version("v2", "2020-11-05", units_v2(), "UPLOAD")), Causes{});
  const base::Json view = fixture::view_of(operation, "history");
  const base::Json& custer = view["units"][1]["versions"][1];
  EXPECT_TRUE(custer["votes"].is_null());
  EXPECT_TRUE(custer["ballots"].is_null());
  EXPECT_EQ(custer["cause"]["code"], "UPLOAD");
}

}  // namespace
}  // namespace recanvass::workflow
