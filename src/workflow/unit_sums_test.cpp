#include "workflow/unit_sums.h"

#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

const UnitSums& sums_of(const Operation& operation, const std::string& unit) {
  return operation.counting.sums.at(unit);
}

TEST(UnitSumsTest, ABatchEntersTheSumsWhenItIsSettledAndNotBefore) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(sums_of(operation, "W1").batches, 2);
  EXPECT_EQ(sums_of(operation, "W1").listed_ballots, 150);
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(sums_of(operation, "W1").one_entry, 1);
  EXPECT_EQ(sums_of(operation, "W1").ballots, 0);
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 60, 37)), Causes{});
  EXPECT_EQ(sums_of(operation, "W1").one_entry, 0);
  EXPECT_EQ(sums_of(operation, "W1").mismatched, 1);
  Command third = tally("super", "B1", 100, 60, 38);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  ASSERT_EQ(do_command(operation, third), Causes{});
  EXPECT_EQ(sums_of(operation, "W1").mismatched, 0);
  EXPECT_EQ(sums_of(operation, "W1").settled, 1);
  EXPECT_EQ(sums_of(operation, "W1").ballots, 100);
  EXPECT_EQ(sums_of(operation, "W1").blank, 2);
  EXPECT_EQ(sums_of(operation, "W1").votes.at("b"), 38);
  EXPECT_FALSE(sums_of(operation, "W1").is_counted());
}

TEST(UnitSumsTest, ARevisionReplacesItsFiguresAndAVoidBatchLeavesTheSums) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 4, 6)), Causes{});
  }
  EXPECT_TRUE(sums_of(operation, "W2").is_counted());
  EXPECT_EQ(sums_of(operation, "W2").votes.at("a"), 4);
  Command revision = tally("team-1", "B3", 10, 5, 5);
  revision.body["replaces"] = "RECEIPT0";
  ASSERT_EQ(do_command(operation, revision), Causes{});
  EXPECT_FALSE(sums_of(operation, "W2").is_counted());
  EXPECT_EQ(sums_of(operation, "W2").mismatched, 1);
  Command third = tally("super", "B3", 10, 5, 5);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  ASSERT_EQ(do_command(operation, third), Causes{});
  EXPECT_TRUE(sums_of(operation, "W2").is_counted());
  EXPECT_EQ(sums_of(operation, "W2").votes.at("a"), 5);
  EXPECT_EQ(sums_of(operation, "W2").ballots, 10);
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.void", "clerk",
                                             {{"batch", "B3"}, {"reason", "opened wrongly"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  EXPECT_EQ(sums_of(operation, "W2").batches, 0);
  EXPECT_EQ(sums_of(operation, "W2").votes.at("a"), 0);
  EXPECT_FALSE(sums_of(operation, "W2").is_counted());
}

TEST(UnitSumsTest, AnExtraBatchKeepsItsUnitOpen) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 1},
                                              {"reason", "found"}})),
            Causes{});
  EXPECT_EQ(sums_of(operation, "W2").batches, 2);
  EXPECT_EQ(sums_of(operation, "W2").listed_ballots, 11);
  EXPECT_FALSE(sums_of(operation, "W2").is_counted());
}

}  // namespace
}  // namespace recanvass::workflow
