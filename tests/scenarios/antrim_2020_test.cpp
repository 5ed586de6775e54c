// G6: Antrim County, Michigan, November 2020: memory cards with an outdated definition, found by
// reconciliation, through `submit`. Published or computed: 16 precincts with 16,044 ballots, 9,748
// and 5,960 votes, 15,969 for all candidates; the totals of the second version and of the hand
// count, the doubled ballots of Custer and Echo, what the third version took away in four places.
// From memory: the first version's 7,769 to 4,509. Synthetic, because no file is at hand: how the
// county's figures are spread over its precincts, their registers, which cards were outdated.
#include "tests/scenarios/story.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

namespace recanvass::story {
namespace {

struct Precinct {
  const char* unit;
  std::int64_t trump;  // as counted in the end on the machines
  std::int64_t biden;
  std::int64_t others;
  std::int64_t ballots;
  bool is_outdated;         // its card in the first version
  std::int64_t trump_less;  // what the third version took away
  std::int64_t biden_less;
  std::int64_t trump_hand;  // what the hand count added
  std::int64_t biden_hand;
};

const std::vector<Precinct>& precincts() {
  static const std::vector<Precinct> all = {{"custer", 521, 240, 8, 776, true, 11, 523, 2, 0},
                                            {"echo", 392, 198, 8, 602, true, 8, 392, 0, 0},
                                            {"elk-rapids", 405, 281, 18, 709, true, 14, 414, 0, 0},
                                            {"central-lake", 906, 565, 22, 1498, false, 2, 0, 0, 0},
                                            {"banks", 660, 530, 16, 1211, true, 0, 0, 1, -1},
                                            {"chestonia", 240, 120, 5, 370, true, 0, 0, 0, 0},
                                            {"helena", 460, 300, 7, 772, true, 0, 0, 0, 0},
                                            {"jordan", 420, 260, 11, 696, true, 0, 0, 0, 0},
                                            {"mancelona-1", 780, 520, 21, 1326, true, 0, 0, 0, 0},
                                            {"mancelona-2", 520, 390, 14, 929, true, 0, 0, 0, 0},
                                            {"star", 460, 330, 12, 806, true, 0, 0, 5, 0},
                                            {"warner", 514, 394, 13, 925, true, 0, 0, 0, 0},
                                            {"forest-home", 800, 450, 25, 1279, false, 0, 0, 0, 0},
                                            {"kearney", 740, 330, 19, 1093, false, 0, 0, 0, 0},
                                            {"milton", 1150, 600, 34, 1788, false, 0, 0, 3, 0},
                                            {"torch-lake", 780, 452, 28, 1264, false, 0, 0, 0, 0}};
  return all;
}

bool is_doubled(const Precinct& precinct) { return precinct.biden_less > 0; }

base::Json names_and_votes(std::int64_t biden, std::int64_t trump, std::int64_t others) {
  return {{"biden", biden}, {"trump", trump}, {"others", others}};
}

base::Json tape_of(const base::Json& votes) {
  base::Json lines = base::Json::array();
  for (const char* choice : {"biden", "trump", "others"}) {
    lines.push_back({{"choice", choice}, {"votes", votes[choice]}});
  }
  return lines;
}

// With an outdated card each name of the results has the votes of the position after it; the tape
// that the precinct signed is right.
base::Json first_version(const Precinct& precinct) {
  const base::Json votes = names_and_votes(precinct.biden, precinct.trump, precinct.others);
  return {
      {"unit", precinct.unit},
      {"name", precinct.unit},
      {"ballots", precinct.ballots},
      {"registered", precinct.ballots * 4 / 3},
      {"votes", precinct.is_outdated ? names_and_votes(precinct.trump, precinct.others, 0) : votes},
      {"tape", tape_of(votes)}};
}

base::Json later_version(const Precinct& precinct, const base::Json& votes, std::int64_t ballots) {
  return {
      {"unit", precinct.unit}, {"ballots", ballots}, {"votes", votes}, {"tape", tape_of(votes)}};
}

base::Json second_version(const Precinct& precinct) {
  const base::Json votes = names_and_votes(precinct.biden + precinct.biden_less,
                                           precinct.trump + precinct.trump_less, precinct.others);
  return later_version(precinct, votes, precinct.ballots * (is_doubled(precinct) ? 2 : 1));
}

base::Json third_version(const Precinct& precinct) {
  return later_version(precinct, names_and_votes(precinct.biden, precinct.trump, precinct.others),
                       precinct.ballots);
}

base::Json hand_count(const Precinct& precinct) {
  const base::Json votes = names_and_votes(precinct.biden + precinct.biden_hand,
                                           precinct.trump + precinct.trump_hand, precinct.others);
  return later_version(precinct, votes, precinct.ballots);
}

class Antrim2020 : public testing::Test {
 protected:
  void SetUp() override {
    story_.now("2020-11-04T15:00:00Z");
    story_.say("state", "operation.open",
               {{"origin", "elections.example/mi-2020-antrim"},
                {"name", "President, Antrim County, November 2020"},
                {"election", "us-2020-president"},
                {"jurisdiction", "us-mi"},
                {"contest", "president"},
                {"vote_for", 1},
                {"choices",
                 {{{"id", "biden"}, {"name", "Joseph R. Biden"}},
                  {{"id", "trump"}, {"name", "Donald J. Trump"}},
                  {{"id", "others"}, {"name", "All others"}}}},
                {"counties", {{{"id", "antrim"}, {"name", "Antrim"}}}},
                {"policy", "us-mi-2020"},
                {"law_day", "2020-11-03"},
                {"officer_name", "State officer 1"},
                {"officer_key", story_.make_key("state")}});
    story_.add_person("clerk", "county-officer", "antrim");
    story_.submit_all_accepted();
    base::Json expected = base::Json::array();
    for (const Precinct& precinct : precincts()) {
      expected.push_back({{"unit", precinct.unit},
                          {"votes", {{"trump", precinct.trump}, {"biden", precinct.biden}}}});
    }
    story_.say("clerk", "expectation.add",
               {{"source", "synthetic, in place of 2016's returns"},
                {"county", "antrim"},
                {"units", expected}});
    story_.submit_all_accepted();
    give("v1", "2020-11-04", first_version, "");
  }

  void give(const std::string& label, const std::string& day,
            base::Json (*figures)(const Precinct&), const std::string& cause) {
    base::Json units = base::Json::array();
    for (const Precinct& precinct : precincts()) units.push_back(figures(precinct));
    base::Json body = {{"county", "antrim"},
                       {"label", label},
                       {"known_on", day},
                       {"source", "the county clerk"},
                       {"units", units}};
    if (!cause.empty()) {
      body["cause"] = cause;
      body["words"] = "as announced on " + day;
      body["minute"] = "announcement of " + day;
    }
    story_.say("clerk", "result.version", body);
    story_.submit_all_accepted();
  }

  /// The versions of every unit.
  std::map<std::string, base::Json> versions() {
    std::map<std::string, base::Json> by_unit;
    for (const Precinct& precinct : precincts()) {
      const base::Json view = story_.show("history", "state", {"--unit", precinct.unit});
      by_unit[precinct.unit] = view["units"][0]["versions"];
    }
    return by_unit;
  }

  /// Units whose version at `place` has the rule red.
  static std::set<std::string> red(const std::map<std::string, base::Json>& by_unit,
                                   std::size_t place, const std::string& rule) {
    std::set<std::string> units;
    for (const auto& [unit, versions] : by_unit) {
      for (const base::Json& found : versions[place]["red"]) {
        if (found["rule"] == rule) units.insert(unit);
      }
    }
    return units;
  }

  static std::int64_t total(const std::map<std::string, base::Json>& by_unit, std::size_t place,
                            const std::string& choice) {
    std::int64_t sum = 0;
    for (const auto& [unit, versions] : by_unit) {
      sum += versions[place]["votes"][choice].get<std::int64_t>();
    }
    return sum;
  }

  // One view, and in it what each version was and why it changed.
  void expect_four_versions() {
    std::map<std::string, base::Json> by_unit;
    int beyond_three = 0;
    const base::Json view = story_.show("history", "state");
    for (const base::Json& unit : view["units"]) {
      const base::Json& list = by_unit[unit["unit"].get<std::string>()] = unit["versions"];
      ASSERT_EQ(list.size(), 4U);
      EXPECT_TRUE(list[2]["red"].empty());
      EXPECT_EQ(list[3]["cause"]["code"], "HAND_COUNT");
      for (const auto& [choice, net] : list[3]["changes"].items()) {
        beyond_three += std::abs(net.get<std::int64_t>()) > 3 ? 1 : 0;
      }
    }
    ASSERT_EQ(by_unit.size(), 16U);
    EXPECT_EQ(beyond_three, 1);
    EXPECT_EQ(total(by_unit, 2, "trump"), 9'748);
    EXPECT_EQ(total(by_unit, 2, "biden"), 5'960);
    EXPECT_EQ(total(by_unit, 3, "trump"), 9'759);
    EXPECT_EQ(total(by_unit, 3, "biden"), 5'959);
    EXPECT_EQ(by_unit["custer"][2]["changes"], (base::Json{{"biden", -523}, {"trump", -11}}));
    EXPECT_EQ(by_unit["echo"][2]["changes"], (base::Json{{"biden", -392}, {"trump", -8}}));
    EXPECT_EQ(by_unit["elk-rapids"][2]["changes"], (base::Json{{"biden", -414}, {"trump", -14}}));
    EXPECT_EQ(by_unit["central-lake"][2]["changes"], (base::Json{{"trump", -2}}));
    EXPECT_EQ(by_unit["custer"][1]["cause"]["code"], "UPLOAD");
    EXPECT_EQ(by_unit["custer"][2]["cause"]["minute"], "canvass of 21 November");
    EXPECT_TRUE(by_unit["custer"][0]["cause"].is_null());
  }

  Answered release(const std::string& unit) {
    return story_.ask("clerk", "result.publish", {{"county", "antrim"}, {"units", {unit}}});
  }

  static std::set<std::string> units_where(bool (*is_meant)(const Precinct&)) {
    std::set<std::string> units;
    for (const Precinct& precinct : precincts()) {
      if (is_meant(precinct)) units.insert(precinct.unit);
    }
    return units;
  }

  Story story_{"state"};
};

TEST_F(Antrim2020, TheFirstVersionIsHeldWhereTapeAndResultsDisagree) {
  const auto by_unit = versions();
  EXPECT_EQ(total(by_unit, 0, "biden"), 7'769);
  EXPECT_EQ(total(by_unit, 0, "trump"), 4'509);
  const auto outdated = units_where([](const Precinct& precinct) { return precinct.is_outdated; });
  EXPECT_EQ(outdated.size(), 11U);
  EXPECT_EQ(red(by_unit, 0, "R6"), outdated);
  EXPECT_EQ(red(by_unit, 0, "R9"),
            (std::set<std::string>{"custer", "echo", "chestonia", "helena"}));
  for (const Precinct& precinct : precincts()) {
    EXPECT_EQ(release(precinct.unit).status, precinct.is_outdated ? "refused" : "accepted")
        << precinct.unit;
  }
  for (const char* unit : {"custer", "echo", "chestonia", "helena"}) {
    const Answered held = release(unit);
    EXPECT_EQ(held.causes, (std::vector<std::string>{"publish.held", "publish.held"})) << unit;
    EXPECT_NE(held.problems.find("R9 is red"), std::string::npos) << held.problems;
    EXPECT_TRUE(
        story_.show("history", "state", {"--unit", unit})["units"][0]["published"].is_null());
  }
  EXPECT_EQ(release("star").causes, std::vector<std::string>{"publish.held"}) << "R6 alone";
  const base::Json held_alone = story_.show("history", "state");
  EXPECT_EQ(held_alone["units"].size(), 11U) << "each that is held, with its one version";
  const Answered whole = story_.ask("clerk", "result.publish", {{"county", "antrim"}});
  EXPECT_EQ(whole.status, "refused") << "one precinct that is held holds the county";
}

TEST_F(Antrim2020, TheSecondVersionHasThreePlacesTwice) {
  give("v2", "2020-11-05", second_version, "UPLOAD");
  const auto by_unit = versions();
  EXPECT_EQ(total(by_unit, 1, "trump"), 9'783);
  EXPECT_EQ(total(by_unit, 1, "biden"), 7'289);
  const auto doubled = units_where(is_doubled);
  EXPECT_EQ(doubled, (std::set<std::string>{"custer", "echo", "elk-rapids"}));
  EXPECT_EQ(red(by_unit, 1, "R10"), doubled);
  EXPECT_EQ(red(by_unit, 1, "R2"), doubled);
  for (const std::string& unit : doubled) {
    EXPECT_EQ(release(unit).status, "refused") << unit;
    const base::Json view = story_.show("reconciliation", "state", {"--unit", unit});
    EXPECT_EQ(view["units"][0]["state"], "impossible, under review") << unit;
  }
  const std::string custer = by_unit.at("custer").dump();
  EXPECT_NE(custer.find("ballots 1,552, ballots before 776: 776 more; exactly twice"),
            std::string::npos);
  const std::string echo = by_unit.at("echo").dump();
  EXPECT_NE(echo.find("ballots 1,204, ballots before 602"), std::string::npos);
}

TEST_F(Antrim2020, AVersionWithoutACauseIsHeldAndFourVersionsStandOnOneScreen) {
  give("v2", "2020-11-05", second_version, "UPLOAD");
  give("v3", "2020-11-21", third_version, "");
  const auto changed =
      units_where([](const Precinct& precinct) { return precinct.trump_less != 0; });
  EXPECT_EQ(changed.size(), 4U);
  EXPECT_EQ(red(versions(), 2, "R11"), changed);
  EXPECT_EQ(release("custer").causes, std::vector<std::string>{"publish.held"});
  for (const std::string& unit : changed) {
    story_.say("clerk", "cause.assign",
               {{"unit", unit},
                {"version", "v3"},
                {"cause", "UPLOAD"},
                {"words", "the earlier cards were loaded beside the later ones"},
                {"minute", "canvass of 21 November"}});
  }
  story_.submit_all_accepted();
  EXPECT_EQ(story_.ask("clerk", "result.publish", {{"county", "antrim"}}).status, "accepted");
  give("v4", "2020-12-17", hand_count, "HAND_COUNT");
  expect_four_versions();
}

TEST_F(Antrim2020, WhatNobodySignedOffYetHasNoFiguresForThePublicButItsCauses) {
  give("v2", "2020-11-05", second_version, "UPLOAD");
  const base::Json view = story_.show("history", "", {"--unit", "custer"});
  EXPECT_TRUE(view["units"][0]["versions"][1]["votes"].is_null());
  EXPECT_EQ(view["units"][0]["versions"][1]["cause"]["code"], "UPLOAD");
}

}  // namespace
}  // namespace recanvass::story
