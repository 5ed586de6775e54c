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
}

TEST(HandleIncidentTest, AnIncidentIsResolvedOnce) {
  Operation operation = fixture::operation_ready();
  const Command resolve =
      command_of("incident.resolve", "clerk", {{"incident", 3}, {"words", "nothing"}});
  EXPECT_EQ(do_command(operation, resolve), Causes{"incident.unknown"});
}

// super adds X1 and counts it with super-2: neither of them, nor both, say that it was in order.
TEST(HandleIncidentTest, WhoOpenedAnIncidentOrCountedItsBatchDoesNotResolveItAlone) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(fixture::add_person(operation, fixture::county_account("super-2", "supervisor", 34)),
            Causes{});
  const std::uint64_t incident = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 20},
                                              {"reason", "in the bag"}})),
            Causes{});
  for (const char* reader : {"super", "super-2"}) {
    ASSERT_EQ(do_command(operation, tally(reader, "X1", 20, 15, 5)), Causes{});
  }
  const auto is_open = [&] { return operation.counting.incidents.at(incident).resolution.empty(); };
  for (const char* author : {"super", "super-2"}) {
    const std::uint64_t position = operation.entries;
    ASSERT_EQ(do_command(operation, command_of("incident.resolve", author,
                                               {{"incident", incident}, {"words", "it was"}})),
              Causes{});
    EXPECT_TRUE(is_open()) << author;
    const char* other = author == std::string("super") ? "super-2" : "super";
    EXPECT_EQ(do_command(operation, command_of("approve", other, {{"entry", position}})),
              Causes{"incident.same-person"});
    EXPECT_TRUE(is_open());
  }
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", incident}, {"words", "it was"}})),
            Causes{});
  EXPECT_FALSE(is_open()) << "the clerk had no part in it";
}

}  // namespace
}  // namespace recanvass::workflow
