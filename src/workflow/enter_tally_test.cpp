#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;
using fixture::operation_ready;
using fixture::operation_with_inputs;
using fixture::tally;

TEST(EnterTallyTest, NothingIsCountedBeforeTheCommitmentIsPublishedAndWitnessed) {
  Operation operation = operation_with_inputs();
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{"order.commitment"});
  ASSERT_EQ(do_command(operation, fixture::publication(operation)), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{"order.witness"});
}

TEST(EnterTallyTest, TwoPeopleWhoAgreeSettleABatch) {
  Operation operation = operation_ready();
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").stage(), BatchStage::OneEntry);
  EXPECT_EQ(do_command(operation, tally("team-2", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(operation.counting.batches.at("B1").stage(), BatchStage::Agreed);
  EXPECT_EQ(do_command(operation, tally("team-3", "B1", 100, 60, 38)), Causes{"tally.third"});
}

TEST(EnterTallyTest, TenThousandVotesInABatchOfElevenHundredAreRefusedAtEveryBorder) {
  Operation operation = operation_ready();
  Command command = tally("team-1", "B1", 100, 99, 1);
  command.body["votes"]["a"] = 100;  // 101 of 100
  EXPECT_EQ(do_command(operation, command), Causes{"tally.impossible"});
  command.body["reason"] = "other";
  command.body["words"] = "a reason does not make it possible";
  EXPECT_EQ(do_command(operation, command), Causes{"tally.impossible"});
  command = tally("team-1", "B1", 100, 99, 1);  // exactly 100
  EXPECT_EQ(do_command(operation, command), Causes{});
  command = tally("team-2", "B1", 100, 90, 1);
  command.body["blank"] = 8;  // 99 of 100
  EXPECT_EQ(do_command(operation, command), Causes{"tally.balance"});
  command.body["reason"] = "not-this-contest";
  EXPECT_EQ(do_command(operation, command), Causes{"tally.reason"});
  command.body["words"] = "one ballot of another ward";
  EXPECT_EQ(do_command(operation, command), Causes{});
}

TEST(EnterTallyTest, ABatchOfAnotherSizeThanListedNeedsAReason) {
  Operation operation = operation_ready();
  Command command = tally("team-1", "B1", 99, 60, 38);
  EXPECT_EQ(do_command(operation, command), Causes{"tally.batch-size"});
  command.body["reason"] = "ballots-missing";
  command.body["words"] = "99 in the box, counted twice";
  EXPECT_EQ(do_command(operation, command), Causes{});
}

TEST(EnterTallyTest, EveryChoiceHasAFigureAndNoOtherNameDoes) {
  Operation operation = operation_ready();
  Command command = tally("team-1", "B1", 100, 60, 38);
  command.body["votes"] = {{"a", 60}, {"c", 38}};
  EXPECT_EQ(do_command(operation, command), (Causes{"tally.choice", "tally.choice"}));
}

TEST(EnterTallyTest, TheSameFiguresByTheSamePersonAreTheSameEntry) {
  Operation operation = operation_ready();
  const Command first = tally("team-1", "B1", 100, 60, 38);
  ASSERT_EQ(do_command(operation, first), Causes{});
  const UseCase* use_case = use_case_named("tally.enter");
  const auto again = use_case->repeats(operation, tally("team-1", "B1", 100, 60, 38));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, operation.counting.batches.at("B1").entries[0].revisions[0].position);
  EXPECT_FALSE(use_case->repeats(operation, tally("team-1", "B1", 100, 61, 38)).has_value());
  EXPECT_FALSE(use_case->repeats(operation, tally("team-2", "B1", 100, 60, 38)).has_value());
}

TEST(EnterTallyTest, ACorrectionNamesWhatItReplacesAndBothStay) {
  Operation operation = operation_ready();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  Command correction = tally("team-1", "B1", 100, 61, 38);
  EXPECT_EQ(do_command(operation, correction), Causes{"tally.revision"});
  correction.body["replaces"] = "RECEIPT0";
  EXPECT_EQ(do_command(operation, correction), Causes{});
  const auto& entry = operation.counting.batches.at("B1").entries[0];
  ASSERT_EQ(entry.revisions.size(), 2U);
  EXPECT_EQ(entry.revisions[0].votes.at("a"), 60);
  EXPECT_EQ(entry.revisions[1].votes.at("a"), 61);
}

TEST(EnterTallyTest, EntriesThatDifferAreNotRevisedUntilTheyAgree) {
  Operation operation = operation_ready();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38), "RECEIPT1"), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 61, 38), "RECEIPT2"), Causes{});
  for (const char* team : {"team-1", "team-2"}) {
    for (const int votes : {60, 61, 62}) {
      Command guess = tally(team, "B1", 100, votes, 38);
      guess.body["replaces"] = std::string(team) == "team-1" ? "RECEIPT1" : "RECEIPT2";
      EXPECT_EQ(do_command(operation, guess), Causes{"tally.differs"}) << team << votes;
    }
  }
  // Entries that agree may still be corrected; from then on they differ.
  ASSERT_EQ(do_command(operation, tally("team-1", "B2", 50, 31, 17), "RECEIPT3"), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B2", 50, 31, 17), "RECEIPT4"), Causes{});
  Command correction = tally("team-1", "B2", 50, 30, 18);
  correction.body["replaces"] = "RECEIPT3";
  EXPECT_EQ(do_command(operation, correction, "RECEIPT5"), Causes{});
  Command other = tally("team-2", "B2", 50, 30, 18);
  other.body["replaces"] = "RECEIPT4";
  EXPECT_EQ(do_command(operation, other), Causes{"tally.differs"});
}

TEST(EnterTallyTest, OnlyAccountsOfTheCountyAndOnlyListedBatches) {
  Operation operation = operation_ready();
  EXPECT_EQ(do_command(operation, tally("team-1", "B9", 100, 60, 38)), Causes{"tally.batch"});
  EXPECT_EQ(do_command(operation, tally("wec", "B1", 100, 60, 38)), Causes{"author.role"});
}

TEST(EnterTallyTest, TwoAccountsOfOneNameDoNotMakeBothEntries) {
  Operation operation = operation_ready();
  operation.people.accounts.at("team-1").name = "Ruth Adler";
  operation.people.accounts.at("team-2").name = "ruth adler, county clerk";
  operation.people.accounts.at("team-3").name = "Ruth Adler Jones";
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-2", "B1", 100, 60, 38)), Causes{"tally.same-person"});
  ASSERT_EQ(do_command(operation, tally("team-3", "B1", 100, 61, 37)), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-2", "B1", 100, 60, 38)), Causes{"tally.same-person"});
}

}  // namespace
}  // namespace recanvass::workflow
