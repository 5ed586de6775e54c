#include "audit/macro.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace recanvass::audit {
namespace {

const MacroContest kThree{{1490, 1378, 53}, {true, false, false}, 0};

TEST(Macro, ABatchsBoundIsTheLargestShareOfALead) {
  EXPECT_NEAR(macro_bound(kThree, {375, {196, 173, 3}}), 398.0 / 112.0, 1e-14);
  // A pair that is not the closest can have the largest share where its loser has no votes.
  EXPECT_NEAR(macro_bound(kThree, {100, {0, 100, 0}}), 100.0 / 1437.0, 1e-14);
  EXPECT_EQ(macro_bound({{10, 10}, {true, false}, 0}, {5, {3, 2}}), INFINITY);
}

TEST(Macro, Trap18PendingCardsLowerTheLeadAndATaintOfOneEndsIt) {
  const MacroContest pending{{1490, 1378, 53}, {true, false, false}, 12};
  EXPECT_NEAR(macro_bound(pending, {375, {196, 173, 3}}), 398.0 / 100.0, 1e-14);
  const std::array<BatchDraw, 2> draws{BatchDraw{0.0, 2.0}, BatchDraw{2.0, 2.0}};
  EXPECT_NEAR(macro_risk(10.0, draws), 0.9, 1e-12);  // the first draw alone
  const std::array<BatchDraw, 1> all{BatchDraw{2.0, 2.0}};
  EXPECT_EQ(macro_risk(10.0, all), 1.0);
}

TEST(Macro, ErrorsForTheWinnerCountAsNone) {
  EXPECT_EQ(macro_error(kThree, {316, {174, 135, 6}}, {316, {180, 130, 6}}), 0.0);
  EXPECT_NEAR(macro_error(kThree, {316, {174, 135, 6}}, {316, {171, 135, 6}}), 3.0 / 112.0, 1e-15);
}

TEST(Macro, TheRiskIsTheLeastProductOnTheWay) {
  const std::array<BatchDraw, 3> draws{BatchDraw{0, 2}, BatchDraw{0, 2}, BatchDraw{1, 2}};
  EXPECT_NEAR(macro_risk(5.0, draws), 0.64, 1e-12);  // then 0.64 * .8 / .5 = 1.02
  EXPECT_EQ(macro_risk(0.5, {}), 0.0);  // all errors together cannot change the outcome
  EXPECT_EQ(arlo_macro_batches(27.321428571428573, 0.1, 12), 12);
  EXPECT_EQ(arlo_macro_batches(15.408382066276802, 0.1, 60), 36);
}

}  // namespace
}  // namespace recanvass::audit
