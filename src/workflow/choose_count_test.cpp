#include "workflow/account_of_ballots.h"
#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"
#include "workflow/unit_result.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;

Command choose_w2(const std::string& which) {
  return command_of("count.choose", "clerk",
                    {{"unit", "W2"}, {"count", which}, {"reason", "the paper decides"}});
}

Command close_w2() { return command_of("count.sign-off", "clerk", {{"unit", "W2"}}); }

// W2: its tape has 5 and 5 of 10 ballots.
Operation taped_operation(const std::string& how) {
  Operation operation = fixture::operation_ready();
  RECANVASS_CHECK(do_command(operation, command_of("method.set", "wec",
                                                   {{"method", how},
                                                    {"extent", "whole"},
                                                    {"decided_by", "board"},
                                                    {"words", "as decided"}}))
                      .empty());
  const base::Json tape = {{{"choice", "a"}, {"votes", 5}}, {{"choice", "b"}, {"votes", 5}}};
  RECANVASS_CHECK(
      do_with_second(
          operation,
          command_of("result.machine", "clerk",
                     {{"unit", "W2"}, {"tape", tape}, {"ballots", 10}, {"blank", 0}, {"over", 0}}),
          "super")
          .empty());
  return operation;
}

TEST(ChooseCountTest, TwoCountsThatDifferAreNotClosedBeforeTwoPersonsChose) {
  for (const std::string which : {"hand", "machine"}) {
    Operation operation = taped_operation("mixed");
    fixture::count_batch(operation, "B3", 10, 4, 6);
    EXPECT_EQ(do_command(operation, close_w2()), Causes{"count.two-counts"});
    ASSERT_EQ(do_with_second(operation, choose_w2(which), "super"), Causes{});
    EXPECT_EQ(do_command(operation, close_w2()), Causes{}) << which;
    const UnitResult result = result_of(operation, "W2");
    EXPECT_EQ(result.source, which);
    EXPECT_EQ(result.votes.at("b"), which == "hand" ? 6 : 5);
    const auto account = account_of_ballots(operation, "");
    const auto how =
        which == "hand" ? recount::CountedHow::HandOverTape : recount::CountedHow::TapeOverHand;
    ASSERT_TRUE(account.lines.contains(how));
    EXPECT_EQ(account.lines.at(how).ballots.value(), 10);
    EXPECT_TRUE(account.unaccounted.empty());
  }
}

TEST(ChooseCountTest, OnePersonDoesNotChooseAndAnotherTapeUndoesTheChoice) {
  Operation operation = taped_operation("mixed");
  fixture::count_batch(operation, "B3", 10, 4, 6);
  EXPECT_EQ(do_with_second(operation, choose_w2("hand"), "clerk"), Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, close_w2()), Causes{"count.two-counts"});
  ASSERT_EQ(do_with_second(operation, choose_w2("hand"), "super"), Causes{});
  const base::Json tape = {{{"choice", "a"}, {"votes", 4}}, {{"choice", "b"}, {"votes", 6}}};
  ASSERT_EQ(
      do_with_second(
          operation,
          command_of("result.machine", "clerk",
                     {{"unit", "W2"}, {"tape", tape}, {"ballots", 10}, {"blank", 0}, {"over", 0}}),
          "super"),
      Causes{});
  EXPECT_EQ(chosen_count(operation, "W2"), nullptr);
  EXPECT_EQ(do_command(operation, close_w2()), Causes{}) << "both say the same now";
  EXPECT_EQ(result_of(operation, "W2").source, "machine");
}

// Florida counts over- and undervotes by hand: fifteen ballots are not the ward.
TEST(ChooseCountTest, AHandCountOfAPartOfTheBallotsDoesNotTakeTheTapesPlace) {
  Operation operation = taped_operation("machine");
  operation.opening.orders.methods.back().method = "hand";  // as the law's later stage has it
  for (const char* team : {"team-1", "team-2"}) {
    Command part = fixture::tally(team, "B3", 3, 1, 2);
    part.body["reason"] = "other";
    part.body["words"] = "only ballots without a vote";
    ASSERT_EQ(do_command(operation, part), Causes{});
  }
  EXPECT_EQ(do_command(operation, close_w2()), Causes{"count.two-counts"});
  EXPECT_EQ(do_command(operation, choose_w2("machine")), Causes{"choose.method"});
  ASSERT_EQ(do_with_second(operation, choose_w2("hand"), "super"), Causes{});
  EXPECT_EQ(do_command(operation, close_w2()), Causes{}) << "seven are missing, as two persons say";
  EXPECT_TRUE(account_of_ballots(operation, "").lines.contains(recount::CountedHow::HandOverTape));
}

TEST(ChooseCountTest, AHandCountOfAsManyBallotsTakesTheTapesPlaceByTheLaw) {
  Operation operation = taped_operation("machine");
  operation.opening.orders.methods.back().method = "hand";
  fixture::count_batch(operation, "B3", 10, 4, 6);
  EXPECT_EQ(do_command(operation, close_w2()), Causes{});
  EXPECT_EQ(result_of(operation, "W2").votes.at("b"), 6);
}

TEST(ChooseCountTest, WhereThereIsNothingToChooseItIsRefused) {
  Operation machine = taped_operation("machine");
  EXPECT_EQ(do_command(machine, choose_w2("hand")), (Causes{"choose.method", "choose.one-count"}));
  Operation mixed = taped_operation("mixed");
  EXPECT_EQ(do_command(mixed, choose_w2("hand")), Causes{"choose.one-count"});
  ASSERT_EQ(do_command(mixed, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  EXPECT_EQ(do_command(mixed, choose_w2("hand")), Causes{"choose.one-count"}) << "one entry of two";
  EXPECT_EQ(do_command(mixed, close_w2()), Causes{"count.two-counts"});
  Operation closed = taped_operation("mixed");
  ASSERT_EQ(do_command(closed, close_w2()), Causes{});
  EXPECT_EQ(do_command(closed, choose_w2("machine")),
            (Causes{"count.signed-off", "choose.one-count"}));
}

}  // namespace
}  // namespace recanvass::workflow
