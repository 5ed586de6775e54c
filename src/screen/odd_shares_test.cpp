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

TEST(OddShares, AMultinomialWorldHasNoSpreadAndNothingFarOut) {
  const World world = world_of(1, 200, 1e7);
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  for (const ShareSpread& spread : found->spreads) EXPECT_LT(spread.within, 2e-4);
  EXPECT_TRUE(found->odd.empty());
  EXPECT_TRUE(found->settled);
  EXPECT_EQ(found->middle, 1200.0);
}

TEST(OddShares, UnitsThatVaryAreHeldAgainstTheirOwnSpread) {
  // Dirichlet of 300: the correlation of two votes of a unit is 1 / 301, for every choice.
  const World world = world_of(2, 300, 300.0);
  const auto found = find_odd_shares(world.votes, world.regressors);
  ASSERT_TRUE(found.ok());
  for (const ShareSpread& spread : found->spreads) {
    EXPECT_NEAR(spread.within * 301.0, 1.0, 0.3);
    EXPECT_EQ(times_multinomial(spread, 1200.0, found->middle), 1.0 + 1199.0 * spread.within);
  }
  EXPECT_LE(found->odd.size(), 3U);
}

TEST(OddShares, ASpreadThatFallsWithTheSizeIsReadAsOne) {
  EXPECT_EQ(times_multinomial({0.01, 0.5}, 400.0, 100.0), 1.0 + 399.0 * 0.01 * 0.5);
  EXPECT_EQ(times_multinomial({0.01, 0.0}, 400.0, 100.0), 1.0 + 399.0 * 0.01);
  EXPECT_EQ(times_multinomial({0.01, 1.0}, 1.0, 100.0), 1.0);
  // Units of 100 to 100,000 votes, of which a share of .5 is off by 10 points at 100 votes and by
  // as much less as the root of the size: one deviation is as far in the large as in the small.
  for (const double by_size : {0.0, 1.0}) {
    std::vector<std::vector<std::int64_t>> votes;
    for (std::size_t unit = 0; unit < 400; ++unit) {
      stats::RandomStream random({22, 21}, unit);
      const double all = std::round(std::exp(std::log(100.0) + random.next_unit() * 6.9));
      const double off = 0.1 * std::pow(all / 100.0, -0.5 * by_size) * stats::draw_normal(random);
      const auto first =
          static_cast<std::int64_t>(std::round(all * std::clamp(0.5 + off, 0.01, 0.99)));
      votes.push_back({first, static_cast<std::int64_t>(all) - first});
    }
    Regressors constant;
    constant.add("constant", std::vector<double>(votes.size(), 1.0));
    const auto found = find_odd_shares(votes, constant);
    ASSERT_TRUE(found.ok());
    EXPECT_NEAR(found->spreads[0].by_size, by_size, 0.26);
    EXPECT_LE(found->odd.size(), 2U) << by_size;
  }
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
  for (const std::size_t unit : {40U, 60U, 61U, 62U, 63U, 64U, 65U}) {
    EXPECT_GT(found->deviations[unit][2], OddShares::kFarOut) << unit;
  }
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
