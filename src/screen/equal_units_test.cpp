#include "screen/equal_units.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

using Figures = std::vector<std::vector<std::int64_t>>;

// Precincts of one county: two large choices, a small one, and two that hardly anybody takes.
Figures precincts(std::uint64_t seed, std::size_t number, double size) {
  Figures all;
  for (std::size_t i = 0; i < number; ++i) {
    stats::RandomStream random({seed, 3}, i);
    const double votes = size * (0.5 + random.next_unit());
    const double share = 0.5 + 0.1 * stats::draw_normal(random);
    all.push_back({std::llround(votes * share), std::llround(votes * (0.95 - share)),
                   std::llround(votes * (0.03 + 0.005 * stats::draw_normal(random))),
                   random.next_unit() < 0.3 ? 1 : 0, 0});
  }
  return all;
}

TEST(EqualUnits, ACopyOfALargePrecinctIsToldAndSmallTwinsAreNot) {
  Figures large = precincts(1, 1'000, 1'500.0);
  EXPECT_TRUE(equal_units(large).empty());
  large[700] = large[20];
  const auto found = equal_units(large);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].units, (std::vector<std::size_t>{20, 700}));
  EXPECT_LT(found[0].by_chance, 0.05);
  Figures small = precincts(2, 3'000, 40.0);
  small[700] = small[20];
  EXPECT_TRUE(equal_units(small).empty());
}

// Twins come about by chance in files of hundreds.
TEST(EqualUnits, FilesWithoutACopySeldomAlarm) {
  int alarms = 0;
  for (std::uint64_t seed = 10; seed < 50; ++seed) {
    if (!equal_units(precincts(seed, 600, 200.0)).empty()) ++alarms;
  }
  EXPECT_LE(alarms, 5);  // 40 at 5 %
}

TEST(EqualUnits, UnitsWithoutAVoteHaveNoTwin) {
  EXPECT_TRUE(equal_units(Figures(5, {0, 0, 0})).empty());
  EXPECT_TRUE(equal_units(Figures{}).empty());
}

}  // namespace
}  // namespace recanvass::screen
