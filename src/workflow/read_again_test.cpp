#include "workflow/read_again.h"

#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

// B3: 4 and 6 of 10 ballots; ballot 1, counted for b, is ruled to be blank.
Operation ruled_operation() {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  Command challenged = fixture::challenge("1", "B3", 1, {"b"});
  challenged.body["claimed_as"] = {"blank"};
  RECANVASS_CHECK(do_command(operation, challenged).empty());
  RECANVASS_CHECK(fixture::settle(operation, fixture::ruling("1", "sustained", {"blank"})).empty());
  return operation;
}

// One of the two reads it again, and a third person settles it.
Operation settled_as(std::int64_t a, std::int64_t b, std::int64_t settled_b) {
  Operation operation = ruled_operation();
  const BlindEntry& before = operation.counting.batches.at("B3").entries.at(0);
  Command again = fixture::tally(before.author, "B3", 10, a, b);
  again.body["replaces"] = before.revisions.back().receipt;
  RECANVASS_CHECK(do_command(operation, again).empty());
  Command third = fixture::tally("super", "B3", 10, a, settled_b);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "entry-error";
  RECANVASS_CHECK(do_command(operation, third).empty());
  return operation;
}

Causes closing(Operation operation) {
  return do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W2"}}));
}

TEST(ReadAgain, ATallyThatWasChangedByWhatWasRuledIsNotClosed) {
  EXPECT_EQ(closing(ruled_operation()), Causes{});
  EXPECT_EQ(closing(settled_as(4, 5, 5)), Causes{"count.tally-rulings"});
  EXPECT_EQ(closing(settled_as(4, 5, 6)), Causes{}) << "settled as it was first read";
}

TEST(ReadAgain, ATallyThatWasChangedOtherwiseIsClosed) {
  EXPECT_EQ(closing(settled_as(3, 6, 6)), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
