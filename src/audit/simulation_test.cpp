#include "audit/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

// The plain second form: cards as a list, shuffled by the same numbers is not needed: the law is
// compared, by the exact share of the first draws, and the kernel value by value with MeanTest.
SimulatedContest polling_contest(std::int64_t winner, std::int64_t loser, std::int64_t other,
                                 const char* function) {
  SimulatedContest contest;
  const std::int64_t cards = winner + loser + other;
  SimulatedTest test;
  test.claim = {1.0, 0.5, cards};
  test.risk_function = function;
  test.settings.estimate =
      0.5 + 0.5 * static_cast<double>(winner - loser) / static_cast<double>(cards);
  contest.tests = {test};
  contest.kinds = {{winner, {1.0}}, {loser, {0.0}}, {other, {0.5}}};
  contest.draws_max = cards;
  return contest;
}

TEST(Simulation, TheQuickDefaultStopsWhereTheTestItselfStops) {
  // "default" runs as a few numbers; the same bets by name run draw by draw in logarithms.
  for (const auto& [winner, loser] : {std::pair{5500, 4500}, {2600, 2400}, {60, 40}, {900, 100}}) {
    SimulatedContest contest = polling_contest(winner, loser, 300, "default");
    const auto simulator = ContestSimulator::make(contest);
    ASSERT_TRUE(simulator.ok());
    const auto sizes = simulator->sizes(0, 60, {4, 2});
    const auto test =
        make_risk_function("default", contest.tests[0].claim, contest.tests[0].settings);
    const std::vector<ValueCards> kinds{{1.0, winner}, {0.0, loser}, {0.5, 300}};
    auto sorted = sizes;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(sorted, simulated_sizes(**test, kinds, 0.05, 60, contest.draws_max, {4, 2}));
  }
}

TEST(Simulation, AWrongOutcomeIsShownNoOftenerThanTheRiskLimit) {
  SimulatedContest contest = polling_contest(500, 500, 0, "default");
  contest.tests[0].settings.estimate = 0.55;  // as if the report said so
  const auto simulator = ContestSimulator::make(contest);
  const auto sizes = simulator->sizes(0, 2000, {9, 9});
  std::int64_t confirmed = 0;
  for (const std::int64_t size : sizes) confirmed += size < 1000 ? 1 : 0;
  EXPECT_LE(static_cast<double>(confirmed), 2000 * 0.05 + 3.0 * std::sqrt(2000 * 0.05 * 0.95));
  EXPECT_GT(confirmed, 0);
}

TEST(Simulation, ManyKindsAreDrawnLikeFew) {
  SimulatedContest few = polling_contest(5500, 4500, 0, "default");
  SimulatedContest many = few;
  many.kinds.clear();
  for (int i = 0; i < 55; ++i) many.kinds.push_back({100, {1.0}});
  for (int i = 0; i < 45; ++i) many.kinds.push_back({100, {0.0}});
  // Card number n is for the winner in both, as kinds stand in the same order.
  EXPECT_EQ(ContestSimulator::make(few)->sizes(0, 40, {1, 1}),
            ContestSimulator::make(many)->sizes(0, 40, {1, 1}));
}

TEST(Simulation, SeveralAssertionsShareTheirCards) {
  SimulatedContest contest = polling_contest(6000, 4000, 0, "default");
  contest.tests.push_back(contest.tests[0]);
  contest.kinds = {{6000, {1.0, 1.0}}, {3000, {0.0, 0.5}}, {1000, {0.0, 0.0}}};
  contest.tests[1].settings.estimate = 0.75;
  const auto sizes = ContestSimulator::make(contest)->sizes(0, 50, {3, 1});
  const auto alone =
      ContestSimulator::make(polling_contest(6000, 4000, 0, "default"))->sizes(0, 50, {3, 1});
  ASSERT_EQ(sizes.size(), 100u);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(sizes[2 * i], alone[i]);
  const auto largest = contest_sizes(sizes, 2);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(largest[i], std::max(alone[i], sizes[2 * i + 1]));
}

TEST(Simulation, WhatWasSeenIsContinuedNotBegunAgain) {
  SimulatedContest contest = polling_contest(5500, 4500, 0, "default");
  contest.kinds = {{5400, {1.0}}, {4420, {0.0}}};
  contest.seen = {{100, {1.0}}, {80, {0.0}}};
  const auto more = ContestSimulator::make(contest)->sizes(0, 300, {3, 1});
  const auto fresh =
      ContestSimulator::make(polling_contest(5500, 4500, 0, "default"))->sizes(0, 300, {3, 1});
  EXPECT_LT(mean_size(more).mean, mean_size(fresh).mean);
  // Enough was seen: nothing more is drawn.
  contest.kinds = {{5100, {1.0}}, {4480, {0.0}}};
  contest.seen = {{400, {1.0}}, {20, {0.0}}};
  EXPECT_EQ(ContestSimulator::make(contest)->sizes(0, 3, {3, 1}),
            (std::vector<std::int64_t>{0, 0, 0}));
}

TEST(Simulation, ReplicatesDoNotDependOnBlocks) {
  const auto simulator = ContestSimulator::make(polling_contest(5500, 4500, 10, "default"));
  base::SerialExecutor executor;
  const auto all = simulate_contest(*simulator, 100, {7, 7}, executor);
  EXPECT_EQ(all, simulator->sizes(0, 100, {7, 7}));
  const auto later = simulator->sizes(70, 30, {7, 7});
  EXPECT_TRUE(std::equal(later.begin(), later.end(), all.begin() + 70));
}

TEST(Simulation, ATieIsReadToTheLastCard) {
  SimulatedContest contest = polling_contest(50, 50, 0, "default");
  contest.tests[0].settings.estimate = 0.51;
  contest.risk_limit = 1e-9;
  for (const std::int64_t size : ContestSimulator::make(contest)->sizes(0, 20, {1, 5})) {
    EXPECT_EQ(size, 100);
  }
}

}  // namespace
}  // namespace recanvass::audit
