// Many tests at once: how large a p-value is when the best of many is looked at. A family (one
// statistic over many units) is corrected by its share of false discoveries, families among each
// other by Holm. docs/math/screen-control.md
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

enum class Correction {
  Bonferroni,
  Holm,                ///< step-down; any dependence
  BenjaminiHochberg,   ///< false discovery share; independent or positively dependent tests
  BenjaminiYekutieli,  ///< the same under any dependence
};
[[nodiscard]] std::string name_of(Correction correction);

/// A p-value of 0 says that the null is arithmetically impossible, which no normal tail is.
inline constexpr double kTailLeast = 1e-300;

/// Adjusted p-values, in the order given, at most 1: an adjusted p at or below α is what the
/// correction would reject at α. @pre each in [0, 1]
[[nodiscard]] std::vector<double> adjusted_p(std::span<const double> p_values,
                                             Correction correction);

/// Rank of a statistic among the same statistic where nothing was wrong: (1 + those at least as
/// large in size) / (1 + placebos). 1 without placebos.
[[nodiscard]] double placebo_p(double statistic, std::span<const double> placebos);

}  // namespace recanvass::screen
