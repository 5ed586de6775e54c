#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

TEST(HandleIncidentTest, AnExtraBatchNeedsASupervisorAndOpensAnIncident) {
  Operation operation = fixture::operation_ready();
  Command extra = command_of("batch.extra", "team-1",
                             {{"batch", "X1"},
                              {"unit", "W2"},
                              {"container", "C2"},
                              {"ballots", 2600},
                              {"reason", "memory card never uploaded"}});
  EXPECT_EQ(do_command(operation, extra), Causes{"author.role"});
  extra.author = "super";
  extra.body["container"] = "C9";
  EXPECT_EQ(do_command(operation, extra), Causes{"extra.container"}) << "nobody recorded it";
  extra.body["container"] = "C2";
  const std::uint64_t position = operation.entries;
  EXPECT_EQ(do_command(operation, extra), Causes{});
  EXPECT_TRUE(operation.commitment.batches.at("X1").extra);
  EXPECT_EQ(operation.counting.incidents.count(position), 1U);
  EXPECT_EQ(do_command(operation, tally("team-1", "X1", 2600, 1500, 1000)), Causes{});
  EXPECT_EQ(do_command(operation, extra), Causes{"extra.exists"});
  Command words = command_of("incident.resolve", "super",
                             {{"incident", position}, {"words", "it was in the vault"}});
  EXPECT_EQ(do_command(operation, words), Causes{"incident.same-person"});
  words.author = "clerk";
  EXPECT_EQ(do_command(operation, words), Causes{});
}

TEST(HandleIncidentTest, AnIncidentIsResolvedOnce) {
  Operation operation = fixture::operation_ready();
  const Command resolve =
      command_of("incident.resolve", "clerk", {{"incident", 3}, {"words", "nothing"}});
  EXPECT_EQ(do_command(operation, resolve), Causes{"incident.unknown"});
}

}  // namespace
}  // namespace recanvass::workflow
