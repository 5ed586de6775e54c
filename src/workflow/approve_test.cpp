#include "workflow/deciding_fixture.h"
#include "workflow/use_case_list.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::account;
using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::key_text;
using fixture::no_law;
using fixture::opening;

TEST(ApproveTest, AnActOfTwoWaitsForAnotherPersonAndThenTakesEffect) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(do_command(operation, account("wec2", "state-officer", 2)), Causes{});
  const auto before = operation.people.accounts.at("wec").key;
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(
      do_command(
          operation,
          command_of("key.rotate", "wec",
                     {{"account", "wec"}, {"public_key", key_text(9)}, {"reason", "lost token"}})),
      Causes{});
  EXPECT_EQ(operation.people.accounts.at("wec").key, before);
  const base::Json entry = {{"entry", position}};
  EXPECT_EQ(do_command(operation, command_of("approve", "wec", entry)),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", entry)), Causes{});
  EXPECT_NE(operation.people.accounts.at("wec").key, before);
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", entry)), Causes{"approve.nothing"});
}

// Whoever approves could have done the act there: a county's board does not certify a state.
TEST(ApproveTest, TheSecondPersonActsForTheSamePlace) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(
      fixture::add_person(operation, fixture::county_account("dane-board", "board-member", 30)),
      Causes{});
  ASSERT_EQ(fixture::add_person(operation, account("board", "board-member", 31)), Causes{});
  Command certificate = fixture::certificate();
  certificate.author = "dane-board";
  EXPECT_EQ(do_command(operation, certificate), Causes{"author.county"});
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, fixture::certificate()), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "dane-board", entry)),
            Causes{"author.county"});
  EXPECT_EQ(do_command(operation, command_of("approve", "board", entry)), Causes{});
}

TEST(ApproveTest, TwoAccountsOfOneNameAreNotTwoPersons) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  Command twin = account("wec2", "state-officer", 2);
  twin.body["name"] = "State officer 1, deputy";
  ASSERT_EQ(do_command(operation, twin), Causes{});
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, account("board", "board-member", 3)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", entry)),
            Causes{"approve.same-person"});
}

TEST(ApproveTest, ACorrectionOfACountysInputIsApprovedInThatCounty) {
  Operation operation = fixture::operation_ready();
  const Command correction =
      command_of("input.correct", "wec",
                 {{"input", "batch"}, {"id", "B1"}, {"ballots", 101}, {"reason", "recounted"}});
  EXPECT_EQ(fixture::do_with_second(operation, correction, "clerk"), Causes{});
  EXPECT_EQ(operation.commitment.batches.at("B1").ballots, 101);
}

}  // namespace
}  // namespace recanvass::workflow
