#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
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
  ASSERT_EQ(fixture::add_person(operation, fixture::county_account("board", "board-member", 33)),
            Causes{});
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 62, 38)), Causes{});
  Command third = adjudication("super", 61, 38);
  EXPECT_EQ(do_command(operation, third), Causes{"adjudicate.neither"});
  EXPECT_TRUE(decide(operation, adjudication("super", 60, 38)).empty()) << "the first entry's";
  EXPECT_TRUE(decide(operation, adjudication("super", 62, 38)).empty()) << "the second entry's";
  third.body["words"] = "one ballot stuck to another in both readings";
  const base::Json act = {{"entry", operation.entries}};
  EXPECT_EQ(do_command(operation, third), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").standing(), nullptr) << "it waits";
  EXPECT_EQ(do_command(operation, fixture::command_of("approve", "super", act)),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, fixture::command_of("approve", "board", act)), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").standing()->votes.at("a"), 61);
  EXPECT_EQ(operation.counting.batches.at("B1").entries.size(), 2U) << "both stay on record";
}

}  // namespace
}  // namespace recanvass::workflow
