#include "screen/unit_pairs.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// Forty units in a ring, each a neighbour of the next two; what is alike among neighbours is
// smooth.
PairedUnits ring(double effect, std::uint64_t world) {
  PairedUnits units;
  std::vector<double> property;
  std::vector<double> control;
  for (std::size_t i = 0; i < 40; ++i) {
    stats::RandomStream random({41, world}, i);
    const double smooth = 0.1 * std::sin(0.157 * static_cast<double>(i));
    property.push_back(random.next_unit() < 0.5 ? 1.0 : 0.0);
    control.push_back(stats::draw_normal(random));
    units.outcome.push_back(smooth + effect * property.back() + 0.02 * control.back() +
                            0.02 * stats::draw_normal(random));
    units.pairs.emplace_back(i, (i + 1) % 40);
    units.pairs.emplace_back(i, (i + 2) % 40);
  }
  units.regressors.add("property", property);
  units.regressors.add("control", control);
  return units;
}

TEST(UnitPairs, TurningPairsRoundChangesNothing) {
  const PairedUnits units = ring(0.03, 1);
  PairedUnits turned = units;
  for (std::size_t i = 0; i < turned.pairs.size(); i += 3) {
    std::swap(turned.pairs[i].first, turned.pairs[i].second);
  }
  const PairFit fit = fit_pairs(units).value();
  EXPECT_NEAR(fit.coefficient, fit_pairs(turned).value().coefficient, 1e-14);
  EXPECT_NEAR(fit.error, fit_pairs(turned).value().error, 1e-14);
  EXPECT_NEAR(fit.coefficient, 0.03, 0.02);
  EXPECT_EQ(fit.pairs, 80u);
  EXPECT_EQ(fit.units, 40u);
}

// The same coefficient with a column for each pair, every unit once in each of its pairs.
TEST(UnitPairs, ItIsTheRegressionWithAnEffectOfEachPair) {
  const PairedUnits units = ring(0.03, 2);
  Regressors x;
  std::vector<double> outcome;
  std::vector<double> property;
  std::vector<double> control;
  for (const auto& [one, other] : units.pairs) {
    for (const std::size_t unit : {one, other}) {
      outcome.push_back(units.outcome[unit]);
      property.push_back(units.regressors.columns[0][unit]);
      control.push_back(units.regressors.columns[1][unit]);
    }
  }
  x.add("property", property);
  x.add("control", control);
  for (std::size_t pair = 0; pair < units.pairs.size(); ++pair) {
    std::vector<double> column(outcome.size(), 0.0);
    column[2 * pair] = column[2 * pair + 1] = 1.0;
    x.add("pair " + std::to_string(pair), column);
  }
  EXPECT_NEAR(fit_least_squares(outcome, x).value().coefficients[0],
              fit_pairs(units).value().coefficient, 1e-12);
}

// Σ over all p, q that share a unit, pair by pair.
TEST(UnitPairs, ErrorsAreThoseOfPairsThatShareAUnit) {
  const PairedUnits units = ring(0.03, 3);
  PairedUnits alone = units;  // without the control what is left of d is d
  alone.regressors.names.pop_back();
  alone.regressors.columns.pop_back();
  const PairFit fit = fit_pairs(alone).value();
  std::vector<double> d;
  std::vector<double> u;
  double squares = 0.0;
  for (const auto& [one, other] : alone.pairs) {
    d.push_back(alone.regressors.columns[0][one] - alone.regressors.columns[0][other]);
    const double y = alone.outcome[one] - alone.outcome[other];
    u.push_back(d.back() * (y - fit.coefficient * d.back()));
    squares += d.back() * d.back();
  }
  double sum = 0.0;
  double single = 0.0;
  for (std::size_t p = 0; p < u.size(); ++p) {
    single += u[p] * u[p];
    for (std::size_t q = 0; q < u.size(); ++q) {
      const auto& a = alone.pairs[p];
      const auto& b = alone.pairs[q];
      const bool share =
          a.first == b.first || a.first == b.second || a.second == b.first || a.second == b.second;
      if (share) sum += u[p] * u[q];
    }
  }
  EXPECT_NEAR(fit.error, std::sqrt(std::max(sum, single) * 40.0 / 39.0) / squares, 1e-14);
}

TEST(UnitPairs, WithoutAnEffectFewWorldsAreSignificantAndWithOneNearlyAllAre) {
  base::SerialExecutor executor;
  int without = 0;
  int with = 0;
  for (std::uint64_t world = 0; world < 60; ++world) {
    const Resampling asked{199, {world, 5}};
    without += pairs_dealt_p(ring(0.0, world), PairDeal::Whole, asked, executor) <= 0.05 ? 1 : 0;
    with += pairs_dealt_p(ring(0.04, world), PairDeal::Whole, asked, executor) <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(without, 8);
  EXPECT_GE(with, 50);
}

TEST(UnitPairs, EachOfTheRarerKindGetsTheNearestThatIsLeft) {
  const std::vector<double> kinds = {1.0, 0.0, 0.0, 1.0, 0.0};
  const std::vector<std::vector<double>> columns = {{1.0, 5.0, 1.2, 1.1, 9.0}};
  const auto pairs = nearest_pairs(kinds, columns);
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0], UnitPair(3, 2));  // .1 apart; the other takes the next
  EXPECT_EQ(pairs[1], UnitPair(0, 1));
  EXPECT_TRUE(nearest_pairs(std::vector<double>{1.0, 1.0}, {{1.0, 2.0}}).empty());
}

TEST(UnitPairs, HowFarTheTwoOfAPairLieApartIsInStandardDeviationsOfAllUnits) {
  // Mean 3.46, variance 9.9584; the second column is the same for all.
  const std::vector<std::vector<double>> columns = {{1.0, 5.0, 1.2, 1.1, 9.0},
                                                    {2.0, 2.0, 2.0, 2.0, 2.0}};
  const std::vector<UnitPair> pairs = {{3, 2}, {0, 1}};
  const auto distances = pair_distances(pairs, columns);
  ASSERT_EQ(distances.size(), 2u);
  EXPECT_NEAR(distances[0], 0.1 / std::sqrt(9.9584), 1e-9);
  EXPECT_NEAR(distances[1], 4.0 / std::sqrt(9.9584), 1e-9);
}

TEST(UnitPairs, AMatchedCoinTurnsEachPairByItself) {
  PairedUnits units;
  std::vector<double> property;
  for (std::size_t i = 0; i < 8; ++i) {
    property.push_back(i % 2 == 0 ? 1.0 : 0.0);
    units.outcome.push_back(i % 2 == 0 ? 1.0 + 0.01 * static_cast<double>(i) : 0.0);
    if (i % 2 == 0) units.pairs.emplace_back(i, i + 1);
  }
  units.regressors.add("property", property);
  base::SerialExecutor executor;
  // Of 16 turnings two are as far out: all one way.
  EXPECT_NEAR(pairs_dealt_p(units, PairDeal::WithinPairs, {4'000, {7, 7}}, executor), 0.125, 0.02);
}

}  // namespace
}  // namespace recanvass::screen
