#include "tests/simulate/simulation.h"

#include <gtest/gtest.h>

namespace recanvass::simulate {
namespace {

TEST(Simulation, PromisesHoldUnderTheFirstSeeds) {
  Ending sum;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Ending ending = simulate(seed);
    ASSERT_EQ(ending.breach, "") << "seed " << seed;
    sum.acknowledged += ending.acknowledged;
    sum.power_cuts += ending.power_cuts;
  }
  EXPECT_GT(sum.acknowledged, 100U) << "a simulation in which nothing happens shows nothing";
  EXPECT_GT(sum.power_cuts, 5U);
}

TEST(Simulation, TheSameSeedGivesTheSameHistory) {
  for (const std::uint64_t seed : {3U, 17U}) {
    const Ending one = simulate(seed);
    const Ending other = simulate(seed);
    EXPECT_EQ(one.root, other.root);
    EXPECT_EQ(one.acknowledged, other.acknowledged);
  }
  EXPECT_NE(simulate(3).root, simulate(17).root);
}

TEST(Simulation, ADiskThatForgetsWhatItSyncedIsNoticed) {
  int noticed = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Ending ending = simulate(seed, Sabotage::DiskForgetsSyncedBytes);
    if (!ending.breach.empty()) ++noticed;
  }
  EXPECT_GT(noticed, 3);
}

}  // namespace
}  // namespace recanvass::simulate
