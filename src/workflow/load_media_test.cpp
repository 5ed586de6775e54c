#include "workflow/closing.h"
#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command expected(const std::string& medium, const std::string& unit) {
  return command_of("media.expect", "clerk",
                    {{"medium", medium}, {"county", "us-wi-dane"}, {"unit", unit}});
}

Command loaded(const std::string& medium, char content) {
  return command_of(
      "media.load", "clerk",
      {{"medium", medium}, {"county", "us-wi-dane"}, {"sha256", std::string(64, content)}});
}

// B24, R7: Monmouth County 2022 loaded one stick twice.
TEST(LoadMedia, TheSameContentIsRefusedTheSecondTimeUnderAnyLabel) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, loaded("S1", 'a')), Causes{});
  EXPECT_EQ(do_command(operation, loaded("S1", 'a')), Causes{"media.twice"});
  EXPECT_EQ(do_command(operation, loaded("S2", 'a')), Causes{"media.twice"});
  EXPECT_EQ(do_command(operation, loaded("S2", 'b')), Causes{});
}

// B25, R8: Floyd, Fayette, Walton and Douglas counties 2020.
TEST(LoadMedia, WhatWasExpectedAndNeverLoadedIsListedAndLeavesItsUnitOpen) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, expected("S1", "W1")), Causes{});
  ASSERT_EQ(do_command(operation, expected("S2", "W2")), Causes{});
  ASSERT_EQ(do_command(operation, loaded("S1", 'a')), Causes{});
  const base::Json view = fixture::view_by(operation, "media");
  EXPECT_EQ(view["expected"], 2);
  ASSERT_EQ(view["missing"].size(), 1U);
  EXPECT_EQ(view["missing"][0]["medium"], "S2");
  EXPECT_EQ(view["missing"][0]["unit"], "W2");
  ASSERT_EQ(view["findings"].size(), 1U);
  EXPECT_EQ(view["findings"][0]["rule"], "R8");
  EXPECT_EQ(view["findings"][0]["words"],
            "medium S2 was expected and has not been loaded: the unit is open");
}

TEST(LoadMedia, EachCauseOfRefusal) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, expected("S1", "W1")), Causes{});
  EXPECT_EQ(do_command(operation, expected("S1", "W1")), Causes{"media.expected"});
  EXPECT_EQ(do_command(operation, expected("S2", "W9")), Causes{"media.unit"});
  Command machine = expected("S2", "W1");
  machine.body["machine"] = "M9";
  EXPECT_EQ(do_command(operation, machine), Causes{"media.machine"});
  Command county = loaded("S3", 'c');
  county.body["county"] = "us-wi-rock";
  EXPECT_EQ(do_command(operation, county), (Causes{"author.county", "media.county"}));
  Command exchanged = loaded("S1", 'c');
  exchanged.body["unit"] = "W2";
  EXPECT_EQ(do_command(operation, exchanged), Causes{"media.place"});
}

TEST(LoadMedia, AMediumMayBeExpectedBeforeItsUnitHasReturnsAndForAnotherAsLongAsItHasNone) {
  Operation operation = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(operation, expected("S1", "N1")), Causes{});
  EXPECT_EQ(do_command(operation, loaded("S1", 'a')), Causes{"media.unit"}) << "of N1: no returns";
  EXPECT_EQ(fixture::view_by(operation, "media")["missing"][0]["unit"], "N1");
  const auto closing_causes = [&] {
    Causes causes;
    for (const base::Problem& problem : gaps_of_county(operation, "us-wi-dane", Sight::All)) {
      if (problem.cause == "statement.medium") causes.push_back(problem.found);
    }
    return causes;
  };
  EXPECT_EQ(closing_causes(), Causes{"medium S1 of N1, a unit that has no returns here"});
  ASSERT_EQ(do_command(operation, expected("S1", "W1")), Causes{}) << "W1 was meant";
  EXPECT_EQ(closing_causes(), Causes{}) << "W1 is open itself";
  EXPECT_EQ(do_command(operation, expected("S1", "W2")), Causes{"media.expected"});
  EXPECT_EQ(do_command(operation, loaded("S1", 'a')), Causes{});
}

TEST(LoadMedia, EqualTotalsOfTwoMediaAreRedAndShownWhereFiguresMayBe) {
  Operation operation = fixture::operation_judging();
  for (const auto& [medium, content] : {std::pair{"S1", 'a'}, {"S2", 'b'}}) {
    Command command = loaded(medium, content);
    command.body["totals"] = {{"a", 4001}, {"b", 3001}, {"blank", 11}};
    command.body["unit"] = "W1";
    ASSERT_EQ(do_command(operation, command), Causes{});
  }
  const auto rules = [&](const char* viewer) {
    std::vector<std::string> out;
    const base::Json view = fixture::view_by(operation, "media", viewer);
    for (const base::Json& finding : view["findings"]) {
      out.push_back(finding["rule"]);
    }
    return out;
  };
  EXPECT_EQ(rules("wec"), std::vector<std::string>{"R7"});
  EXPECT_TRUE(rules("team-1").empty());
}

}  // namespace
}  // namespace recanvass::workflow
