#include "audit/reported_parts.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace recanvass::audit {
namespace {

double chance_of(std::vector<DrawnPart> parts) { return chance_of_parts(parts); }

TEST(ReportedParts, DrawsAsReportedOrNoneRefuteNothing) {
  EXPECT_EQ(chance_of({}), 1.0);
  EXPECT_EQ(chance_of({{0.4, 0.0, 0}}), 1.0);
  EXPECT_EQ(chance_of({{0.4, 4.0, 10}}), 1.0);
  EXPECT_EQ(chance_of({{0.4, 4.0, 10}, {0.5, 5.0, 10}}), 1.0);
}

// Of n ones where half was reported the bound is that of n heads in a row, and both ways.
TEST(ReportedParts, AllOnesWhereHalfWasReportedAreHeadsInARow) {
  EXPECT_NEAR(chance_of({{0.5, 10.0, 10}}), 2.0 * std::pow(0.5, 10), 1e-12);
  EXPECT_NEAR(chance_of({{0.5, 0.0, 10}}), 2.0 * std::pow(0.5, 10), 1e-12);
  EXPECT_NEAR(chance_of({{0.2, 3.0, 3}}), 2.0 * 0.008, 1e-12);
}

// n ones among 2n draws of mean q: ((q / a)^a ((1 - q) / (1 - a))^(1 - a))^draws with a = 1/2.
TEST(ReportedParts, TheBoundIsThatOfTheRelativeEntropy) {
  const double q = 0.3;
  const double expected = 2.0 * std::pow(std::sqrt(q / 0.5) * std::sqrt((1.0 - q) / 0.5), 40.0);
  EXPECT_NEAR(chance_of({{q, 20.0, 40}}) / expected, 1.0, 1e-9);
}

TEST(ReportedParts, MeansAtTheEndsLeaveNoChance) {
  EXPECT_LT(chance_of({{0.0, 1.0, 5}}), 1e-12);
  EXPECT_EQ(chance_of({{0.0, 0.0, 5}}), 1.0);
  EXPECT_LT(chance_of({{1.0, 4.0, 5}}), 1e-12);
  EXPECT_EQ(chance_of({{1.0, 5.0, 5}}), 1.0);
}

// Two parts whose errors cancel are seen in each of them.
TEST(ReportedParts, ErrorsThatCancelInTheSumAreSeenInAPart) {
  EXPECT_LT(chance_of({{0.5, 30.0, 30}, {0.5, 0.0, 30}}), 1e-6);
}

// Right totals are refuted at most as often as is said: 4 parts, 20 draws each without replacement
// from 60 cards, 5,000 audits at one in a hundred.
TEST(ReportedParts, RightTotalsAreSeldomRefuted) {
  int refuted = 0;
  constexpr int kAudits = 5'000;
  for (int audit = 0; audit < kAudits; ++audit) {
    stats::RandomStream stream({20161125, 1}, static_cast<std::uint64_t>(audit));
    std::vector<DrawnPart> parts;
    for (int part = 0; part < 4; ++part) {
      int ones = 10 + 10 * part;
      DrawnPart& drawn = parts.emplace_back();
      drawn.reported_mean = ones / 60.0;
      drawn.cards = 20;
      for (int left = 60; left > 40; --left) {
        if (stream.next_unit() * left >= ones) continue;
        --ones;
        drawn.sum += 1.0;
      }
    }
    refuted += chance_of_parts(parts) <= 0.01 ? 1 : 0;
  }
  EXPECT_LE(refuted, kAudits / 100);
}

}  // namespace
}  // namespace recanvass::audit
