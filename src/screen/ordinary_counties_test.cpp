#include "screen/ordinary_counties.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

TEST(OrdinaryCounties, ThePIsTheShareOfOrdinaryOnesTimesCountiesAndChoicesButOne) {
  const OrdinaryCounties law = ordinary_counties();
  const double at_from = static_cast<double>(law.beyond) / law.asked;
  EXPECT_DOUBLE_EQ(p_beside_ordinary(law.from, 10, 2), 10.0 * at_from);
  EXPECT_DOUBLE_EQ(p_beside_ordinary(law.from, 10, 4), 30.0 * at_from);
  // Twice as far: 2^-power of them.
  EXPECT_NEAR(p_beside_ordinary(2.0 * law.from, 10, 2), 10.0 * at_from * std::pow(2.0, -law.power),
              1e-12);
  EXPECT_EQ(p_beside_ordinary(0.0, 1, 2), 1.0);
  EXPECT_EQ(p_beside_ordinary(law.from, 10'000, 2), 1.0);
}

TEST(OrdinaryCounties, TheFartherTheSmallerEverywhere) {
  double before = 1.0;
  for (double deviation = 0.0; deviation < 60.0; deviation += 0.01) {
    const double p = p_beside_ordinary(deviation, 1, 2);
    EXPECT_LE(p, before) << deviation;
    before = p;
  }
}

TEST(OrdinaryCounties, WhatItTakesToBeToldIsThePTurnedRound) {
  for (const std::size_t counties : {20U, 72U, 254U}) {
    const double far = deviation_to_tell(0.05, counties, 3);
    EXPECT_NEAR(p_beside_ordinary(far, counties, 3), 0.05, 1e-9) << counties;
  }
  // So few that even the nearest of the tail is told.
  EXPECT_DOUBLE_EQ(deviation_to_tell(0.05, 1, 2), ordinary_counties().from);
}

}  // namespace
}  // namespace recanvass::screen
