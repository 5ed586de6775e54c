#include "audit/assorter.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <string_view>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;
using election::MarkingView;
namespace fixture = tabulate::fixture;

Rational half() { return {1, 2}; }

// "A", "AB" unranked; "A>B" ranked; "" blank.
Rational value_of(const Assorter& assorter, std::string_view ballot, bool ranked) {
  std::vector<Mark> marks = fixture::ranked_marks(ballot);
  if (!ranked) {
    for (Mark& mark : marks) mark.rank = 0;
  }
  return assorter.value({marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks});
}

struct BallotValue {
  std::string_view ballot;
  Rational value;
};

void expect_marked(const Assorter& assorter, const std::vector<BallotValue>& rows) {
  for (const BallotValue& row : rows) {
    EXPECT_EQ(value_of(assorter, row.ballot, false).text(), row.value.text()) << row.ballot;
  }
}

void expect_ranked(const Assorter& assorter, const std::vector<BallotValue>& rows) {
  for (const BallotValue& row : rows) {
    EXPECT_EQ(value_of(assorter, row.ballot, true).text(), row.value.text()) << row.ballot;
  }
}

Assorter pair_assorter(const Amounts& amounts, std::string_view letters = "ABC") {
  return {fixture::contest_of(letters),
          SumClaim{amounts, pair_weights(letters.size(), {0, 1}), {}, {}}};
}

TEST(Assorter, APairsVotesCountOneZeroOrOneHalf) {
  const Assorter one = pair_assorter(CountsVotes{1, 1});
  EXPECT_EQ(one.upper_bound(), Rational(1));
  expect_marked(one, {{"A", Rational(1)},
                      {"B", Rational(0)},
                      {"C", half()},
                      {"", half()},
                      {"AB", half()},
                      {"AC", half()}});
  EXPECT_EQ(2 * one.numerator_without(), one.denominator());
  const Assorter two = pair_assorter(CountsVotes{2, 1});
  expect_marked(two, {{"A", Rational(1)},
                      {"AB", half()},
                      {"AC", Rational(1)},
                      {"BC", Rational(0)},
                      {"ABC", half()}});
  const Assorter approval = pair_assorter(CountsVotes{0, 1});
  expect_marked(approval, {{"AC", Rational(1)}, {"ABC", half()}, {"BC", Rational(0)}});
  EXPECT_EQ(one.value({MarkingState::Overvoted, {}}), half());
  EXPECT_EQ(one.value({MarkingState::Redacted, {}}), half());
}

SumClaim share_claim(const Rational& share) {
  const Rational other = Rational(0) - share;
  return {CountsVotes{1, 1}, {Rational(1) - share, other, other}, {}, {}};
}

// Trap 7: u is below 1 where the share is above one half.
TEST(Assorter, AShareHasABoundOfOneOverTwiceTheShare) {
  const Assorter two_thirds(fixture::contest_of("ABC"), share_claim({2, 3}));
  EXPECT_EQ(two_thirds.upper_bound(), Rational(3, 4));
  expect_marked(two_thirds, {{"A", Rational(3, 4)},
                             {"B", Rational(0)},
                             {"C", Rational(0)},
                             {"", half()},
                             {"AB", half()}});
  const Assorter quarter(fixture::contest_of("ABC"), share_claim({1, 4}));
  EXPECT_EQ(quarter.upper_bound(), Rational(2));
  expect_marked(quarter, {{"A", Rational(2)}, {"B", Rational(0)}, {"", half()}});
}

TEST(Assorter, PointsAreOverTheMostThatOneCandidateCanGet) {
  const Assorter borda = pair_assorter(CountsPoints{tabulate::borda_points(3)});
  EXPECT_EQ(borda.upper_bound(), Rational(1));
  expect_ranked(borda, {{"A>C>B", Rational(1)},
                        {"A>B>C", Rational(3, 4)},
                        {"C>A>B", Rational(3, 4)},
                        {"C", half()},
                        {"", half()},
                        {"B>A", Rational(1, 4)},
                        {"B", Rational(0)}});
}

TEST(Assorter, ScoresAreOverTheHighestScore) {
  const Assorter scores = pair_assorter(CountsScores{5});
  const auto scored = [&](std::int32_t a, std::int32_t b) {
    const std::vector<Mark> marks{{0, 0, a}, {1, 0, b}};
    return scores.value({MarkingState::Marked, marks});
  };
  EXPECT_EQ(scored(5, 0), Rational(1));
  EXPECT_EQ(scored(3, 4), Rational(4, 10));
  EXPECT_EQ(scored(0, 5), Rational(0));
  EXPECT_EQ(scored(6, 0), half()) << "above the limit: the card counts for nobody";
}

TEST(Assorter, PreferenceReadsRanksScoresAndTies) {
  const Assorter prefers(fixture::contest_of("ABC", 3), PreferredClaim{{0, 1}, 0});
  expect_ranked(prefers, {{"A>B", Rational(1)},
                          {"C>A", Rational(1)},
                          {"B", Rational(0)},
                          {"C", half()},
                          {"", half()},
                          {"A=B", half()},
                          {"B>C>A", Rational(0)}});
  const Assorter star(fixture::contest_of("AB"), PreferredClaim{{0, 1}, 5});
  const std::vector<Mark> tie{{0, 0, 4}, {1, 0, 4}};
  const std::vector<Mark> above{{0, 0, 4}, {1, 0, 3}};
  const std::vector<Mark> over{{0, 0, 6}, {1, 0, 3}};
  EXPECT_EQ(star.value({MarkingState::Marked, tie}), half());
  EXPECT_EQ(star.value({MarkingState::Marked, above}), Rational(1));
  EXPECT_EQ(star.value({MarkingState::Marked, over}), half());
}

TEST(Assorter, ALargerLeadIsTheDifferenceOfTwoPreferencesOverFour) {
  const Assorter leads(fixture::contest_of("ABC", 3), LargerLeadClaim{{0, 1}, {2, 0}});
  EXPECT_EQ(leads.upper_bound(), Rational(1));
  expect_ranked(leads, {{"A>B>C", Rational(1)},
                        {"C>A>B", half()},
                        {"C>B>A", Rational(0)},
                        {"A>C>B", Rational(1)},
                        {"B>A>C", half()},
                        {"C", Rational(1, 4)},
                        {"", half()}});
}

// Trap 20: a card that lists the loser speaks against the claim even when it does not list the
// winner; blank cards stay in the mean.
TEST(Assorter, NeverBeforeCountsFirstPreferencesAgainstEveryListingOfTheLoser) {
  const Assorter claim(fixture::contest_of("ABC", 3), NeverBeforeClaim{{0, 1}, {}});
  EXPECT_EQ(claim.upper_bound(), Rational(1));
  expect_ranked(claim, {{"A", Rational(1)},
                        {"A>B", Rational(1)},
                        {"C>B", Rational(0)},
                        {"B", Rational(0)},
                        {"C>B>A", Rational(0)},
                        {"C>A>B", half()},
                        {"C>A", half()},
                        {"C", half()},
                        {"", half()}});
}

TEST(Assorter, NotNextLooksAtThoseWhoStand) {
  const Assorter claim(fixture::contest_of("ABCD", 4), NotNextClaim{{0, 1}, {0, 1, 2}, {}});
  expect_ranked(claim, {{"D>A", Rational(1)},
                        {"A>B", Rational(1)},
                        {"D>B>A", Rational(0)},
                        {"C>B", half()},
                        {"D", half()},
                        {"", half()}});
}

// Trap 20: what an overvoted or skipped rank means is the rule's, not the assorter's.
TEST(Assorter, RanksAreReadByTheRuleOfTheContest) {
  tabulate::RankReading stop;
  tabulate::RankReading pass;
  pass.overvoted = tabulate::OvervotedRanks::PassOver;
  const Assorter stops(fixture::contest_of("ABC", 3), NotNextClaim{{0, 1}, {0, 1}, stop});
  const Assorter passes(fixture::contest_of("ABC", 3), NotNextClaim{{0, 1}, {0, 1}, pass});
  expect_ranked(stops, {{"B=C>A", half()}});
  expect_ranked(passes, {{"B=C>A", Rational(1)}});
}

// The divisor row of the table: (1 + d(t)/d(s)) / 2 for the list with the seat.
TEST(Assorter, ADivisorsBoundMayBeAboveOne) {
  const Assorter claim(
      fixture::contest_of("AB"),
      SumClaim{CountsVotes{1, 1}, {Rational(1, 2), Rational(0) - Rational(1, 6)}, {}, {}});
  EXPECT_EQ(claim.upper_bound(), Rational(2));  // (1 + 6/2) / 2
  expect_marked(claim, {{"A", Rational(2)}, {"B", Rational(0)}, {"", half()}});
}

TEST(Assorter, VotesInPartsAreCountedInParts) {
  election::CardContest contest = fixture::contest_of("AB");
  contest.vote_unit = 2;
  const Assorter claim(contest, SumClaim{CountsVotes{2, 2}, pair_weights(2, {0, 1}), {}, {}});
  const std::vector<Mark> marks{{0, 0, 3}, {1, 0, 1}};  // one and a half votes, half a vote
  EXPECT_EQ(claim.value({MarkingState::Marked, marks}), Rational(3, 4));
  const std::vector<Mark> many{{0, 0, 4}, {1, 0, 1}};
  EXPECT_EQ(claim.value({MarkingState::Marked, many}), half());
}

// Trap 14: margins come from whole numbers, so one vote in a hundred million is not lost.
TEST(Assorter, MarginsAreExact) {
  const Assorter one = pair_assorter(CountsVotes{1, 1});
  const auto profile = fixture::marked_profile("ABC", {{"A", 50000000}, {"B", 49999999}, {"", 1}});
  const base::Wide sum = numerator_sum(one, profile);
  EXPECT_EQ(assorter_margin(one, sum, profile.cards(), CardCount(0), CardCount(0)),
            Rational(1, 100000000));
  // Cards without the contest and phantoms are in the mean with one half.
  EXPECT_EQ(assorter_margin(one, sum, profile.cards(), CardCount(60000000), CardCount(40000000)),
            Rational(1, 200000000));
  const auto tied = fixture::marked_profile("ABC", {{"A", 5}, {"B", 5}});
  EXPECT_EQ(
      assorter_margin(one, numerator_sum(one, tied), tied.cards(), CardCount(0), CardCount(0)),
      Rational(0));
}

}  // namespace
}  // namespace recanvass::audit
