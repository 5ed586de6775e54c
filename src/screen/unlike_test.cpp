#include "screen/unlike.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// Towns whose absentee share was about a fifth and grows by a little, each in its own way.
std::vector<ChangedUnit> towns(double spread) {
  std::vector<ChangedUnit> units;
  for (std::uint64_t i = 0; i < 300; ++i) {
    stats::RandomStream random({3, 3}, i);
    const auto trials = static_cast<std::int64_t>(200 + 3'000 * random.next_unit());
    const double odds = -1.4 + 0.5 * stats::draw_normal(random);
    const auto draw = [&](double log_odds) {
      std::int64_t events = 0;
      for (std::int64_t k = 0; k < trials; ++k) {
        events += random.next_unit() < 1.0 / (1.0 + std::exp(-log_odds)) ? 1 : 0;
      }
      return events;
    };
    units.push_back({"town", draw(odds + 0.2 + spread * stats::draw_normal(random)), trials,
                     draw(odds), trials});
  }
  return units;
}

int flagged(const UnlikeAnswer& answer) {
  int units = 0;
  for (const UnlikeUnit& unit : answer.units) units += unit.p_adjusted <= 0.05 ? 1 : 0;
  return units;
}

TEST(Unlike, TownsThatChangeAlikeAreNotFlagged) {
  const auto answer = find_unlike(towns(0.0)).value();
  EXPECT_EQ(flagged(answer), 0);
  EXPECT_LT(answer.spread, 0.1);
}

TEST(Unlike, TheSpreadAmongTownsIsMeasuredAndNotFlagged) {
  const auto answer = find_unlike(towns(0.3)).value();
  EXPECT_LE(flagged(answer), 2);
  EXPECT_NEAR(answer.spread, 0.3, 0.08);
}

TEST(Unlike, ATownWithTenTimesItsAbsenteeBallotsIsFoundWithWhatWasExpected) {
  auto units = towns(0.2);
  units[40] = {"typed wrong", 1'500, 2'000, 200, 2'000};
  const auto answer = find_unlike(units).value();
  EXPECT_LT(answer.units[40].p_adjusted, 1e-3);
  EXPECT_GT(answer.units[40].z, 5.0);
  EXPECT_LT(answer.units[40].expected, 600.0);
}

TEST(Unlike, TownsWithoutVotersThenOrNowHaveNoAnswer) {
  auto units = towns(0.0);
  units[0].trials = units[0].events = 0;
  units[1].trials_before = units[1].events_before = 0;
  const auto answer = find_unlike(units).value();
  EXPECT_EQ(answer.units.size(), 298u);
  EXPECT_EQ(answer.units[0].unit, 2u);
}

// Real towns have longer tails than a normal law: the farthest of them are no news.
TEST(Unlike, TownsWithLongTailsOfTheirOwnAreNotFlagged) {
  int alarms = 0;
  for (std::uint64_t world = 0; world < 8; ++world) {
    auto units = towns(0.2);
    for (std::size_t i = 0; i < units.size(); ++i) {
      stats::RandomStream random({60 + world, 3}, i);
      const double long_tailed =
          0.25 * stats::draw_normal(random) / std::sqrt(2.0 * stats::draw_gamma(random, 1.5) / 3.0);
      const double odds =
          std::log((static_cast<double>(units[i].events_before) + 0.5) /
                   (static_cast<double>(units[i].trials - units[i].events_before) + 0.5)) +
          0.2 + long_tailed;
      units[i].events =
          std::llround(static_cast<double>(units[i].trials) / (1.0 + std::exp(-odds)));
    }
    alarms += flagged(find_unlike(units).value()) > 0 ? 1 : 0;
  }
  EXPECT_LE(alarms, 1);
}

TEST(Unlike, FewerThanTwentyUnitsAreTooFewForThreeCoefficientsAndASpread) {
  auto units = towns(0.2);
  units.resize(20);
  EXPECT_TRUE(find_unlike(units).ok());
  units.resize(19);
  EXPECT_EQ(find_unlike(units).problems()[0].cause, "unlike.units");
}

}  // namespace
}  // namespace recanvass::screen
