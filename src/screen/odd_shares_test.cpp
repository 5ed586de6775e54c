#include "screen/odd_shares.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

struct World {
  std::vector<std::vector<std::int64_t>> votes;
  Regressors regressors;
};

// Three choices; the share of the second follows a lean, the third is small. Units vary about it
// by a Dirichlet law of `size`.
World world_of(std::uint64_t seed, std::size_t units, double size) {
  World world;
  std::vector<double> lean;
  for (std::size_t unit = 0; unit < units; ++unit) {
    stats::RandomStream random({seed, 21}, unit);
    lean.push_back(stats::draw_normal(random));
    const double second = std::exp(0.2 + 0.5 * lean.back());
    const double third = 0.04;
    const double all = 1.0 + second + third;
    std::vector<double> shares;
    for (const double part : {1.0, second, third}) {
      shares.push_back(stats::draw_gamma(random, size * part / all));
    }
    const double sum = shares[0] + shares[1] + shares[2];
    std::vector<std::int64_t> votes(3, 0);
    for (int vote = 0; vote < 1200; ++vote) {
      const double at = random.next_unit() * sum;
      ++votes[at < shares[0] ? 0 : at < shares[0] + shares[1] ? 1 : 2];
    }
    world.votes.push_back(votes);
  }
  world.regressors.add("constant", std::vector<double>(units, 1.0));
  world.regressors.add("lean", lean);
  return world;
}

TEST(OddShares, TheWeightIsThePublishedOne) {
  EXPECT_EQ(tanh_weight(0.0), 1.0);
  EXPECT_EQ(tanh_weight(-1.803), 1.0);
  EXPECT_EQ(tanh_weight(4.0), 0.0);
  EXPECT_EQ(tanh_weight(-9.0), 0.0);
  // It is continuous where the tanh begins, which the four published constants must give.
  EXPECT_NEAR(tanh_weight(1.8031341), 1.0, 1e-5);
  EXPECT_NEAR(tanh_weight(3.9999), 0.0, 1e-4);
  for (double z = 1.81; z < 4.0; z += 0.1) EXPECT_LT(tanh_weight(z + 0.1), tanh_weight(z));
}

TEST(OddShares, TheQuartileDifferenceOfSmallNumbersIsThatOfItsPairs) {
  // Differences 1, 2, 3, 3, 5, 6, ...: h = 3, the third smallest is 3 of {1, 2, 3, 3, 5, 6}.
  EXPECT_DOUBLE_EQ(quartile_difference({0.0, 1.0, 3.0, 6.0}), 2.2219 * 3.0);
  EXPECT_DOUBLE_EQ(quartile_difference({5.0, 5.0}), 0.0);
}

TEST(OddShares, TheQuartileDifferenceOfANormalLawIsItsDeviation) {
  std::vector<double> numbers;
  stats::RandomStream random({1, 2}, 0);
  for (int i = 0; i < 6000; ++i) numbers.push_back(3.0 * stats::draw_normal(random));
  EXPECT_NEAR(quartile_difference(numbers), 3.0, 0.1);
  for (std::size_t i = 0; i < 600; ++i) numbers[i] = 1000.0;
  EXPECT_NEAR(quartile_difference(numbers), 3.0, 0.8);
}

TEST(OddShares, AMultinomialWorldHasNoSpreadAndNothingFarOut) {
  const World world = world_of(1, 200, 1e7);
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  EXPECT_NEAR(found->spread, 1.0, 0.1);
  EXPECT_TRUE(found->odd.empty());
  EXPECT_TRUE(found->settled);
}

TEST(OddShares, UnitsThatVaryAreHeldAgainstTheirOwnSpread) {
  // Dirichlet of 300 over 1,200 votes: variance (1200 + 300) / (300 + 1) times the multinomial.
  const World world = world_of(2, 300, 300.0);
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  EXPECT_NEAR(found->spread, std::sqrt(1500.0 / 301.0), 0.25);
  EXPECT_LE(found->odd.size(), 3U);
}

TEST(OddShares, AUnitWithVotesOnTheWrongLineIsFarthestOut) {
  World world = world_of(3, 120, 400.0);
  world.votes[40][1] -= 90;
  world.votes[40][2] += 90;
  // Six other units out of line do not hide it.
  for (std::size_t unit = 60; unit < 66; ++unit) {
    world.votes[unit][1] -= 60;
    world.votes[unit][2] += 60;
  }
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  ASSERT_GE(found->odd.size(), 7U);
  EXPECT_EQ(found->odd[0].unit, 40U);
  EXPECT_EQ(found->odd[0].choice, 2U);
  EXPECT_NEAR(static_cast<double>(found->odd[0].votes) - found->odd[0].expected, 90.0, 25.0);
  EXPECT_LT(found->unit_weights[40], 1e-6);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(found->odd[i].choice, 2U);
}

TEST(OddShares, UnitsWithoutVotesSayNothing) {
  World world = world_of(4, 60, 400.0);
  world.votes[7] = {0, 0, 0};
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->deviations[7], (std::vector<double>{0.0, 0.0, 0.0}));
}

TEST(OddShares, WhatCannotBeFittedIsSaid) {
  World world = world_of(5, 30, 400.0);
  world.regressors.add("twice the lean", world.regressors.columns[1]);
  EXPECT_EQ(find_odd_shares(world.votes, world.regressors).problems().front().cause,
            "shares.collinear");
  World few = world_of(6, 6, 400.0);
  few.regressors.columns[1][2] = std::nan("");
  const auto refused = find_odd_shares(few.votes, few.regressors);
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.problems().size(), 2U);
  EXPECT_EQ(refused.problems()[0].cause, "shares.units");
  EXPECT_EQ(refused.problems()[1].cause, "shares.number");
}

TEST(LongTails, TheFreedomAndScaleOfALawAreFoundAgain) {
  std::vector<double> long_tailed;
  std::vector<double> normal;
  for (std::size_t i = 0; i < 4'000; ++i) {
    stats::RandomStream random({41, 2}, i);
    // Student's law with 3 degrees: a normal number over the root of a gamma's.
    const double square = 2.0 * stats::draw_gamma(random, 1.5) / 3.0;
    long_tailed.push_back(2.5 * stats::draw_normal(random) / std::sqrt(square));
    normal.push_back(0.5 * stats::draw_normal(random));
  }
  const LongTail law = fit_long_tail(long_tailed);
  EXPECT_NEAR(law.freedom, 3.0, 0.5);
  EXPECT_NEAR(law.scale, 2.5, 0.15);
  EXPECT_GE(fit_long_tail(normal).freedom, 50.0);
  EXPECT_NEAR(fit_long_tail(normal).scale, 0.5, 0.02);
}

TEST(LongTails, OneUnitFarOutMakesTheTailsLonger) {
  std::vector<double> deviations;
  for (std::size_t i = 0; i < 200; ++i) {
    stats::RandomStream random({42, 2}, i);
    deviations.push_back(stats::draw_normal(random));
  }
  const double before = fit_long_tail(deviations).freedom;
  deviations.push_back(12.0);
  EXPECT_LT(fit_long_tail(deviations).freedom, before);
}

// How far the farthest lies says nothing of the others' tails.
TEST(LongTails, TheFarthestAsNoNearerThanTheNextLeavesTheLawWhereItIs) {
  std::vector<double> deviations;
  for (std::size_t i = 0; i < 80; ++i) {
    stats::RandomStream random({43, 2}, i);
    deviations.push_back(stats::draw_normal(random));
  }
  deviations.push_back(8.0);
  const LongTail near = fit_long_tail(deviations, 1);
  deviations.back() = 400.0;
  const LongTail far = fit_long_tail(deviations, 1);
  EXPECT_EQ(near.freedom, far.freedom);
  EXPECT_NEAR(near.scale, far.scale, 1e-9);
  EXPECT_LT(two_sided_p(far, 400.0) * 81.0, 1e-3);
  // With itself among them it makes its own tail, a thousand times as long.
  EXPECT_GT(two_sided_p(fit_long_tail(deviations), 400.0), 1e3 * two_sided_p(far, 400.0));
}

TEST(LongTails, TheFarthestOfAnOrdinaryLawIsSeldomTold) {
  int told = 0;
  for (std::uint64_t world = 0; world < 200; ++world) {
    std::vector<double> deviations;
    for (std::size_t i = 0; i < 60; ++i) {
      stats::RandomStream random({44 + world, 2}, i);
      const double square = 2.0 * stats::draw_gamma(random, 1.5) / 3.0;
      deviations.push_back(stats::draw_normal(random) / std::sqrt(square));
    }
    double farthest = 0.0;
    for (const double z : deviations) farthest = std::max(farthest, std::abs(z));
    told += two_sided_p(fit_long_tail(deviations, 1), farthest) * 60.0 <= 0.05;
  }
  EXPECT_LE(told, 24);
}

}  // namespace
}  // namespace recanvass::screen
