#include "screen/multiplicity.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::screen {
namespace {

TEST(Multiplicity, AdjustedValuesStayInTheOrderGiven) {
  const std::vector<double> p{0.04, 0.01, 0.03};
  const auto holm = adjusted_p(p, Correction::Holm);
  EXPECT_DOUBLE_EQ(holm[1], 0.03);
  EXPECT_DOUBLE_EQ(holm[2], 0.06);
  EXPECT_DOUBLE_EQ(holm[0], 0.06);
  const auto hochberg = adjusted_p(p, Correction::BenjaminiHochberg);
  EXPECT_DOUBLE_EQ(hochberg[1], 0.03);
  EXPECT_DOUBLE_EQ(hochberg[2], 0.04);  // 0.045 would be, but the larger p has 0.04
  EXPECT_DOUBLE_EQ(hochberg[0], 0.04);
  const auto yekutieli = adjusted_p(p, Correction::BenjaminiYekutieli);
  EXPECT_NEAR(yekutieli[1], 0.03 * (1.0 + 0.5 + 1.0 / 3.0), 1e-15);
}

TEST(Multiplicity, OneTestIsNotCorrectedAndNoneGivesNone) {
  for (const auto correction : {Correction::Bonferroni, Correction::Holm,
                                Correction::BenjaminiHochberg, Correction::BenjaminiYekutieli}) {
    EXPECT_TRUE(adjusted_p({}, correction).empty());
    EXPECT_DOUBLE_EQ(adjusted_p(std::vector<double>{0.02}, correction).at(0), 0.02);
  }
}

// Among 20 true nulls Holm calls any one significant at 5 % in at most 5 % of worlds.
TEST(Multiplicity, HolmKeepsTheChanceOfAnyFalseAlarm) {
  int alarms = 0;
  constexpr int kWorlds = 4'000;
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    stats::RandomStream random({5, 5}, world);
    std::vector<double> p;
    for (int i = 0; i < 20; ++i) p.push_back(random.next_unit());
    const auto adjusted = adjusted_p(p, Correction::Holm);
    alarms += *std::min_element(adjusted.begin(), adjusted.end()) <= 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(alarms, 0.049 * kWorlds, 4.5 * 14);  // 1 - 0.95^(1/..): 195, deviation 14
}

TEST(Multiplicity, APlaceboRankCountsThoseAtLeastAsLargeEitherWay) {
  const std::vector<double> placebos{0.1, -0.6, 0.4, 0.5};
  EXPECT_DOUBLE_EQ(placebo_p(0.5, placebos), 3.0 / 5.0);
  EXPECT_DOUBLE_EQ(placebo_p(-0.7, placebos), 1.0 / 5.0);
  EXPECT_DOUBLE_EQ(placebo_p(9.0, {}), 1.0);
}

}  // namespace
}  // namespace recanvass::screen
