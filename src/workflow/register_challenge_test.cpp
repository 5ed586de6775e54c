#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::challenge;
using fixture::command_of;
using fixture::do_command;

TEST(RegisterChallenge, ABallotBecomesAnExhibitWithTheReadingOfTheBoard) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  const Challenge& exhibit = operation.judging.challenges.by_exhibit.at("1");
  EXPECT_EQ(exhibit.status(), ChallengeStatus::Open);
  EXPECT_EQ(exhibit.batch, "B1");
  EXPECT_EQ(exhibit.ballot, 17);
  EXPECT_EQ(exhibit.counted_as, (Reading{ReadingKind::Marked, {"a"}}));
  EXPECT_EQ(exhibit.stands_as(), exhibit.counted_as);
  EXPECT_EQ(exhibit.claims[0].side, "petitioner");
}

TEST(RegisterChallenge, EachCauseOfRefusal) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  const struct {
    const char* member;
    base::Json value;
    const char* cause;
  } rows[] = {
      {"exhibit", "1", "challenge.exhibit"},
      {"position", 17, "challenge.ballot"},
      {"position", 0, "challenge.position"},
      {"position", 101, "challenge.position"},
      {"batch", "B9", "challenge.batch"},
      {"county", "us-wi-rock", "challenge.county"},
      {"side", "c", "challenge.side"},
      {"counted_as", {"c"}, "challenge.reading"},
      {"counted_as", {"a", "b"}, "challenge.reading"},
      {"counted_as", {"a", "a"}, "challenge.reading"},
      {"counted_as", {"a", "blank"}, "challenge.reading"},
      {"counted_as", base::Json::array(), "command.field"},
      {"claimed_as", {"c"}, "challenge.reading"},
      {"claimed_as", {"a"}, "challenge.claim"},
      {"ground", "because", "command.field"},
  };
  for (const auto& row : rows) {
    Command command = challenge("2", "B1", 18, {"a"});
    command.body[row.member] = row.value;
    EXPECT_EQ(do_command(operation, command), Causes{row.cause}) << row.member << " " << row.value;
  }
  Command counter = challenge("2", "B1", 18, {"a"});
  counter.author = "team-1";
  EXPECT_EQ(do_command(operation, counter), Causes{"author.role"});
  EXPECT_EQ(operation.judging.challenges.by_exhibit.size(), 1U);
}

TEST(RegisterChallenge, TheLastBallotOfABatchIsInItAndTheNextIsNot) {
  Operation operation = fixture::operation_judging();
  EXPECT_EQ(do_command(operation, challenge("1", "B3", 10, {"a"})), Causes{});
  EXPECT_EQ(do_command(operation, challenge("2", "B3", 11, {"a"})), Causes{"challenge.position"});
  EXPECT_EQ(do_command(operation, challenge("3", "B3", 11, {"not-counted"})), Causes{})
      << "an envelope that stays closed is in no count";
}

TEST(RegisterChallenge, ATallyThatStandsHoldsEveryExhibitAsItWasCounted) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);  // B3: 4 for a, 6 for b
  for (int place = 1; place <= 4; ++place) {
    ASSERT_EQ(do_command(operation, challenge(std::to_string(place), "B3", place, {"a"})),
              Causes{});
  }
  EXPECT_EQ(do_command(operation, challenge("5", "B3", 5, {"a"})), Causes{"challenge.tally"});
  ASSERT_EQ(fixture::settle(operation, fixture::withdrawal("4")), Causes{});
  EXPECT_EQ(do_command(operation, challenge("5", "B3", 5, {"a"})), Causes{"challenge.tally"})
      << "the withdrawn one is still a vote for a in the tally";
  EXPECT_EQ(do_command(operation, challenge("5", "B3", 4, {"a"})), Causes{}) << "the same ballot";
  EXPECT_EQ(do_command(operation, challenge("6", "B3", 6, {"b"})), Causes{});
}

TEST(RegisterChallenge, IsRefusedBeforeTheCommitmentIsWitnessed) {
  Operation operation = fixture::operation_with_inputs();
  EXPECT_EQ(do_command(operation, challenge("1", "B1", 1, {"a"})), Causes{"order.commitment"});
}

TEST(RegisterChallenge, AnObserverMayChallengeAndItIsShownHowOften) {
  Operation operation = fixture::operation_judging();
  for (const char* exhibit : {"1", "2"}) {
    Command command = challenge(exhibit, "B1", exhibit[0] - '0', {"a"});
    command.author = "obs";
    ASSERT_EQ(do_command(operation, command), Causes{});
  }
  EXPECT_EQ(operation.judging.challenges.registered_by.at("obs"), 2);
}

Command joining(const std::string& side) {
  return command_of("challenge.join", "clerk",
                    {{"exhibit", "1"},
                     {"side", side},
                     {"ground", "identifying-mark"},
                     {"words", "initials on the ballot"},
                     {"claimed_as", {"blank"}}});
}

TEST(RegisterChallenge, AnotherPartyJoinsAnExhibitOnceWhileItIsOpen) {
  Operation operation = fixture::operation_judging();
  EXPECT_EQ(do_command(operation, joining("b")), Causes{"challenge.unknown"});
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  EXPECT_EQ(do_command(operation, joining("b")), Causes{});
  EXPECT_EQ(do_command(operation, joining("b")), Causes{"challenge.side-twice"});
  EXPECT_EQ(do_command(operation, joining("nobody")), Causes{"challenge.side"});
  EXPECT_EQ(operation.judging.challenges.by_exhibit.at("1").claims.size(), 2U);
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("1", "overruled", {"a"})), Causes{});
  EXPECT_EQ(do_command(operation, joining("board")), Causes{"challenge.settled"});
}

}  // namespace
}  // namespace recanvass::workflow
