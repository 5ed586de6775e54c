// Rates of units of very different size beside each other: which differ more than their size and
// the spread among all units explain. For rejected, late or cured absentee ballots, residual votes,
// errors of a recount. docs/math/screen-funnel.md
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

/// One unit: `events` among `trials`.
struct FunnelUnit {
  std::string name;
  std::int64_t events = 0;
  std::int64_t trials = 0;
};

struct FunnelPoint {
  std::size_t unit = 0;
  double share = 0.0;
  double z = 0.0;  ///< (share - centre) over the root of sampling and spread among units together
  double p = 1.0;  ///< two-sided, normal
  double p_adjusted = 1.0;  ///< Benjamini-Hochberg over all units
};

/// The centre line, its spread, and every unit's distance.
struct Funnel {
  double centre = 0.0;  ///< all events over all trials
  double spread = 0.0;  ///< τ: standard deviation of true shares among units
  double dispersion = 1.0;  ///< φ: mean squared binomial z, extremes pulled in; 1: none
  std::vector<FunnelPoint> points;  ///< units with trials, in the order given

  /// The share at `deviations` on either side of the centre for a unit of so many trials.
  [[nodiscard]] double limit(std::int64_t trials, double deviations) const;
};

/// Random-effects funnel: binomial z of each unit, the outer tenths pulled in to their edge
/// (winsorised), φ their mean square; where φ > 1, τ² by the method of moments is added to each
/// unit's sampling variance. Units far out cannot widen the funnel that is to find them.
/// Source: Spiegelhalter (2005), Funnel plots, additive over-dispersion.
/// @pre 0 <= events <= trials in each unit
[[nodiscard]] Funnel make_funnel(std::span<const FunnelUnit> units);

}  // namespace recanvass::screen
