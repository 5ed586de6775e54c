#include "workflow/challenge_sums.h"

#include "workflow/closing.h"
#include "workflow/judging_fixture.h"
#include "workflow/unit_result.h"
#include "workflow/winners.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::challenge;
using fixture::do_command;
using fixture::ruling;

TEST(ChallengeSums, AChangedReadingMovesVotesBlankOverAndBallots) {
  const struct {
    base::Json from;
    base::Json to;
    std::map<std::string, std::int64_t> votes;
    std::int64_t blank, over, ballots;
  } rows[] = {
      {{"a"}, {"b"}, {{"a", -1}, {"b", 1}}, 0, 0, 0},
      {{"a"}, {"blank"}, {{"a", -1}}, 1, 0, 0},
      {{"over"}, {"b"}, {{"b", 1}}, 0, -1, 0},
      {{"blank"}, {"over"}, {}, -1, 1, 0},
      {{"not-counted"}, {"a"}, {{"a", 1}}, 0, 0, 1},
      {{"a"}, {"not-counted"}, {{"a", -1}}, 0, 0, -1},
  };
  for (const auto& row : rows) {
    // 99 of 100 ballots were counted, one of them overvoted: each reading can be moved.
    Operation operation = fixture::operation_judging();
    for (const char* team : {"team-1", "team-2"}) {
      Command sheet = fixture::tally(team, "B1", 99, 60, 37);
      sheet.body["blank"] = 1;
      sheet.body["over"] = 1;
      sheet.body["reason"] = "ballots-missing";
      sheet.body["words"] = "one was not counted";
      ASSERT_EQ(do_command(operation, sheet), Causes{});
    }
    ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, row.from)), Causes{});
    EXPECT_EQ(adjustment_of_batch(operation, "B1").exhibits, 0);
    ASSERT_EQ(fixture::settle(operation, ruling("1", "sustained", row.to)), Causes{});
    const Adjustment change = adjustment_of_unit(operation, "W1");
    EXPECT_EQ(change.exhibits, 1);
    EXPECT_EQ(change.votes, row.votes) << row.from << row.to;
    EXPECT_EQ(change.blank, row.blank) << row.from << row.to;
    EXPECT_EQ(change.over, row.over) << row.from << row.to;
    EXPECT_EQ(change.ballots, row.ballots) << row.from << row.to;
    EXPECT_EQ(adjustment_of_unit(operation, "W2").exhibits, 0);
  }
}

TEST(ChallengeSums, WhereTwoMarksAreAllowedAnUndervoteIsOneBlankAndAnOvervoteCostsTwo) {
  workflow::Setup setup;
  setup.vote_for = 2;
  setup.choices = {{"a", "A"}, {"b", "B"}, {"c", "C"}};
  Challenge one;
  one.counted_as = {ReadingKind::Marked, {"a"}};
  one.rulings.push_back({});
  one.rulings[0].counted_as = Reading{ReadingKind::Overvoted, {}};
  const Adjustment change = adjustment_of(setup, one);
  EXPECT_EQ(change.votes, (std::map<std::string, std::int64_t>{{"a", -1}}));
  EXPECT_EQ(change.blank, -1);
  EXPECT_EQ(change.over, 2);
}

TEST(ChallengeSums, ABatchThatDoesNotStandYetHasNeitherAdjustmentsNorOpenChallenges) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  ASSERT_EQ(do_command(operation, challenge("2", "B1", 18, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, ruling("1", "sustained", {"b"})), Causes{});
  EXPECT_EQ(adjustment_of_batch(operation, "B1").exhibits, 0);
  EXPECT_TRUE(open_challenges_of_batch(operation, "B1").empty());
  fixture::count_all(operation);
  EXPECT_EQ(adjustment_of_batch(operation, "B1").exhibits, 1);
  ASSERT_EQ(open_challenges_of_batch(operation, "B1").size(), 1U);
}

TEST(ChallengeSums, AlikeOpenChallengesAreOneGroupAndAClaimNarrowsWhatABallotCanBe) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  for (const int place : {1, 2, 3}) {
    Command command = challenge(std::to_string(place), "B1", place, {"a"});
    if (place == 3) command.body["claimed_as"] = {"blank"};
    ASSERT_EQ(do_command(operation, command), Causes{});
  }
  const auto groups = open_challenges_of_batch(operation, "B1");
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].ballots, election::BallotCount(2));
  EXPECT_FALSE(groups[0].could_be.has_value());
  EXPECT_EQ(groups[1].could_be, std::vector<recount::BallotMarks>{{}});
  EXPECT_EQ(groups[1].stands, recount::BallotMarks{0});
}

void sign_off_both(Operation& operation) {
  for (const char* unit : {"W1", "W2"}) {
    RECANVASS_CHECK(
        do_command(operation, fixture::command_of("count.sign-off", "clerk", {{"unit", unit}}))
            .empty());
  }
}

Operation counted_for_challenges() {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  return operation;
}

TEST(ChallengeSums, TheFiguresThatStandForAUnitHoldTheRulings) {
  Operation operation = counted_for_challenges();
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, ruling("1", "sustained", {"blank"})), Causes{});
  sign_off_both(operation);
  const auto result = counted_result(operation, "W1");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->votes.at("a"), 89);
  EXPECT_EQ(result->votes.at("b"), 55);
  EXPECT_EQ(result->blank, 6);
  EXPECT_EQ(result->ballots, 150);
}

TEST(ChallengeSums, TheBoundAndTheTotalsNameOneLeadWithEachOpenChallengeAsItWasRead) {
  Operation operation = counted_for_challenges();  // 94 for a, 61 for b
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 1, {"a"})), Causes{});
  Command blank = challenge("2", "B1", 2, {"a"});
  blank.body["claimed_as"] = {"blank"};
  ASSERT_EQ(do_command(operation, blank), Causes{});
  Command nobody = challenge("3", "B1", 3, {"blank"});
  nobody.body["claimed_as"] = {"over"};
  ASSERT_EQ(do_command(operation, nobody), Causes{});
  sign_off_both(operation);
  const auto bound = recount::bound_margin(bound_case(operation));
  ASSERT_TRUE(bound);
  EXPECT_EQ(bound->challenged_ballots, election::BallotCount(3));
  EXPECT_EQ(bound->last_seat.now, election::VoteCount(33));
  EXPECT_EQ(bound->last_seat.low, election::VoteCount(30)) << "the first for b, the second blank";
  EXPECT_EQ(bound->last_seat.high, election::VoteCount(33));
  const base::Json totals = fixture::view_by(operation, "totals");
  EXPECT_EQ(totals["lead"]["now"], 33);
  EXPECT_EQ(totals["lead"]["low"], 30) << "the range of the totals is the same";
  EXPECT_EQ(totals["lead"]["high"], 33);
}

TEST(ChallengeSums, AnOpenChallengeHoldsTheCountysStatementBack) {
  Operation operation = counted_for_challenges();
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 17, {"a"})), Causes{});
  sign_off_both(operation);
  const base::Problems gaps = gaps_of_county(operation, "us-wi-dane", Sight::All);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].cause, "statement.challenge");
  EXPECT_EQ(gaps[0].found, "us-wi-dane: 1 open challenge, exhibit 1 first");
  ASSERT_EQ(fixture::settle(operation, ruling("1", "overruled", {"a"})), Causes{});
  EXPECT_TRUE(gaps_of_county(operation, "us-wi-dane", Sight::All).empty());
}

}  // namespace
}  // namespace recanvass::workflow
