#include "screen/funnel.h"

#include "screen/digits.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

// Units of 50 to 2,000 whose true shares spread around 3 % by `spread`.
std::vector<FunnelUnit> made_units(double spread, std::uint64_t world) {
  std::vector<FunnelUnit> units;
  for (std::uint64_t i = 0; i < 200; ++i) {
    stats::RandomStream random({8, world}, i);
    const auto trials = static_cast<std::int64_t>(50 + 1950 * random.next_unit());
    const double share = std::max(0.0, 0.03 + spread * stats::draw_normal(random));
    std::int64_t events = 0;
    for (std::int64_t k = 0; k < trials; ++k) events += random.next_unit() < share ? 1 : 0;
    units.push_back({std::to_string(i), events, trials});
  }
  return units;
}

int outside(const Funnel& funnel) {
  int units = 0;
  for (const FunnelPoint& point : funnel.points) units += std::abs(point.z) > 1.96 ? 1 : 0;
  return units;
}

TEST(Funnel, UnitsThatDifferByChanceOnlyHaveNoSpread) {
  const Funnel funnel = make_funnel(made_units(0.0, 1));
  EXPECT_NEAR(funnel.centre, 0.03, 0.002);
  EXPECT_LT(funnel.spread, 0.002);
  EXPECT_NEAR(outside(funnel), 10, 9);  // 5 % of 200
}

TEST(Funnel, ASpreadAmongUnitsWidensTheFunnelSoThatFewStandOutside) {
  const Funnel funnel = make_funnel(made_units(0.012, 2));
  EXPECT_GT(funnel.dispersion, 2.0);
  EXPECT_NEAR(funnel.spread, 0.012, 0.006);
  EXPECT_LE(outside(funnel), 30);
}

TEST(Funnel, OneUnitFarOutIsFoundAndDoesNotWidenTheFunnel) {
  auto units = made_units(0.0, 3);
  units[17].trials = 1000;
  units[17].events = 200;
  const Funnel funnel = make_funnel(units);
  EXPECT_LT(funnel.points[17].p_adjusted, 1e-6);
  EXPECT_LT(funnel.spread, 0.004);
  EXPECT_GT(funnel.points[17].share, funnel.limit(1000, 3.0));
}

// Sizes as of Wisconsin's municipalities: from a few absentee ballots to some ten thousand, of
// which one in two hundred is rejected.
std::vector<FunnelUnit> rare_events(double within, std::uint64_t world) {
  std::vector<FunnelUnit> units;
  for (std::uint64_t i = 0; i < 600; ++i) {
    stats::RandomStream random({9, world}, i);
    const auto trials = static_cast<std::int64_t>(5.0 * std::pow(3'000.0, random.next_unit()));
    units.push_back({std::to_string(i), draw_unit_votes(random, {trials, 0.0054}, within), trials});
  }
  return units;
}

int alarms(double within) {
  int elections = 0;
  for (std::uint64_t world = 0; world < 40; ++world) {
    const Funnel funnel = make_funnel(rare_events(within, world));
    bool any = false;
    for (const FunnelPoint& point : funnel.points) any = any || point.p_adjusted <= 0.05;
    elections += any ? 1 : 0;
  }
  return elections;
}

TEST(Funnel, RareEventsOfManySmallUnitsDoNotAlarmMoreThanTheLevelPromises) {
  EXPECT_LE(alarms(0.0), 6);  // of 40; 2 by chance
  EXPECT_LE(alarms(0.0017), 8);  // true shares spread by 0.3 points
}

// Shares near a half with a wide spread, as of precincts' votes: 200 of 100 to 2,500.
int alarms_of_wide_shares(double mean, double spread) {
  int elections = 0;
  for (std::uint64_t world = 0; world < 40; ++world) {
    std::vector<FunnelUnit> units;
    for (std::uint64_t i = 0; i < 200; ++i) {
      stats::RandomStream random({10, world}, i);
      const auto trials = static_cast<std::int64_t>(100.0 + 2'400.0 * random.next_unit());
      const double within = spread * spread / (mean * (1.0 - mean));
      units.push_back({std::to_string(i), draw_unit_votes(random, {trials, mean}, within), trials});
    }
    const Funnel funnel = make_funnel(units);
    bool any = false;
    for (const FunnelPoint& point : funnel.points) any = any || point.p_adjusted <= 0.05;
    elections += any ? 1 : 0;
  }
  return elections;
}

TEST(Funnel, WideSharesNearAHalfDoNotAlarmMoreThanTheLevelPromises) {
  EXPECT_LE(alarms_of_wide_shares(0.5, 0.17), 5);  // of 40; 2 by chance
  EXPECT_LE(alarms_of_wide_shares(0.6, 0.2), 5);
  EXPECT_LE(alarms_of_wide_shares(0.3, 0.12), 5);
}

// Places whose log odds lie around a common one by Student's law with 3 degrees of freedom.
std::vector<FunnelUnit> long_tailed(std::uint64_t world) {
  std::vector<FunnelUnit> units;
  for (std::uint64_t i = 0; i < 300; ++i) {
    stats::RandomStream random({11, world}, i);
    const auto trials = static_cast<std::int64_t>(400.0 + 3'600.0 * random.next_unit());
    double square = 0.0;
    for (int k = 0; k < 3; ++k) square += std::pow(stats::draw_normal(random), 2.0);
    const double odds = -3.0 + 0.3 * stats::draw_normal(random) / std::sqrt(square / 3.0);
    const double share = 1.0 / (1.0 + std::exp(-odds));
    units.push_back({std::to_string(i), draw_unit_votes(random, {trials, share}, 0.0), trials});
  }
  return units;
}

TEST(Funnel, PlacesWithLongTailsAreNamedAndSeldomToldFromEachOther) {
  int outside_some = 0;
  int told = 0;
  for (std::uint64_t world = 0; world < 40; ++world) {
    const Funnel funnel = make_funnel(long_tailed(world));
    outside_some += std::ranges::any_of(
        funnel.points, [](const FunnelPoint& one) { return one.p_adjusted <= 0.05; });
    told += funnel.p_beside_tail <= 0.05 ? 1 : 0;
  }
  EXPECT_GE(outside_some, 30);
  EXPECT_LE(told, 6);  // of 40; 2 by chance
}

TEST(Funnel, OneUnitFarOutAmongOrdinaryOnesIsToldFromThem) {
  auto units = rare_events(0.0017, 51);
  EXPECT_GT(make_funnel(units).p_beside_tail, 0.05);
  units.push_back({"far", 80, 1'000});  // 5 expected
  EXPECT_LT(make_funnel(units).p_beside_tail, 0.01);
}

TEST(Funnel, OneRejectedBallotInAVillageIsNoEvent) {
  auto units = rare_events(0.0, 50);
  units.push_back({"village", 1, 9});
  units.push_back({"all of them", 192, 192});
  const Funnel funnel = make_funnel(units);
  EXPECT_GT(funnel.points[600].p, 0.05);
  EXPECT_DOUBLE_EQ(funnel.points[600].p_adjusted, 1.0);
  EXPECT_LT(funnel.points[601].p_adjusted, 1e-6);
}

TEST(Funnel, UnitsWithoutTrialsHaveNoPointAndAnEmptyFunnelNone) {
  const std::vector<FunnelUnit> units{{"a", 0, 0}, {"b", 1, 10}, {"c", 3, 10}};
  const Funnel funnel = make_funnel(units);
  ASSERT_EQ(funnel.points.size(), 2u);
  EXPECT_EQ(funnel.points[0].unit, 1u);
  EXPECT_TRUE(make_funnel({}).points.empty());
}

TEST(Funnel, LimitsAreSoManyDeviationsOfSamplingAndSpread) {
  Funnel funnel;
  funnel.centre = 0.2;
  funnel.spread = 0.05;
  // .2 + 3 sqrt(.16/100 + .0025 . 99/100)
  EXPECT_NEAR(funnel.limit(100, 3.0), 0.2 + 3.0 * std::sqrt(0.0016 + 0.002475), 1e-12);
  EXPECT_NEAR(funnel.limit(100, -1.0), 0.2 - std::sqrt(0.0016 + 0.002475), 1e-12);
  EXPECT_EQ(funnel.limit(1, -3.0), 0.0);
}

TEST(Funnel, OfFewUnitsTheSpreadIsMeasuredAndNotTakenForNone) {
  auto units = made_units(0.012, 5);
  units.resize(17);
  const Funnel funnel = make_funnel(units);
  EXPECT_GT(funnel.spread, 0.004);
  for (const FunnelPoint& point : funnel.points) EXPECT_GT(point.p_adjusted, 0.05);
}

TEST(Funnel, OneOfFewIsHeldAgainstTheOthersAndFound) {
  auto units = made_units(0.0, 6);
  units.resize(12);
  units[4].trials = 1'000;
  units[4].events = 300;
  const Funnel funnel = make_funnel(units);
  EXPECT_LT(funnel.points[4].p_adjusted, 0.01);
  for (std::size_t i = 0; i < 12; ++i) {
    if (i == 4) continue;
    EXPECT_GT(funnel.points[i].p_adjusted, 0.05) << i;
  }
}

TEST(Funnel, OfFewerThanFiveUnitsNothingIsTold) {
  auto units = made_units(0.0, 7);
  units.resize(4);
  units[0].events = units[0].trials;
  for (const FunnelPoint& point : make_funnel(units).points) EXPECT_EQ(point.p, 1.0);
}

// Places that differ by themselves, seventeen at a time: an alarm in few of a hundred.
TEST(Funnel, FewUnitsThatDifferByThemselvesSeldomAlarm) {
  int alarms = 0;
  for (std::uint64_t world = 100; world < 200; ++world) {
    auto units = made_units(0.01, world);
    units.resize(17);
    const Funnel funnel = make_funnel(units);
    alarms += std::ranges::any_of(funnel.points,
                                  [](const FunnelPoint& one) { return one.p_adjusted <= 0.05; });
  }
  EXPECT_LE(alarms, 12);
}

}  // namespace
}  // namespace recanvass::screen
