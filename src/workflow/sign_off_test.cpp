#include "workflow/counting_fixture.h"
#include "workflow/unit_review.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Command sign_off(const std::string& unit) {
  return command_of("count.sign-off", "clerk", {{"unit", unit}});
}

TEST(SignOffTest, AUnitIsSignedOffWhenEveryBatchHasTwoEntriesThatAgree) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, sign_off("W1")),
            (Causes{"count.batch-open", "count.batch-open"}));
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B1", 100, 60, 38)), Causes{});
    ASSERT_EQ(do_command(operation, tally(team, "B2", 50, 30, 17)), Causes{});
  }
  EXPECT_EQ(do_command(operation, sign_off("W1")), Causes{});
  EXPECT_EQ(do_command(operation, sign_off("W1")), Causes{"count.signed-off"});
  EXPECT_EQ(do_command(operation, tally("team-3", "B1", 100, 60, 38)),
            (Causes{"count.signed-off", "tally.third"}));
}

// 10 ballots and 9 voters: in Wisconsin one ballot is drawn out, in Minnesota nobody draws.
TEST(SignOffTest, MoreBallotsThanVotersAreDrawnDownBeforeTheCountIsClosed) {
  for (const std::string policy : {"us-wi-2016", "us-mn-2016"}) {
    Operation operation = fixture::operation_ready();
    operation.setup.policy = policy;
    for (const char* team : {"team-1", "team-2"}) {
      ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 4, 6)), Causes{});
    }
    const auto voters = [](std::int64_t number) {
      return command_of("unit.figures", "clerk",
                        {{"unit", "W2"},
                         {"figures",
                          {{"voters_poll_book", number},
                           {"ballots_found", 10},
                           {"ballots_blank", 0},
                           {"ballots_without_initials", 0},
                           {"envelopes_defective", 0}}},
                         {"reason", "counted again"}});
    };
    ASSERT_EQ(do_command(operation, voters(9)), Causes{});
    if (policy == "us-mn-2016") {
      EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{});
      continue;
    }
    EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.draw-down"});
    EXPECT_NE(base::sentences(decide(operation, sign_off("W2"))).find("drawdown.record"),
              std::string::npos);
    ASSERT_EQ(do_command(operation, voters(10)), Causes{});
    EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{});
  }
}

TEST(SignOffTest, ReopeningTakesTwoPersons) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(do_command(operation, sign_off("W2")), Causes{});
  const std::uint64_t position = operation.entries;
  const base::Json body = {{"unit", "W2"}, {"reason", "a sheet was found"}};
  ASSERT_EQ(do_command(operation, command_of("count.reopen", "clerk", body)), Causes{});
  EXPECT_EQ(operation.counting.signed_off.count("W2"), 1U);
  const base::Json entry = {{"entry", position}};
  EXPECT_EQ(do_command(operation, command_of("approve", "clerk", entry)),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, command_of("approve", "super", entry)), Causes{});
  EXPECT_EQ(operation.counting.signed_off.count("W2"), 0U);
}

TEST(SignOffTest, AnOpenIncidentOfTheCountyHoldsTheSignOffBack) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W1"},
                                              {"container", "C2"},
                                              {"ballots", 1},
                                              {"reason", "found"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.incident"});
}

TEST(SignOffTest, ATakenBatchSaysWhoIsEnteringItAndSinceWhen) {
  Operation operation = fixture::operation_ready();
  const base::Json batch = {{"batch", "B1"}};
  ASSERT_EQ(do_command(operation, command_of("batch.take", "team-1", batch)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("batch.take", "team-2", batch)),
            Causes{"batch.taken"});
  // Both may go on: they become A and B.
  EXPECT_EQ(do_command(operation, tally("team-2", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("batch.take", "team-2", batch)), Causes{});
}

TEST(SignOffTest, AUnitWhoseOnlyBatchIsSetAsideIsNotSignedOffAndTheRefusalSaysTheWays) {
  Operation operation = fixture::operation_ready();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation,
                       command_of("batch.void", "clerk", {{"batch", "B3"}, {"reason", "empty"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  const base::Problems refused = decide(operation, sign_off("W2"));
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].cause, "count.nothing");
  EXPECT_NE(refused[0].found.find("W2, a unit of which every batch was set aside"),
            std::string::npos);
  for (const char* way : {"batch.extra", "result.machine", "method.set", "recountability.rule"}) {
    EXPECT_NE(refused[0].mend.find(way), std::string::npos) << way;
  }
}

TEST(SignOffTest, AUnitOfWhichOneOfTwoBatchesIsSetAsideIsSignedOff) {
  Operation operation = fixture::operation_ready();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation,
                       command_of("batch.void", "clerk", {{"batch", "B2"}, {"reason", "empty"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B1", 100, 60, 38)), Causes{});
  }
  EXPECT_EQ(do_command(operation, sign_off("W1")), Causes{});
}

TEST(SignOffTest, NobodyClosesACountOfWhichTheyEnteredABatch) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(fixture::add_person(operation, fixture::county_account("super-2", "supervisor", 31)),
            Causes{});
  for (const char* one : {"super", "super-2"}) {
    ASSERT_EQ(do_command(operation, tally(one, "B3", 10, 4, 6)), Causes{});
  }
  for (const char* one : {"super", "super-2"}) {
    EXPECT_EQ(do_command(operation, command_of("count.sign-off", one, {{"unit", "W2"}})),
              Causes{"count.own-entry"});
  }
  EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{});
}

TEST(SignOffTest, AnEntryOfABatchThatWasSetAsideIsNoReading) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, tally("super", "B2", 50, 30, 17)), Causes{});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation,
                       command_of("batch.void", "super", {{"batch", "B2"}, {"reason", "torn"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "clerk", {{"entry", position}})), Causes{});
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(team, "B1", 100, 60, 38)), Causes{});
  }
  EXPECT_EQ(do_command(operation, command_of("count.sign-off", "super", {{"unit", "W1"}})),
            Causes{});
}

// Michigan 2016, row e: the number of W2's seal was never recorded. 10 names, 10 ballots.
Operation counted_by_case() {
  Operation operation = fixture::operation_ready();
  operation.setup.policy = "us-mi-2016";
  const auto done = [&](const Command& command) {
    EXPECT_EQ(do_command(operation, command), Causes{}) << command.kind;
  };
  done(command_of("container.record", "clerk", {{"container", "C2"}, {"county", "us-wi-dane"}}));
  const std::uint64_t opened = operation.entries;
  done(command_of("container.open", "super",
                  {{"container", "C2"}, {"seal", "0123"}, {"handled_by", {"Lee", "Kim"}}}));
  if (operation.counting.incidents.contains(opened)) {
    done(command_of("incident.resolve", "clerk",
                    {{"incident", opened}, {"words", "its number was never written down"}}));
  }
  done(command_of("unit.figures", "clerk",
                  {{"unit", "W2"}, {"figures", {{"ballots_issued", 10}, {"ballots_found", 10}}}}));
  for (const char* team : {"team-1", "team-2"}) done(tally(team, "B3", 10, 4, 6));
  return operation;
}

Causes explain_the_seal(Operation& operation, const std::string& ruling) {
  const std::uint64_t position = operation.entries;
  const Causes said = do_command(operation, command_of("unit.explain", "clerk",
                                                       {{"unit", "W2"},
                                                        {"rule", "I11"},
                                                        {"about", "C2"},
                                                        {"code", "UNEXPLAINED"},
                                                        {"words", "the form had no line for it"}}));
  if (!said.empty() || ruling.empty()) return said;
  return do_command(
      operation,
      command_of(
          "explanation.rule", "wec",
          {{"unit", "W2"}, {"explanation", position}, {"ruling", ruling}, {"minute", "page 4"}}));
}

TEST(SignOffTest, AUnitThatThePolicyLeavesToTheBoardIsClosedOnlyOnItsYesOrNo) {
  Operation operation = counted_by_case();
  EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.by-case"});
  const std::string words = base::sentences(decide(operation, sign_off("W2")));
  EXPECT_NE(words.find("explanation.rule"), std::string::npos) << "the way of a yes";
  EXPECT_NE(words.find("recountability.rule"), std::string::npos) << "the way of a no";
  ASSERT_EQ(explain_the_seal(operation, ""), Causes{});
  EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.by-case"})
      << "a clerk's word is no decision of the board";
}

TEST(SignOffTest, TheBoardsYesLetsTheCountByCaseBeClosed) {
  Operation operation = counted_by_case();
  ASSERT_EQ(explain_the_seal(operation, "accepted"), Causes{});
  EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{});
}

TEST(SignOffTest, TheBoardsNoLetsTheFirstCountStandAndDropsTheSecond) {
  const Command first_stands =
      command_of("recountability.rule", "clerk", {{"unit", "W2"}, {"minute", "page 2"}});
  for (const bool was_explained : {true, false}) {
    Operation operation = counted_by_case();
    if (was_explained) {
      ASSERT_EQ(explain_the_seal(operation, "refused"), Causes{});
      EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.by-case"})
          << "what is not believed decides nothing";
    }
    const std::uint64_t position = operation.entries;
    ASSERT_EQ(do_command(operation, first_stands), Causes{});
    ASSERT_EQ(do_command(operation, command_of("approve", "wec", {{"entry", position}})), Causes{})
        << "two persons, since it was counted";
    EXPECT_TRUE(is_ruled_not_recountable(operation, "W2"));
    EXPECT_EQ(do_command(operation, sign_off("W2")), Causes{"count.not-recountable"});
  }
}

}  // namespace
}  // namespace recanvass::workflow
