#include "recount/challenge_range.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::SeatCount;
using election::VoteCount;

ChallengeCase contest_of(const std::vector<std::int64_t>& votes) {
  ChallengeCase contest;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    contest.choices.push_back({std::string(1, static_cast<char>('a' + i))});
    contest.votes.emplace_back(votes[i]);
  }
  return contest;
}

ChallengedBallots ballots_of(std::int64_t ballots, BallotMarks stands,
                             std::optional<std::vector<BallotMarks>> could_be = {}) {
  return {BallotCount(ballots), std::move(stands), std::move(could_be)};
}

// EQ challenges-2
TEST(ChallengeRange, ABallotThatStandsForTheLeaderCanCostTwoVotesOfTheLeadAndABlankOneOnlyOne) {
  ChallengeCase contest = contest_of({112, 100});
  contest.open = {ballots_of(1, {0})};
  const auto leader = ranges_of_challenges(contest);
  ASSERT_TRUE(leader);
  EXPECT_EQ(leader->last_seat.votes.low, VoteCount(10));
  EXPECT_EQ(leader->last_seat.votes.high, VoteCount(12));
  contest.open = {ballots_of(1, {})};
  const auto blank = ranges_of_challenges(contest);
  ASSERT_TRUE(blank);
  EXPECT_EQ(blank->last_seat.votes.low, VoteCount(11));
  EXPECT_EQ(blank->last_seat.votes.high, VoteCount(13));
}

// EQ challenges-3
TEST(ChallengeRange, TheLeaderIsUndecidedWhenTheRangeTouchesZeroAndDecidedOneVoteAbove) {
  for (const std::int64_t lead : {11, 12, 13}) {
    ChallengeCase contest = contest_of({100 + lead, 100});
    contest.open = {ballots_of(4, {0}), ballots_of(4, {})};
    const auto ranges = ranges_of_challenges(contest);
    ASSERT_TRUE(ranges);
    EXPECT_EQ(ranges->closest.votes.low, VoteCount(lead - 12));
    EXPECT_EQ(ranges->verdict,
              lead == 13 ? ChallengeVerdict::Decided : ChallengeVerdict::Undecided);
  }
}

TEST(ChallengeRange, AClaimThatOneBallotIsBlankMovesNobodyElse) {
  ChallengeCase contest = contest_of({50, 49, 10});
  contest.open = {ballots_of(3, {0}, std::vector<BallotMarks>{{}})};
  const auto ranges = ranges_of_challenges(contest);
  ASSERT_TRUE(ranges);
  EXPECT_EQ(ranges->choices[0].low, VoteCount(47));
  EXPECT_EQ(ranges->choices[0].high, VoteCount(50));
  EXPECT_EQ(ranges->choices[1].low, VoteCount(49));
  EXPECT_EQ(ranges->choices[1].high, VoteCount(49));
  EXPECT_EQ(ranges->last_seat.votes.low, VoteCount(-2));
  EXPECT_EQ(ranges->last_seat.votes.high, VoteCount(1));
}

TEST(ChallengeRange, AThirdChoiceThatChallengesCanLiftIsTheClosestPair) {
  ChallengeCase contest = contest_of({100, 98, 97});
  contest.open = {ballots_of(4, {}, std::vector<BallotMarks>{{2}})};
  const auto ranges = ranges_of_challenges(contest);
  ASSERT_TRUE(ranges);
  EXPECT_EQ(ranges->last_seat.behind, 1U);
  EXPECT_EQ(ranges->last_seat.votes.low, VoteCount(2));
  EXPECT_EQ(ranges->closest.behind, 2U);
  EXPECT_EQ(ranges->closest.votes.low, VoteCount(-1));
  EXPECT_EQ(ranges->verdict, ChallengeVerdict::Undecided);
}

TEST(ChallengeRange, WithoutOpenChallengesARangeIsAPoint) {
  const auto ranges = ranges_of_challenges(contest_of({5, 5}));
  ASSERT_TRUE(ranges);
  EXPECT_EQ(ranges->last_seat.votes.low, VoteCount(0));
  EXPECT_EQ(ranges->last_seat.votes.high, VoteCount(0));
  EXPECT_EQ(ranges->verdict, ChallengeVerdict::Undecided) << "a tie is broken by lot";
}

TEST(ChallengeRange, WhatNoContestCanHaveIsRefusedByName) {
  const struct {
    const char* cause;
    std::function<void(ChallengeCase&)> spoil;
  } rows[] = {
      {"challenges.choices", [](ChallengeCase& c) { c.seats = SeatCount(2); }},
      {"challenges.choices", [](ChallengeCase& c) { c.seats = SeatCount(0); }},
      {"challenges.votes", [](ChallengeCase& c) { c.votes.pop_back(); }},
      {"challenges.negative", [](ChallengeCase& c) { c.votes[0] = VoteCount(-1); }},
      {"challenges.negative", [](ChallengeCase& c) { c.open = {ballots_of(-1, {0})}; }},
      {"challenges.marks", [](ChallengeCase& c) { c.open = {ballots_of(1, {2})}; }},
      {"challenges.marks", [](ChallengeCase& c) { c.open = {ballots_of(1, {0, 1})}; }},
      {"challenges.marks",
       [](ChallengeCase& c) {
         c.vote_for = SeatCount(2);
         c.open = {ballots_of(1, {0, 0})};
       }},
      {"challenges.marks",
       [](ChallengeCase& c) { c.open = {ballots_of(1, {}, std::vector<BallotMarks>{{5}})}; }},
  };
  for (const auto& row : rows) {
    ChallengeCase contest = contest_of({3, 2});
    row.spoil(contest);
    const auto ranges = ranges_of_challenges(contest);
    ASSERT_FALSE(ranges) << row.cause;
    EXPECT_EQ(ranges.problems()[0].cause, row.cause);
  }
}

// A second implementation: every ballot is decided in every way, one after the other.
struct World {
  std::vector<BallotMarks> stands;
  std::vector<std::vector<BallotMarks>> possible;
};

std::vector<BallotMarks> all_marks(std::size_t choices, std::int64_t vote_for) {
  std::vector<BallotMarks> all;
  for (std::size_t set = 0; set < (std::size_t{1} << choices); ++set) {
    BallotMarks marks;
    for (std::size_t i = 0; i < choices; ++i) {
      if ((set >> i) & 1U) marks.push_back(i);
    }
    if (static_cast<std::int64_t>(marks.size()) <= vote_for) all.push_back(marks);
  }
  return all;
}

void visit(const World& world, std::size_t next, std::vector<std::int64_t>& votes,
           const std::function<void(const std::vector<std::int64_t>&)>& seen) {
  if (next == world.stands.size()) return seen(votes);
  for (const BallotMarks& marks : world.possible[next]) {
    for (const std::size_t i : world.stands[next]) --votes[i];
    for (const std::size_t i : marks) ++votes[i];
    visit(world, next + 1, votes, seen);
    for (const std::size_t i : world.stands[next]) ++votes[i];
    for (const std::size_t i : marks) --votes[i];
  }
}

void compare_with_enumeration(const ChallengeCase& contest) {
  const auto ranges = ranges_of_challenges(contest);
  ASSERT_TRUE(ranges);
  World world;
  for (const ChallengedBallots& group : contest.open) {
    std::vector<BallotMarks> possible =
        group.could_be ? *group.could_be
                       : all_marks(contest.choices.size(), contest.vote_for.value());
    possible.push_back(group.stands);
    for (std::int64_t i = 0; i < group.ballots.value(); ++i) {
      world.stands.push_back(group.stands);
      world.possible.push_back(possible);
    }
  }
  std::vector<std::int64_t> votes;
  for (const VoteCount v : contest.votes) votes.push_back(v.value());
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> least(votes.size(), kMost);
  std::vector<std::int64_t> most(votes.size(), -kMost);
  std::int64_t low = kMost;
  std::int64_t high = -kMost;
  const std::set<std::size_t> winners(ranges->ahead.begin(), ranges->ahead.end());
  bool same_winners = true;
  visit(world, 0, votes, [&](const std::vector<std::int64_t>& outcome) {
    for (std::size_t i = 0; i < outcome.size(); ++i) {
      least[i] = std::min(least[i], outcome[i]);
      most[i] = std::max(most[i], outcome[i]);
      for (const std::size_t w : winners) {
        if (!winners.contains(i)) same_winners = same_winners && outcome[w] > outcome[i];
      }
    }
    const std::int64_t lead = outcome[ranges->closest.ahead] - outcome[ranges->closest.behind];
    low = std::min(low, lead);
    high = std::max(high, lead);
  });
  for (std::size_t i = 0; i < votes.size(); ++i) {
    EXPECT_EQ(ranges->choices[i].low, VoteCount(least[i]));
    EXPECT_EQ(ranges->choices[i].high, VoteCount(most[i]));
  }
  EXPECT_EQ(ranges->closest.votes.low, VoteCount(low));
  EXPECT_EQ(ranges->closest.votes.high, VoteCount(high));
  EXPECT_EQ(ranges->verdict == ChallengeVerdict::Decided, same_winners);
}

TEST(ChallengeRange, EqualsTheEnumerationOfEveryOutcomeInSmallWorlds) {
  const std::vector<std::optional<std::vector<BallotMarks>>> claims = {
      std::nullopt, std::vector<BallotMarks>{{}}, std::vector<BallotMarks>{{1}},
      std::vector<BallotMarks>{{0}, {2}}};
  for (const std::int64_t vote_for : {1, 2}) {
    for (const std::int64_t seats : {1, 2}) {
      for (const std::int64_t lead : {0, 1, 2, 3, 4}) {
        for (const auto& first : claims) {
          for (const auto& second : claims) {
            ChallengeCase contest = contest_of({6 + lead, 6, 5});
            contest.seats = SeatCount(seats);
            contest.vote_for = SeatCount(vote_for);
            contest.open = {ballots_of(1, {0}, first), ballots_of(1, {}, second),
                            ballots_of(1, vote_for == 2 ? BallotMarks{1, 2} : BallotMarks{2})};
            compare_with_enumeration(contest);
          }
        }
      }
    }
  }
}

// Every reading of a batch's ballots that leads to its votes, and every outcome of its exhibits.
// EQ challenges-4
TEST(ChallengeRange, UnreadExhibitsStayWithinTheirBatch) {
  for (std::int64_t ballots = 0; ballots <= 4; ++ballots) {
    for (std::int64_t a = 0; a <= ballots; ++a) {
      for (std::int64_t b = 0; a + b <= ballots; ++b) {
        for (std::int64_t exhibits = 0; exhibits <= ballots; ++exhibits) {
          ChallengeCase contest = contest_of({10 + a, 10 + b});
          contest.unread = {
              {BallotCount(exhibits), BallotCount(ballots), {VoteCount(a), VoteCount(b)}}};
          const auto ranges = ranges_of_challenges(contest);
          ASSERT_TRUE(ranges);
          const auto& lead = ranges->last_seat;
          for (std::int64_t to_a = 0; to_a <= ballots; ++to_a) {
            for (std::int64_t to_b = 0; to_a + to_b <= ballots; ++to_b) {
              const std::int64_t none = ballots - a - b;
              const std::int64_t moved = (std::abs(to_a - a) + std::abs(to_b - b) +
                                          std::abs(ballots - to_a - to_b - none)) /
                                         2;
              if (moved > exhibits) continue;
              EXPECT_LE(ranges->choices[0].low, VoteCount(10 + to_a));
              EXPECT_GE(ranges->choices[0].high, VoteCount(10 + to_a));
              const VoteCount other(lead.ahead == 0 ? to_a - to_b : to_b - to_a);
              EXPECT_LE(lead.votes.low, other);
              EXPECT_GE(lead.votes.high, other);
            }
          }
          EXPECT_GE(ranges->choices[0].low, VoteCount(10)) << "of the batch nothing below 0";
          EXPECT_LE(ranges->choices[0].high, VoteCount(10 + ballots));
          EXPECT_GE(lead.votes.low, VoteCount(-ballots));
          EXPECT_LE(lead.votes.high, VoteCount(ballots));
        }
      }
    }
  }
  ChallengeCase wrong = contest_of({5, 4});
  wrong.unread = {{BallotCount(1), BallotCount(2), {VoteCount(3), VoteCount(0)}}};
  ASSERT_FALSE(ranges_of_challenges(wrong));
  EXPECT_EQ(ranges_of_challenges(wrong).problems()[0].cause, "challenges.unread");
}

}  // namespace
}  // namespace recanvass::recount
