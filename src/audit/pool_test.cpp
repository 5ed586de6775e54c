#include "audit/pool.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::VoteCount;

Assorter pool_assorter() {
  return {tabulate::fixture::contest_of("AB"),
          SumClaim{CountsVotes{1, 1}, pair_weights(2, {0, 1}), {}, {}}};
}

TEST(Pools, MeanIsOverAllItsCards) {
  const auto profile = tabulate::fixture::marked_profile("AB", {{"A", 6}, {"B", 2}, {"", 1}});
  const Pool pool(pool_assorter(), profile, CardCount(1));
  EXPECT_EQ(pool.cards(), CardCount(10));
  EXPECT_EQ(pool.mean(), Rational(7, 10));
  EXPECT_EQ(pool_mean_of_votes(VoteCount(6), VoteCount(2), CardCount(10)), Rational(7, 10));
  EXPECT_EQ(pool_mean_of_votes(VoteCount(0), VoteCount(3), CardCount(3)), Rational(0));
}

// The mean over a pool of B, with the paper as it was recorded, is that of cards without error.
TEST(Pools, ARightPoolLeavesTheMeanOfTheComparisonWhereItWas) {
  const auto profile = tabulate::fixture::marked_profile("AB", {{"A", 6}, {"B", 2}, {"", 2}});
  const Pool pool(pool_assorter(), profile, CardCount(0));
  const OverstatementAssorter b(pool_assorter(), Rational(1, 5), StyleUse::CardsWithContest);
  Rational sum;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto line = profile.at(i);
    const Rational value =
        b.value(Recorded::pooled(pool.mean()), Found::marking({line.state, line.marks}));
    sum = sum + value * Rational(line.cards.value());
  }
  EXPECT_EQ(sum / Rational(10), b.value_without_error());
}

// ONEAudit with one pool is polling, up to a straight line: a vote for the winner, for nobody and
// for the loser lie in equal steps.
TEST(Pools, OnePoolOfAllIsPollingUpToAStraightLine) {
  const auto profile = tabulate::fixture::marked_profile("AB", {{"A", 6}, {"B", 2}, {"", 2}});
  const Assorter assorter = pool_assorter();
  const Pool pool(assorter, profile, CardCount(0));
  const Rational v = pool.mean() * Rational(2) - Rational(1);
  const OverstatementAssorter b(assorter, v, StyleUse::CardsWithContest);
  std::vector<Rational> values;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto line = profile.at(i);
    values.push_back(
        b.value(Recorded::pooled(pool.mean()), Found::marking({line.state, line.marks})));
  }
  EXPECT_EQ(values[0] - values[2], values[2] - values[1]);
  EXPECT_GT(values[0], values[2]);
}

// Trap 8.
TEST(Pools, APhantomOfAPoolIsOneHalfUnlessAnothersAuditIsChecked) {
  const auto profile = tabulate::fixture::marked_profile("AB", {{"A", 9}, {"B", 1}});
  const Pool pool(pool_assorter(), profile, CardCount(0));
  const OverstatementAssorter b(pool_assorter(), Rational(1, 5), StyleUse::CardsWithContest);
  EXPECT_EQ(b.overstatement(phantom_of_pool(pool, PhantomInPool::Half), Found::no_card()),
            Rational(1, 2));
  const OverstatementAssorter peer(pool_assorter(), Rational(1, 5), StyleUse::CardsWithContest,
                                   MissingCard::AsRecord);
  EXPECT_EQ(peer.overstatement(phantom_of_pool(pool, PhantomInPool::PoolMean), Found::no_card()),
            Rational(9, 10));
}

TEST(Pools, EveryCardCountsAsCarryingEveryContestOfItsPool) {
  const std::vector<std::vector<std::uint32_t>> carried{{0, 3}, {3}, {}, {1, 0}};
  EXPECT_EQ(contests_of_pool(carried), (std::vector<std::uint32_t>{0, 1, 3}));
}

}  // namespace
}  // namespace recanvass::audit
