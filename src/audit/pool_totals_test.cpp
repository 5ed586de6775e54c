#include "audit/pool_totals.h"

#include "audit/audit_domain.h"
#include "audit/pool.h"
#include "audit/raire.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <numeric>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;

// A has 60 of 160 votes on 200 cards, B 40, C 60; the pools hold 50 and 30 of the cards.
ContestMeasure three_way() {
  ContestMeasure contest;
  contest.cards = CardCount(200);
  for (Assertion& one :
       more_votes(tabulate::fixture::contest_of("ABC"), std::vector<ChoiceIndex>{0}, {1, 1})) {
    contest.assertions.push_back({std::move(one), Rational(1, 10), {}, {}, std::nullopt});
  }
  return contest;
}

TEST(PoolTotals, TheMeanOfTotalsIsThatOfTheCardsThatGiveThem) {
  ContestMeasure contest = three_way();
  compare_with_pools(contest, std::vector<PoolTotals>{{{50, {30, 10, 5}}}, {{30, {0, 0, 30}}}});
  // (votes of A less those of the other + cards) / (2 cards), as published for withheld ballots.
  EXPECT_EQ(contest.assertions[0].pool_means,
            (std::vector<Rational>{
                pool_mean_of_votes(election::VoteCount(30), election::VoteCount(10), CardCount(50)),
                Rational(1, 2)}));
  EXPECT_EQ(contest.assertions[1].pool_means,
            (std::vector<Rational>{Rational(30 - 5 + 50, 100), Rational(0)}));
  // The same cards, one by one.
  tabulate::Profile profile(tabulate::fixture::contest_of("ABC"));
  const std::vector<Mark> marks[] = {{{0}}, {{1}}, {{2}}};
  const std::int64_t cards[] = {30, 10, 5};
  for (int i = 0; i < 3; ++i) profile.add(MarkingState::Marked, marks[i], CardCount(cards[i]));
  profile.add(MarkingState::Blank, {}, CardCount(3));
  for (const MeasuredAssertion& one : contest.assertions) {
    EXPECT_EQ(Pool(one.assertion.assorter, profile, CardCount(2)).mean(), one.pool_means[0]);
  }
}

TEST(PoolTotals, ValuesOfDrawsHaveTheSharesThatTheTotalsGive) {
  ContestMeasure contest = three_way();
  compare_with_pools(contest, std::vector<PoolTotals>{{{50, {30, 10, 5}}}});
  // 2u - v = 1.9; the mean of the pool is 0.7: 1.3, 0.8 and 0.3 over it.
  std::map<long, double> shares;
  double sum = 0.0;
  for (const stats::ValueShare& one : contest.assertions[0].reported) {
    shares[std::lround(one.value * 1.9 * 1e6)] += one.share;
    sum += one.share;
  }
  EXPECT_NEAR(shares[1300000], 30.0 / 200, 1e-12);
  EXPECT_NEAR(shares[800000], 10.0 / 200, 1e-12) << "5 votes of C and 5 cards without one";
  EXPECT_NEAR(shares[300000], 10.0 / 200, 1e-12);
  EXPECT_NEAR(shares[1000000], 0.75 * (1 - 1e-3 - 1e-4), 1e-12) << "records agree";
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

// Vote for two: 45 + 40 votes on 50 cards have to lie on some of them together.
TEST(PoolTotals, MoreVotesThanCardsAreOnCardsWithBoth) {
  ContestMeasure contest = three_way();
  const Assertions two =
      more_votes(tabulate::fixture::contest_of("ABC"), std::vector<ChoiceIndex>{0}, {2, 1});
  contest.assertions[0].assertion = two[0];
  contest.assertions[1].assertion = two[1];
  compare_with_pools(contest, std::vector<PoolTotals>{{{50, {45, 40, 0}}}});
  EXPECT_EQ(contest.assertions[0].pool_means[0], Rational(45 - 40 + 50, 100));
  double pooled = 0.0;
  double mean = 0.0;
  for (const stats::ValueShare& one : contest.assertions[0].reported) {
    const double said = one.value * 1.9 - 1.0 + 0.55;
    const bool of_pool =
        std::abs(said - 1.0) < 1e-9 || std::abs(said) < 1e-9 || std::abs(said - 0.5) < 1e-9;
    if (!of_pool) continue;
    pooled += one.share;
    mean += one.share * said;
  }
  EXPECT_NEAR(pooled, 0.25, 1e-12);
  EXPECT_NEAR(mean / pooled, 0.55, 1e-12) << "10 cards for A alone, 5 for B alone, 35 for both";
}

TEST(PoolTotals, AShareOfTheVotesIsAddedUpTheSameWay) {
  ContestMeasure contest = three_way();
  contest.assertions.pop_back();
  contest.assertions[0].assertion =
      above_share(tabulate::fixture::contest_of("ABC"), 0, Rational(1, 2), {1, 1});
  compare_with_pools(contest, std::vector<PoolTotals>{{{40, {30, 5, 0}}}});
  // A vote for A is worth 1 / (2 f) = 1, another 0, a card without a vote one half.
  EXPECT_EQ(contest.assertions[0].pool_means[0], Rational(2 * 30 + 5, 80));
}

TEST(PoolTotals, ClaimsAboutOrdersTakeTheCardsForAndAgainstThem) {
  OrderAssertion first;
  first.kind = OrderAssertion::Kind::NeverBefore;
  first.pair = {0, 1};
  election::CardContest ranked = tabulate::fixture::contest_of("ABC");
  ranked.ranks = 3;
  ContestMeasure contest;
  contest.cards = CardCount(100);
  for (Assertion& one : irv_assertions(ranked, {first}, {})) {
    contest.assertions.push_back({std::move(one), Rational(1, 10), {}, {}, std::nullopt});
  }
  compare_with_pools(contest, std::vector<PoolTotals>{{{20, {9, 6, 5}}, {9}, {7}}});
  EXPECT_EQ(contest.assertions[0].pool_means[0], Rational(2 * 9 + 4, 40));
}

TEST(PoolTotals, APoolWithoutTheContestChangesNothing) {
  ContestMeasure contest = three_way();
  compare_with_pools(contest, std::vector<PoolTotals>{{{0, {0, 0, 0}}}});
  EXPECT_EQ(contest.assertions[0].pool_means[0], Rational(1, 2));
  EXPECT_TRUE(contest.assertions[0].reported.empty());
}

}  // namespace
}  // namespace recanvass::audit
