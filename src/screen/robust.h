// A fit that a few odd units cannot pull: how far each unit is from what the others say. Used where
// the question is "which unit is unlike the rest", as in the absentee level.
#pragma once

#include "screen/regression.h"

namespace recanvass::screen {

struct RobustFit {
  std::vector<double> coefficients;
  std::vector<double> residuals;
  std::vector<double> unit_weights;  ///< in [0, 1]; 0: the unit was set aside
  double scale = 0.0;  ///< of the residuals: 1.4826 · median |residual|
  int rounds = 0;
  bool settled = false;  ///< coefficients moved by less than 1e-10 of themselves in the last round
};

/// M-estimate by Tukey's biweight (4.685, 95 % efficient under normal errors), started from
/// Huber's (1.345), scale by the median of absolute residuals in each round; at most 200 rounds.
/// Source: Maronna, Martin and Yohai (2006), chapter 4. Causes: as fit_least_squares.
[[nodiscard]] base::Result<RobustFit> fit_robustly(std::span<const double> outcome,
                                                   const Regressors& regressors,
                                                   std::span<const double> weights = {});

/// The middle value; of an even number the mean of the two. @pre not empty
[[nodiscard]] double median_of(std::vector<double> values);

}  // namespace recanvass::screen
