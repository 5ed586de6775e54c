#include "screen/two_sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace recanvass::screen {
namespace {

using Values = std::vector<double>;

// Expected figures: scipy.stats mannwhitneyu, ks_2samp, ttest_ind(equal_var=False).
TEST(TwoSample, SmallGroupsHaveTheirExactLaws) {
  const Values a{1, 2, 7};
  const Values b{3, 4, 5, 6};
  EXPECT_DOUBLE_EQ(mann_whitney(a, b).statistic, 4.0);
  EXPECT_NEAR(mann_whitney(a, b).p, 0.6285714285714286, 1e-14);
  EXPECT_NEAR(kolmogorov_smirnov(a, b).statistic, 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(kolmogorov_smirnov(a, b).p, 0.4, 1e-14);
  EXPECT_NEAR(welch_t(a, b).statistic, -0.5937322507759796, 1e-13);
  EXPECT_NEAR(welch_t(a, b).p, 0.6022508416793864, 1e-12);
}

TEST(TwoSample, TiesTakeTheNormalLawWithTheirCorrection) {
  const auto test =
      mann_whitney(Values{1, 1, 2, 2, 3, 9, 9, 9, 9}, Values{3, 4, 5, 6, 1, 2, 2, 2, 2, 8});
  EXPECT_DOUBLE_EQ(test.statistic, 52.5);
  EXPECT_NEAR(test.p, 0.5588775637951539, 1e-12);
}

// Every way to deal 3 + 4 ranks: the exact laws are counts over 35 deals.
TEST(TwoSample, ExactTailsAreTheSharesOfAllDeals) {
  std::vector<int> groups{0, 0, 0, 0, 1, 1, 1};
  std::vector<TwoSampleTest> ranks;
  std::vector<TwoSampleTest> distances;
  do {
    Values a;
    Values b;
    for (std::size_t i = 0; i < 7; ++i) {
      (groups[i] == 1 ? a : b).push_back(static_cast<double>(i));
    }
    ranks.push_back(mann_whitney(a, b));
    distances.push_back(kolmogorov_smirnov(a, b));
  } while (std::next_permutation(groups.begin(), groups.end()));
  ASSERT_EQ(ranks.size(), 35u);
  for (const TwoSampleTest& one : ranks) {
    const auto far = std::count_if(ranks.begin(), ranks.end(), [&](const TwoSampleTest& other) {
      return std::abs(other.statistic - 6.0) >= std::abs(one.statistic - 6.0);
    });
    EXPECT_NEAR(one.p, static_cast<double>(far) / 35.0, 1e-12);
  }
  for (const TwoSampleTest& one : distances) {
    const auto far = std::count_if(
        distances.begin(), distances.end(),
        [&](const TwoSampleTest& other) { return other.statistic >= one.statistic - 1e-12; });
    EXPECT_NEAR(one.p, static_cast<double>(far) / 35.0, 1e-12);
  }
}

TEST(TwoSample, EqualGroupsDifferByNothing) {
  const Values same{4, 4, 4};
  EXPECT_EQ(mann_whitney(same, same).p, 1.0);
  EXPECT_EQ(kolmogorov_smirnov(same, same).p, 1.0);
  EXPECT_EQ(welch_t(same, same).p, 1.0);
  EXPECT_EQ(welch_t(same, Values{5, 5}).p, 0.0);
}

}  // namespace
}  // namespace recanvass::screen
