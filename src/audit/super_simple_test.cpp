#include "audit/super_simple.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

TEST(SuperSimple, TheRiskIsItsProduct) {
  const SuperSimple contest{1000, 200};
  const double g = 1.03905;
  const double p = std::pow(1.0 - 0.2 / (2.0 * g), 120) / std::pow(1.0 - 0.5 / g, 3) /
                   (1.0 - 1.0 / g) / std::pow(1.0 + 0.5 / g, 2) / (1.0 + 1.0 / g);
  EXPECT_NEAR(super_simple_risk(contest, 120, {3, 1, 2, 1}) / p, 1.0, 1e-12);
  EXPECT_EQ(super_simple_risk({1000, 0}, 500, {}), 1.0);
  EXPECT_EQ(super_simple_risk(contest, 0, {}), 1.0);
}

// P13: Colorado's presidential electors of 2024 and the example of "More style, less work".
TEST(SuperSimple, P13SizesAsPublished) {
  EXPECT_EQ(super_simple_cards({4746866, 350348}, 0.03, {}), 99);
  EXPECT_EQ(super_simple_cards({1000, 0}, 0.05, {}), 1000);
  // One one-vote overstatement in a thousand: n = ln α / (m/2γ + .001 ln(1 - 1/2γ)).
  const auto with_rate = [](double m) {
    const double g = 1.03905;
    return -std::log(0.05) / (m / (2.0 * g) + 0.001 * std::log1p(-0.5 / g));
  };
  EXPECT_NEAR(with_rate(0.1), 63.1, 0.05);        // printed 64
  EXPECT_NEAR(with_rate(0.01), 720.85, 0.005);    // printed 721
  EXPECT_NEAR(with_rate(0.005), 1712.05, 0.005);  // printed 1,712
  EXPECT_NEAR(with_rate(0.002), 9784.7, 0.05);    // printed 9,775: the paper leaves its formula
}

// Trap 17: Arlo leaves understatements out, Colorado counts them.
TEST(SuperSimple, Trap17UnderstatementsLowerTheRisk) {
  const SuperSimple contest{104000, 4000};
  EXPECT_LT(super_simple_risk(contest, 120, {0, 0, 1, 0}), super_simple_risk(contest, 120, {}));
  EXPECT_GT(super_simple_risk(contest, 120, {1, 0, 0, 0}), super_simple_risk(contest, 120, {}));
  EXPECT_LT(super_simple_cards(contest, 0.05, {0, 0, 1, 0}), super_simple_cards(contest, 0.05, {}));
}

TEST(SuperSimple, ErrorsThatUseUpTheLeadAskForEveryCard) {
  EXPECT_EQ(arlo_super_simple_cards({10300, 200}, 0.05, 100, {0, 3, 0, 0}), 10300);
  EXPECT_EQ(arlo_super_simple_cards({1000, 200}, 0.05, 0, {}), 34);
}

}  // namespace
}  // namespace recanvass::audit
