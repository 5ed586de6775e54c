#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Command adjudication(const std::string& author, std::int64_t a, std::int64_t b) {
  Command command = tally(author, "B1", 100, a, b);
  command.kind = "tally.adjudicate";
  command.body["cause"] = "entry-error";
  return command;
}

TEST(AdjudicateTallyTest, AThirdPersonSettlesEntriesThatDiffer) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(fixture::add_person(operation, fixture::county_account("board", "board-member", 33)),
            Causes{});
  EXPECT_EQ(do_command(operation, adjudication("super", 60, 38)), Causes{"adjudicate.nothing"});
  ASSERT_EQ(do_command(operation, tally("super", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 6, 38)), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").stage(), BatchStage::Mismatch);
  EXPECT_EQ(operation.counting.batches.at("B1").standing(), nullptr);
  EXPECT_EQ(do_command(operation, adjudication("super", 60, 38)), Causes{"adjudicate.same-person"});
  EXPECT_EQ(do_command(operation, adjudication("team-3", 60, 38)), Causes{"author.role"});
  EXPECT_EQ(do_command(operation, adjudication("clerk", 60, 38)), Causes{"author.role"})
      << "a county officer sees what the machine said of units that are signed off";
  EXPECT_EQ(do_command(operation, adjudication("board", 60, 41)), Causes{"tally.impossible"});
  EXPECT_EQ(do_command(operation, adjudication("board", 60, 38)), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").standing()->votes.at("a"), 60);
  EXPECT_EQ(do_command(operation, adjudication("board", 60, 38)), Causes{"adjudicate.nothing"});
}

TEST(AdjudicateTallyTest, FiguresOfNeitherEntryNeedWordsOfWhy) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 62, 38)), Causes{});
  Command third = adjudication("super", 61, 38);
  EXPECT_EQ(do_command(operation, third), Causes{"adjudicate.neither"});
  EXPECT_TRUE(decide(operation, adjudication("super", 60, 38)).empty()) << "the first entry's";
  EXPECT_TRUE(decide(operation, adjudication("super", 62, 38)).empty()) << "the second entry's";
  third.body["words"] = "one ballot stuck to another in both readings";
  EXPECT_TRUE(decide(operation, third).empty());
  EXPECT_EQ(operation.counting.batches.at("B1").entries.size(), 2U) << "both stay on record";
}

TEST(AdjudicateTallyTest, FiguresOfNeitherEntryTakeASecondPersonWhoMadeNeither) {
  Operation operation = fixture::operation_ready();
  for (const auto& [id, role, key] :
       {std::tuple{"board", "board-member", 33}, std::tuple{"super-2", "supervisor", 34}}) {
    ASSERT_EQ(fixture::add_person(
                  operation, fixture::county_account(id, role, static_cast<std::uint8_t>(key))),
              Causes{});
  }
  ASSERT_EQ(do_command(operation, tally("super-2", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 62, 38)), Causes{});
  Command third = adjudication("board", 90, 8);
  third.body["words"] = "read from the paper";
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, third), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").standing(), nullptr) << "it waits";
  const auto approve = [&](const char* second) {
    return do_command(operation, command_of("approve", second, {{"entry", position}}));
  };
  EXPECT_EQ(approve("board"), Causes{"approve.same-person"});
  EXPECT_EQ(approve("super-2"), Causes{"adjudicate.same-person"}) << "made one of the entries";
  EXPECT_EQ(approve("clerk"), Causes{"author.role"});
  EXPECT_EQ(approve("super"), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").standing()->votes.at("a"), 90);
}

}  // namespace
}  // namespace recanvass::workflow
