#include "audit/plan_population.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

double mean_of(const SimulatedContest& contest) {
  double sum = 0.0;
  double cards = 0.0;
  for (const CardKind& kind : contest.kinds) {
    sum += kind.values[0] * static_cast<double>(kind.cards);
    cards += static_cast<double>(kind.cards);
  }
  return sum / cards;
}

std::int64_t cards_of(const SimulatedContest& contest) {
  std::int64_t cards = 0;
  for (const CardKind& kind : contest.kinds) cards += kind.cards;
  return cards;
}

const PairVotes kVotes{1000, 520, 400};

TEST(PlanPopulation, PollingShowsTheVotes) {
  const auto contest = polling_contest_of(kVotes, 0.05);
  EXPECT_NEAR(mean_of(contest), 0.56, 1e-12);
  EXPECT_EQ(cards_of(contest), 1000);
  EXPECT_EQ(contest.tests[0].claim.population, 1000);
}

// v = .12: without error every card shows 1 / (2 - v); the mean falls by a/2 a vote.
TEST(PlanPopulation, ComparisonShowsRecordsAndTheirErrors) {
  EXPECT_NEAR(mean_of(comparison_contest_of(kVotes, {}, 0.05)), 1.0 / 1.88, 1e-12);
  const auto contest = comparison_contest_of(kVotes, {0.01, 0.002, 0.003, 0.001}, 0.05);
  EXPECT_EQ(cards_of(contest), 1000);
  EXPECT_NEAR(mean_of(contest), (1000.0 - 10 * 0.5 - 2 * 1.0 + 3 * 0.5 + 1.0) / 1000.0 / 1.88,
              1e-12);
}

// However cards are pooled, the mean of what they show is that of the records.
TEST(PlanPopulation, PoolsShowTheMeanThatRecordsShow) {
  const std::vector<PairVotes> units{{300, 200, 50}, {500, 250, 250}, {200, 70, 100}};
  for (const double share : {0.1, 0.5, 1.0}) {
    const PooledSplit split = pool_share_of(units, share);
    EXPECT_EQ(split.recorded.cards + sum_of(split.pools).cards, 1000);
    EXPECT_EQ(split.recorded.winner + sum_of(split.pools).winner, 520);
    const auto contest = pooled_contest_of(split.recorded, split.pools, {}, 0.05);
    EXPECT_EQ(cards_of(contest), 1000);
    EXPECT_NEAR(mean_of(contest), 1.0 / 1.88, 1e-12) << share;
    for (const CardKind& kind : contest.kinds) {
      EXPECT_GE(kind.values[0], 0.0);
      EXPECT_LE(kind.values[0], contest.tests[0].claim.upper_bound);
    }
  }
}

// ONEAudit's own remark: all cards in one pool are polled; the values are those of polling, scaled.
TEST(PlanPopulation, OnePoolOfAllCardsIsPolling) {
  const auto pooled = pooled_contest_of({}, std::vector<PairVotes>{kVotes}, {}, 0.05);
  ASSERT_EQ(pooled.kinds.size(), 3u);
  const double step = pooled.kinds[0].values[0] - pooled.kinds[1].values[0];
  EXPECT_NEAR(step, pooled.kinds[1].values[0] - pooled.kinds[2].values[0], 1e-12);
}

TEST(PlanPopulation, ASampleSeenIsTakenOutOfTheCardsLeft) {
  SeenCards seen;
  seen.votes = {100, 60, 30};
  const auto polling = polling_after(kVotes, seen, 0.05);
  EXPECT_EQ(cards_of(polling), 900);
  EXPECT_EQ(polling.kinds[0].cards, 460);
  EXPECT_EQ(polling.seen[1].cards, 30);
  SeenCards errors;
  errors.cards = 100;
  errors.one_over = 2;
  const auto comparison = comparison_after(kVotes, {0.001, 0, 0, 0}, errors, 0.05);
  EXPECT_EQ(cards_of(comparison), 900);
  // (1000 · .001 + 2) / 1100 of 900 cards, rounded.
  EXPECT_EQ(comparison.kinds[0].cards, 2);
  EXPECT_NEAR(comparison.kinds[0].values[0], 0.5 / 1.88, 1e-12);
}

}  // namespace
}  // namespace recanvass::audit
