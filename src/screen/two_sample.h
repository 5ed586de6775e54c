// Are two groups of units alike? Three classical answers, each with what it assumes: ranks
// (Mann-Whitney), whole distributions (Kolmogorov-Smirnov), means (Welch). Units choose their
// group, so a difference says nothing about its cause. docs/math/screen-models.md
#pragma once

#include <span>

namespace recanvass::screen {

struct TwoSampleTest {
  double statistic = 0.0;
  double p = 1.0;  ///< two-sided
};

/// U of the first group: pairs in which it is larger, ties a half. Exact where one group has at
/// most 8 values and none are tied; else normal, corrected for ties and continuity.
/// @pre both not empty
[[nodiscard]] TwoSampleTest mann_whitney(std::span<const double> first,
                                         std::span<const double> second);

/// Largest distance of the two distributions; p exact, by counting lattice paths (values of both
/// groups taken as untied). @pre both not empty, at most 10,000 values each
[[nodiscard]] TwoSampleTest kolmogorov_smirnov(std::span<const double> first,
                                               std::span<const double> second);

/// Difference of means over its error, variances unequal (Welch-Satterthwaite).
/// @pre at least 2 values each. Equal values everywhere: statistic 0, p 1.
[[nodiscard]] TwoSampleTest welch_t(std::span<const double> first, std::span<const double> second);

}  // namespace recanvass::screen
