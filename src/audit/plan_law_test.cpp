#include "audit/plan_law.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

SizeLaw one_to_a_thousand() {
  std::vector<std::int64_t> sizes;
  for (std::int64_t i = 1000; i >= 1; --i) sizes.push_back(i);
  return SizeLaw::simulated(sizes);
}

TEST(PlanLaw, QuantilesOfReplicatesSayHowSureTheyAre) {
  const SizeLaw law = one_to_a_thousand();
  const LawQuantile half = law.quantile(0.5);
  EXPECT_EQ(half.cards, 500);
  EXPECT_NEAR(half.error, 31.0, 1.0);  // 1.96 √(1000 / 4)
  EXPECT_NEAR(law.mean(), 500.5, 1e-9);
  EXPECT_NEAR(law.mean_error(), std::sqrt(1000.0 * 1000.0 / 12.0 / 1000.0), 0.02);
  EXPECT_EQ(SizeLaw::certain(7).quantile(0.9).cards, 7);
  EXPECT_EQ(SizeLaw::certain(7).quantile(0.9).error, 0.0);
}

TEST(PlanLaw, AnExactLawOfVotesIsReadInCards) {
  // BRAVO at 60 %: nine in ten end within 244 votes; half of the cards carry one.
  const auto stops = stats::bravo_law(0.6, 0.1, 5000, 1e-9);
  const SizeLaw law = SizeLaw::exact(stops, 0.5, 1000000);
  EXPECT_EQ(law.quantile(0.9).cards, 488);
  EXPECT_EQ(law.replicates(), 0u);
  EXPECT_EQ(SizeLaw::exact(stops, 0.5, 300).quantile(0.9).cards, 300);
  EXPECT_NEAR(law.chance_within(488), 0.9, 0.005);
}

TEST(PlanLaw, MoreRoundsSaveCardsUntilTheySaveNone) {
  const SizeLaw law = SizeLaw::simulated({10, 10, 10, 10, 10, 10, 10, 10, 100, 1000});
  const auto frontier = round_frontier(law, 10000, 5);
  ASSERT_EQ(frontier.size(), 3u);  // three different sizes: a fourth round saves nothing
  // One round: a thousand for everybody, or less and then all cards: 1000 < 100 + .1 · 10000.
  EXPECT_EQ(frontier[0].sizes, (std::vector<std::int64_t>{1000}));
  EXPECT_NEAR(frontier[0].cards_expected, 1000.0, 1e-9);
  EXPECT_EQ(frontier[1].sizes, (std::vector<std::int64_t>{100, 1000}));
  EXPECT_NEAR(frontier[1].cards_expected, 0.9 * 100 + 0.1 * 1000, 1e-9);
  EXPECT_EQ(frontier[2].sizes, (std::vector<std::int64_t>{10, 100, 1000}));
  EXPECT_NEAR(frontier[2].cards_expected, 8.0 + 10.0 + 100.0, 1e-9);
  EXPECT_NEAR(frontier[2].rounds_expected, 1.0 + 0.2 + 0.1, 1e-9);
  EXPECT_NEAR(frontier[1].done[0], 0.9, 1e-12);
}

// The plain second form: every set of rounds.
TEST(PlanLaw, TheFrontierIsTheBestOfAllRounds) {
  const SizeLaw law = SizeLaw::simulated({3, 5, 5, 8, 13, 21, 34, 55, 89, 144});
  const auto& points = law.points();
  const std::int64_t cards = 200;
  for (int rounds = 1; rounds <= 3; ++rounds) {
    double best = 1e300;
    for (unsigned set = 1; set < 1U << points.size(); ++set) {
      if (__builtin_popcount(set) > rounds) continue;
      double expected = 0.0;
      for (std::size_t i = 0; i < points.size(); ++i) {
        std::int64_t reads = cards;
        for (std::size_t j = points.size(); j-- > i;) {
          if ((set >> j) & 1U) reads = points[j].cards;
        }
        expected += points[i].chance * static_cast<double>(reads);
      }
      best = std::min(best, expected);
    }
    EXPECT_NEAR(round_frontier(law, cards, rounds).back().cards_expected, best, 1e-9) << rounds;
  }
}

TEST(PlanLaw, ContainersAreThoseThatADrawTouches) {
  EXPECT_NEAR(expected_containers(100, 10, 1), 1.0, 1e-9);
  EXPECT_EQ(expected_containers(100, 10, 91), 10.0);
  EXPECT_EQ(expected_containers(100, 10, 0), 0.0);
  // Two draws: the second falls into another container with chance 90/99.
  EXPECT_NEAR(expected_containers(100, 10, 2), 1.0 + 90.0 / 99.0, 1e-9);
}

}  // namespace
}  // namespace recanvass::audit
