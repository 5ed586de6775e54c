#include "tabulate/votes.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::MarkingState;
using election::VoteCount;
using fixture::marked_profile;
using fixture::ranked_profile;
using fixture::votes_of;

TEST(TallyVotes, EachKindOfCardIsCountedOnceAndAsItself) {
  Profile profile = marked_profile("ABC", {{"A", 5}, {"AB", 3}, {"", 2}, {"?", 4}, {"A?", 1}});
  profile.add(MarkingState::Overvoted, {}, CardCount(6));
  profile.add(MarkingState::Redacted, {}, CardCount(7));
  const VoteTally one = tally_votes(profile, 1);
  EXPECT_EQ(one.votes, votes_of({5, 0, 0}));
  EXPECT_EQ(one.counted, CardCount(5));
  EXPECT_EQ(one.overvoted, CardCount(3 + 1 + 6));
  EXPECT_EQ(one.blank, CardCount(2));
  EXPECT_EQ(one.invalid, CardCount(4));
  EXPECT_EQ(one.redacted, CardCount(7));
  EXPECT_EQ(one.unused, VoteCount(2));

  const VoteTally two = tally_votes(profile, 2);
  EXPECT_EQ(two.votes, votes_of({5 + 3 + 1, 3, 0}));
  EXPECT_EQ(two.overvoted, CardCount(6));
  EXPECT_EQ(two.unused, VoteCount(5 + 2 * 2 + 4));
  EXPECT_EQ(two.total, VoteCount(12));
}

TEST(TallyVotes, ApprovalHasNoLimit) {
  const Profile profile = marked_profile("ABC", {{"ABC", 4}, {"BC", 3}, {"A", 5}});
  const VoteTally tally = tally_votes(profile, 0);
  EXPECT_EQ(tally.votes, votes_of({9, 7, 7}));
  EXPECT_EQ(most_votes(tally, 1).winners, (Choices{0}));
  EXPECT_EQ(most_votes(tally, 2).decision, Decision::Tied);
  EXPECT_EQ(tally.unused, VoteCount(0));
}

// Hart's export says of a card that it is overvoted and not how many may be marked.
TEST(TallyVotes, WhatTheExportCallsAnOvervoteCountsForNobodyWithoutAKnownLimit) {
  Profile profile = marked_profile("AB", {{"A", 3}});
  const std::vector<election::Mark> both = {{0, 0, 1}, {1, 0, 1}};
  profile.add(MarkingState::Overvoted, both, CardCount(1));
  const VoteTally tally = tally_votes(profile, 0);
  EXPECT_EQ(tally.votes, votes_of({3, 0}));
  EXPECT_EQ(tally.overvoted, CardCount(1));
  const VoteTally approval = tally_votes(profile, 0, CalledOvervotes::AreMarks);
  EXPECT_EQ(approval.votes, votes_of({4, 1}));
  EXPECT_EQ(approval.overvoted, CardCount(0));
}

TEST(TallyVotes, OfARankedContestFirstPreferencesAreVotes) {
  const Profile profile = ranked_profile("ABC", {{"A>B", 3}, {"B>A>C", 2}, {"_>C", 4}, {"A=C", 1}});
  const VoteTally tally = tally_votes(profile, 1);
  EXPECT_EQ(tally.votes, votes_of({3, 2, 0}));
  EXPECT_EQ(tally.overvoted, CardCount(1));
  EXPECT_EQ(tally.blank, CardCount(4));
}

TEST(TallyVotes, VotesMayBeInFractionsOfOne) {
  election::CardContest contest = fixture::contest_of("AB");
  contest.vote_unit = 2;
  Profile profile(contest);
  const std::vector<election::Mark> halves = {{0, 0, 1}, {1, 0, 1}};
  const std::vector<election::Mark> more = {{0, 0, 2}, {1, 0, 1}};
  profile.add(MarkingState::Marked, halves, CardCount(10));
  profile.add(MarkingState::Marked, more, CardCount(1));
  const VoteTally tally = tally_votes(profile, 1);
  EXPECT_EQ(tally.votes, votes_of({10, 10}));
  EXPECT_EQ(tally.overvoted, CardCount(1));
}

TEST(ShareNeeded, ExactlyAtTheShareIsReachedOnlyWhereAtLeastIsAsked) {
  struct Case {
    std::int64_t votes;
    std::int64_t total;
    base::Rational share;
    Reach reach;
    bool reached;
  };
  const base::Rational two_thirds(2, 3);
  const base::Rational half(1, 2);
  const std::vector<Case> cases = {
      {200, 300, two_thirds, Reach::AtLeast, true},  {199, 300, two_thirds, Reach::AtLeast, false},
      {201, 300, two_thirds, Reach::Above, true},    {200, 300, two_thirds, Reach::Above, false},
      {667, 1000, two_thirds, Reach::AtLeast, true}, {666, 1000, two_thirds, Reach::AtLeast, false},
      {50, 100, half, Reach::Above, false},          {51, 100, half, Reach::Above, true},
      {50, 100, half, Reach::AtLeast, true},         {49, 100, half, Reach::AtLeast, false},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(reaches(VoteCount(one.votes), VoteCount(one.total), {one.share, one.reach}),
              one.reached)
        << one.votes << " of " << one.total;
  }
}

TEST(ShareNeeded, NobodyReachingItIsAnOutcome) {
  const ShareNeeded needed{base::Rational(3, 5), Reach::AtLeast};
  const auto outcome = [&](int yes, int no) {
    return share_needed(tally_votes(marked_profile("AB", {{"A", yes}, {"B", no}}), 1), needed);
  };
  EXPECT_EQ(outcome(59, 41).decision, Decision::NobodyReachedIt);
  EXPECT_EQ(outcome(60, 40).winners, (Choices{0}));
  EXPECT_EQ(outcome(30, 70).winners, (Choices{1}));
  EXPECT_EQ(outcome(0, 0).decision, Decision::NoVotes);
}

TEST(MajorityOrRunoff, TheLeadersGoOnWhenNobodyHasHalf) {
  const ShareNeeded majority{base::Rational(1, 2), Reach::Above};
  const auto outcome = [&](int a, int b, int c, std::span<const Lot> lots = {}) {
    const Profile profile = marked_profile("ABC", {{"A", a}, {"B", b}, {"C", c}});
    return majority_or_runoff(tally_votes(profile, 1), majority, 2, lots);
  };
  EXPECT_EQ(outcome(51, 40, 9).winners, (Choices{0}));
  EXPECT_EQ(outcome(50, 41, 9).decision, Decision::Runoff);
  EXPECT_EQ(outcome(50, 9, 41).runoff, (Choices{0, 2}));
  const Outcome tied = outcome(40, 30, 30);
  EXPECT_EQ(tied.decision, Decision::Runoff);
  EXPECT_EQ(tied.runoff, (Choices{0}));
  EXPECT_EQ(tied.tied, (Choices{1, 2}));
  EXPECT_EQ(tied.places, 1);
  const Lots lots = {{{1, 2}, 2}};
  EXPECT_EQ(outcome(40, 30, 30, lots).runoff, (Choices{0, 2}));
}

// "110000" for Ann is two votes for her; a seventh vote is one too many.
TEST(Votes, CumulativeVotesAreTheMarksOfAllRanks) {
  const Profile profile = fixture::ranked_profile(
      "ABC", {{"A>A>B", 1}, {"B>B>B", 1}, {"C>B>A", 1}, {"A>A>A>A", 1}, {"", 2}, {"#>A", 1}});
  const VoteTally tally = tally_votes(profile, 3, CalledOvervotes::Stand, RankedMarks::All);
  EXPECT_EQ(tally.votes, fixture::votes_of({3, 5, 1}));
  EXPECT_EQ(tally.overvoted, election::CardCount(2));
  EXPECT_EQ(tally.blank, election::CardCount(2));
  EXPECT_EQ(tally.unused, election::VoteCount(6));
  EXPECT_EQ(tally_votes(profile, 1).votes, fixture::votes_of({2, 1, 1})) << "first preferences";
}

}  // namespace
}  // namespace recanvass::tabulate
