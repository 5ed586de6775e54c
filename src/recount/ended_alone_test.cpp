#include "recount/ended_alone.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::VoteCount;

// Olsen leads by 4; `ballots` for Olsen were claimed to be Hansen's: each is worth two votes.
EndedAlone ended(std::int64_t ballots) {
  EndedAlone made;
  made.exhibits = {{"Bea Board", ballots}};
  made.contest.choices = {{"hansen"}, {"olsen"}};
  made.contest.votes = {VoteCount(705), VoteCount(709)};
  made.contest.open = {{BallotCount(ballots), {1}, std::vector<BallotMarks>{{0}}}};
  return made;
}

TEST(EndedAloneTest, IsSaidFromTheBallotThatCouldMakeATieOn) {
  EXPECT_EQ(sentence_of(ended(1)), "");
  EXPECT_EQ(sentence_of(ended(2)),
            "One account alone left 2 challenged ballots as counted (Bea Board 2); found as "
            "claimed, they could decide who is elected.");
}

TEST(EndedAloneTest, NamesEachPersonAndWhoVotedWithoutAnAccount) {
  EndedAlone many = ended(30);
  many.exhibits["Carla Clerk"] = 1;
  many.voters_unknown = {"A", "Nobody"};
  EXPECT_EQ(sentence_of(many),
            "One account alone left 31 challenged ballots as counted (Bea Board 30, Carla Clerk "
            "1); found as claimed, they could decide who is elected. Votes of a board on them are "
            "of persons without an account here: A, Nobody.");
}

TEST(EndedAloneTest, NothingIsSaidOfNone) { EXPECT_EQ(sentence_of(EndedAlone()), ""); }

TEST(EndedAloneTest, WhereEverybodyIsElectedNothingIsDecided) {
  EndedAlone made = ended(30);
  made.contest.seats = election::SeatCount(2);
  EXPECT_EQ(sentence_of(made), "");
}

TEST(EndedAloneTest, FiguresThatCannotBeBoundNothing) {
  EndedAlone made = ended(1);
  made.contest.votes.pop_back();
  EXPECT_NE(sentence_of(made), "");
}

}  // namespace
}  // namespace recanvass::recount
