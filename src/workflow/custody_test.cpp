#include "workflow/custody.h"

#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Causes record(Operation& operation, const std::string& id, const std::string& county) {
  return do_command(operation, command_of("container.record", "wec",
                                          {{"container", id}, {"county", county}, {"seal", "S1"}}));
}

Causes handle(Operation& operation, const std::string& kind, const std::string& id,
              const std::string& seal) {
  return do_command(
      operation, command_of(kind, "super",
                            {{"container", id}, {"seal", seal}, {"handled_by", {"Lee", "Kim"}}}));
}

Causes resolve(Operation& operation, std::uint64_t incident) {
  return do_command(operation, command_of("incident.resolve", "clerk",
                                          {{"incident", incident}, {"words", "resealed"}}));
}

Command third_reading() {
  Command command = tally("super", "B3", 10, 4, 6);
  command.kind = "tally.adjudicate";
  command.body["cause"] = "entry-error";
  return command;
}

TEST(Custody, ACountyThatRecordsNoContainerCountsOn) {
  Operation operation = fixture::operation_ready();
  EXPECT_FALSE(keeps_custody(operation, "us-wi-dane"));
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
}

TEST(Custody, FromTheFirstContainerOnATallyWaitsUntilItsOwnWasOpened) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(record(operation, "C1", "us-wi-dane"), Causes{});
  EXPECT_TRUE(keeps_custody(operation, "us-wi-dane"));
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{"container.closed"});
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{"container.unknown"});
  ASSERT_EQ(record(operation, "C2", "us-wi-dane"), Causes{});
  ASSERT_EQ(handle(operation, "container.open", "C1", "S1"), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{"container.closed"})
      << "another was opened";
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
}

TEST(Custody, ATallyMayComeAfterItsContainerWasClosedAgain) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(record(operation, "C2", "us-wi-dane"), Causes{});
  ASSERT_EQ(handle(operation, "container.open", "C2", "S1"), Causes{});
  ASSERT_EQ(handle(operation, "container.close", "C2", "S2"), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
}

TEST(Custody, AnotherSealStopsTheTalliesOfItsContainerUntilSomebodySaysWhy) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(record(operation, "C2", "us-wi-dane"), Causes{});
  ASSERT_EQ(handle(operation, "container.open", "C2", "S1"), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B3", 10, 5, 5)), Causes{});
  ASSERT_EQ(handle(operation, "container.close", "C2", "S2"), Causes{});
  const std::uint64_t incident = operation.entries;
  ASSERT_EQ(handle(operation, "container.open", "C2", "S9"), Causes{});
  EXPECT_EQ(do_command(operation, third_reading()), Causes{"container.incident"});
  const base::Problems problems = decide(operation, third_reading());
  EXPECT_EQ(problems.at(0).found, "batch B3 in container C2, which the incident of entry " +
                                      std::to_string(incident) + " stops");
  ASSERT_EQ(resolve(operation, incident), Causes{});
  EXPECT_EQ(do_command(operation, third_reading()), Causes{});
}

TEST(Custody, ABatchThatWasNotListedWaitsForItsContainerToo) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(record(operation, "C2", "us-wi-dane"), Causes{});
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 3},
                                              {"reason", "in the lid"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "X1", 3, 1, 2)), Causes{"container.closed"});
  ASSERT_EQ(handle(operation, "container.open", "C2", "S1"), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "X1", 3, 1, 2)), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
