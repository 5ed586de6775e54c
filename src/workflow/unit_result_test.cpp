#include "workflow/unit_result.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using recount::UnitFate;

TEST(UnitResultTest, AUnitIsOpenWithTheFirstCountUntilItIsSignedOff) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 5, 5);
  UnitResult result = result_of(operation, "W2");
  EXPECT_EQ(result.fate, UnitFate::Open);
  EXPECT_EQ(result.votes.at("a"), 4);
  EXPECT_EQ(result.ballots, 10);
  EXPECT_TRUE(changes_of(operation, "W2").empty());
  fixture::sign_off_unit(operation, "W2");
  result = result_of(operation, "W2");
  EXPECT_EQ(result.fate, UnitFate::Counted);
  EXPECT_EQ(result.source, "hand");
  EXPECT_EQ(result.votes.at("a"), 5);
  EXPECT_EQ(changes_of(operation, "W2"),
            (std::map<std::string, std::int64_t>{{"a", 1}, {"b", -1}}));
}

TEST(UnitResultTest, AnOpenUnitHoldsAtMostTheLargerOfReturnsAndManifest) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(result_of(operation, "W1").ballots, 150);
  operation.commitment.units.at("W1").ballots = 160;
  EXPECT_EQ(result_of(operation, "W1").ballots, 160);
  operation.commitment.units.at("W1").ballots = 140;
  EXPECT_EQ(result_of(operation, "W1").ballots, 150);
}

TEST(UnitResultTest, ACauseHoldsForTheChangeThatItWasGivenForOnly) {
  Operation operation = fixture::operation_counted();
  EXPECT_EQ(cause_of(operation, "W1"), nullptr);
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_NE(cause_of(operation, "W1"), nullptr);
  EXPECT_EQ(cause_of(operation, "W1")->code, "PEN");
  const Command reopen =
      command_of("count.reopen", "clerk", {{"unit", "W1"}, {"reason", "a sheet was found"}});
  ASSERT_EQ(fixture::do_with_second(operation, reopen, "super"), Causes{});
  EXPECT_EQ(cause_of(operation, "W1"), nullptr);
  Command revision = fixture::tally("team-1", "B2", 50, 32, 16);
  revision.body["replaces"] = "RECEIPT0";
  ASSERT_EQ(do_command(operation, revision), Causes{});
  Command third = fixture::tally("super", "B2", 50, 32, 16);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  ASSERT_EQ(do_command(operation, third), Causes{});
  fixture::sign_off_unit(operation, "W1");
  EXPECT_EQ(cause_of(operation, "W1"), nullptr);
}

TEST(UnitResultTest, TotalsAddCountedAndOriginalFigures) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(totals_of(operation, "").at("a"), 94);
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(totals_of(operation, "").at("a"), 95);
  EXPECT_EQ(totals_of(operation, "us-wi-dane").at("b"), 60);
  EXPECT_EQ(totals_of(operation, "us-wi-rock").at("b"), 0);
}

}  // namespace
}  // namespace recanvass::workflow
