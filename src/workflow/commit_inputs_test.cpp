#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::operation_with_inputs;

TEST(CommitInputsTest, ABatchOrUnitIsListedOnce) {
  Operation operation = operation_with_inputs();
  const base::Json batch = {{"batch", "B1"}, {"container", "C1"}, {"unit", "W1"}, {"ballots", 100}};
  EXPECT_EQ(do_command(operation, command_of("manifest.add", "clerk",
                                             {{"county", "us-wi-dane"}, {"batches", {batch}}})),
            Causes{"manifest.duplicate"});
  const base::Json unit = {{"unit", "W1"}, {"name", "Ward 1"}, {"votes", {{"a", 1}}}};
  EXPECT_EQ(do_command(operation, command_of("returns.add", "clerk",
                                             {{"county", "us-wi-dane"}, {"units", {unit, unit}}})),
            (Causes{"returns.duplicate-unit", "returns.duplicate-unit"}));
}

TEST(CommitInputsTest, EveryMemberThatIsWrongIsNamedWithItsIndex) {
  Operation operation = operation_with_inputs();
  const Command command =
      command_of("manifest.add", "clerk",
                 {{"county", "us-wi-dane"},
                  {"batches",
                   {{{"batch", "B8"}, {"container", "C1"}, {"unit", "W1"}, {"ballots", -1}},
                    {{"batch", "B9"}, {"container", "C1"}, {"ward", "W1"}, {"ballots", 1}}}}});
  const base::Problems problems = decide(operation, command);
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].place.column, "batches[0].ballots");
  EXPECT_EQ(problems[1].place.column, "batches[1].unit");
  EXPECT_EQ(problems[2].place.column, "batches[1].ward");
}

TEST(CommitInputsTest, OnlyChoicesOfTheContestAndCountiesOfTheOperation) {
  Operation operation = operation_with_inputs();
  const base::Json unit = {{"unit", "W9"}, {"name", "Ward 9"}, {"votes", {{"z", 1}}}};
  EXPECT_EQ(do_command(operation, command_of("returns.add", "clerk",
                                             {{"county", "us-wi-rock"}, {"units", {unit}}})),
            (Causes{"commitment.county", "returns.choice"}));
  EXPECT_EQ(do_command(operation, command_of("choice.map", "clerk",
                                             {{"spelling", "A. Baca"}, {"choice", "z"}})),
            Causes{"choice.unknown"});
  EXPECT_EQ(do_command(operation, command_of("choice.map", "clerk",
                                             {{"spelling", "A. Baca"}, {"choice", "a"}})),
            Causes{});
}

TEST(CommitInputsTest, AStatedTotalIsAtLeastTheVotesOfTheChoices) {
  const auto outcome = [](std::int64_t total) {
    return command_of("outcome.report", "wec",
                      {{"votes", {{"a", 94}, {"b", 61}}},
                       {"source", "canvass"},
                       {"total_votes", total},
                       {"ballots", 170}});
  };
  Operation operation = operation_with_inputs();
  EXPECT_FALSE(operation.commitment.reported_votes);
  EXPECT_EQ(do_command(operation, outcome(154)), Causes{"outcome.total"});
  EXPECT_EQ(do_command(operation, outcome(155)), Causes{});
  EXPECT_EQ(operation.commitment.reported_votes, 155);
  EXPECT_EQ(operation.commitment.reported_ballots, 170);
}

}  // namespace
}  // namespace recanvass::workflow
