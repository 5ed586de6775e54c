#include "workflow/discrepancy_queue.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

std::vector<std::string> ids_for(const Operation& operation, const std::string& viewer) {
  std::vector<std::string> ids;
  const base::Json view = fixture::view_by(operation, "discrepancies", viewer);
  for (const base::Json& row : view["discrepancies"]) {
    ids.push_back(row["discrepancy"]);
  }
  return ids;
}

using Ids = std::vector<std::string>;

TEST(DiscrepancyQueue, OpensByItselfWhereTwoEntriesDifferAndStaysWhenAThirdSettlesThem) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(ids_for(operation, ""), Ids{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 61, 38)), Causes{});
  EXPECT_EQ(ids_for(operation, ""), Ids{"entries:B1"});
  Command third = tally("super", "B1", 100, 60, 38);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "entry-error";
  ASSERT_EQ(do_command(operation, third), Causes{});
  const auto settled = discrepancy_named(operation, "entries:B1");
  ASSERT_TRUE(settled);
  EXPECT_FALSE(settled->holds);
}

TEST(DiscrepancyQueue, ARevisionCannotTakeItOutAgain) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 61, 38)), Causes{});
  Command revision = tally("team-1", "B1", 100, 60, 38);
  revision.body["replaces"] = "RECEIPT0";
  ASSERT_EQ(do_command(operation, revision), Causes{}) << "nobody else has entered it";
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 61, 38)), Causes{});
  revision = tally("team-2", "B1", 100, 60, 38);
  revision.body["replaces"] = "RECEIPT0";
  EXPECT_EQ(do_command(operation, revision), Causes{"tally.differs"});
  EXPECT_EQ(ids_for(operation, "wec"), Ids{"entries:B1"});
}

TEST(DiscrepancyQueue, NobodyWhoEnteredSeesTheOthersFigures) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("super", "B1", 100, 61, 38)), Causes{});
  for (const auto& [id, account] : operation.people.accounts) {
    const base::Json rows = fixture::view_by(operation, "discrepancies", id)["discrepancies"];
    const bool may = id == "wec" || id == "wec2" || id == "clerk" || id.starts_with("board-");
    EXPECT_EQ(rows[0]["figures"].is_null(), !may) << id;
  }
  EXPECT_TRUE(fixture::view_by(operation, "discrepancies")["discrepancies"][0]["figures"].is_null())
      << "the public";
}

TEST(DiscrepancyQueue, AUnitThatDiffersFromWhatWasReportedIsInItAfterSignOff) {
  Operation operation = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 5, 5)), Causes{});
  }
  EXPECT_EQ(ids_for(operation, "wec"), Ids{"reported:W2"}) << "state officers at any time";
  EXPECT_EQ(ids_for(operation, "clerk"), Ids{});
  EXPECT_EQ(ids_for(operation, ""), Ids{});
  ASSERT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W2"}})),
            Causes{});
  EXPECT_EQ(ids_for(operation, "clerk"), Ids{"reported:W2"});
  EXPECT_EQ(ids_for(operation, ""), Ids{}) << "W1 is open";
  const base::Json row = fixture::view_by(operation, "discrepancies", "clerk")["discrepancies"][0];
  EXPECT_EQ(row["figures"][0],
            base::Json({{"name", "a"}, {"reported", 4}, {"agreed", 5}, {"difference", 1}}));
}

TEST(DiscrepancyQueue, ARulingThatRestoresTheReportedFiguresTakesTheUnitOut) {
  Operation operation = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 5, 5)), Causes{});
  }
  ASSERT_EQ(do_command(operation, fixture::challenge("1", "B3", 2, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("1", "sustained", {"b"})), Causes{});
  EXPECT_EQ(ids_for(operation, "wec"), Ids{});
}

TEST(DiscrepancyQueue, AnOpenIncidentIsInItUntilItIsResolved) {
  Operation operation = fixture::operation_judging();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W1"},
                                              {"container", "C2"},
                                              {"ballots", 1},
                                              {"reason", "found"}})),
            Causes{});
  EXPECT_EQ(ids_for(operation, ""), Ids{"incident:" + std::to_string(position)});
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", position}, {"words", "counted"}})),
            Causes{});
  EXPECT_EQ(ids_for(operation, ""), Ids{});
}

TEST(DiscrepancyQueue, FiguresAndWordsOfAHandOpenedOneAreHiddenWhereReportedFiguresAre) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, command_of("discrepancy.open", "clerk",
                                             {{"discrepancy", "D1"},
                                              {"what", "machine"},
                                              {"county", "us-wi-dane"},
                                              {"unit", "W1"},
                                              {"values", {{"tape", 4711}}},
                                              {"words", "the tape says 4711"}})),
            Causes{});
  EXPECT_EQ(fixture::view_by(operation, "discrepancies", "team-1").dump().find("4711"),
            std::string::npos);
  EXPECT_EQ(ids_for(operation, "team-1"), Ids{"D1"}) << "that it exists is no secret";
  EXPECT_NE(fixture::view_by(operation, "discrepancies", "wec").dump().find("4711"),
            std::string::npos);
}

TEST(DiscrepancyQueue, ExhibitsThatATallyCannotHoldAreInIt) {
  Operation operation = fixture::operation_judging();
  for (const int place : {1, 2}) {
    ASSERT_EQ(do_command(operation, fixture::challenge(std::to_string(place), "B3", place, {"a"})),
              Causes{});
  }
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 1, 9)), Causes{});
  }
  EXPECT_EQ(ids_for(operation, "clerk"), Ids{"exhibits:B3"});
  const auto found = discrepancy_named(operation, "exhibits:B3");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->figures.size(), 1U);
  EXPECT_EQ(found->figures[0].first, 1);
  EXPECT_EQ(found->figures[0].second, 2);
}

TEST(DiscrepancyQueue, IdsThatAreNotOfItsKindsNameNothing) {
  const Operation operation = fixture::operation_judging();
  for (const char* id : {"entries:", "entries:B1", "reported:W9", "incident:x", "incident:3x",
                         "paper:M1", "paper:M1/2016-11-08", "by-hand:D1", "D1", ""}) {
    EXPECT_FALSE(discrepancy_named(operation, id)) << id;
  }
}

}  // namespace
}  // namespace recanvass::workflow
