#include "workflow/returns_version.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(ReturnsVersionTest, AVersionIsTheReturnsAsTheyAreWithTheWordsOfTheirChange) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(operation.reconciling.versions.at("W1").size(), 1U);
  EXPECT_EQ(operation.reconciling.versions.at("W1")[0].label, "returns");
  EXPECT_TRUE(operation.reconciling.versions.at("W1")[0].cause.empty());
  Event event;
  event.position = 40;
  event.kind = "input.correct";
  event.author = "wec";
  operation.commitment.units.at("W1").votes["a"] = 89;
  keep_version(operation, "W1", event, "correction", "mistyped");
  const ReturnsVersion& kept = operation.reconciling.versions.at("W1").back();
  EXPECT_EQ(kept.votes.at("a"), 89);
  EXPECT_EQ(kept.cause, "input.correct");
  EXPECT_EQ(kept.words, "mistyped");
  EXPECT_EQ(kept.minute, "entry 40");
}

TEST(ReturnsVersionTest, ACorrectedInputIsAVersionWithItsReason) {
  Operation operation = fixture::operation_ready();
  const Command correction = fixture::command_of(
      "input.correct", "wec",
      {{"input", "unit"}, {"id", "W1"}, {"votes", {{"a", 89}, {"b", 55}}}, {"reason", "mistyped"}});
  ASSERT_EQ(fixture::do_with_second(operation, correction, "wec2"), fixture::Causes{});
  const auto& versions = operation.reconciling.versions.at("W1");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[1].votes.at("a"), 89);
  EXPECT_EQ(versions[1].words, "mistyped");
}

}  // namespace
}  // namespace recanvass::workflow
