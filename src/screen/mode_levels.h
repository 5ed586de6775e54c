// Votes or ballots of units by mode of voting (by mail, early, on election day): a quasi-binomial
// fit with an effect of each unit and of each mode, the latter varying smoothly with what is held,
// and earlier odds as an offset. Asks whose mode is unlike the unit's other modes: the level beside
// screen/unlike.h, which is the change. Derived in docs/math/screen-modes.md.
#pragma once

#include "base/result.h"
#include "screen/odd_shares.h"
#include "screen/regression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// `events` among `trials` of one mode of one unit.
struct ModeCell {
  std::size_t unit = 0;
  std::size_t mode = 0;
  std::int64_t events = 0;
  std::int64_t trials = 0;
  double offset = 0.0;  ///< log odds of an earlier election
  double offset_variance = 0.0;  ///< of those log odds
};

/// What the effect of a mode varies with.
struct ModeHeld {
  Regressors regressors;  ///< a value a unit
  std::vector<std::size_t> groups;  ///< of each unit, from 0: errors are clustered by them
  bool by_group = false;  ///< each group has a mode effect of its own: state effects
};

/// Log odds of a mode beside the first mode, of a unit that is as the mean in what is held.
struct ModeEffect {
  std::size_t mode = 0;
  double value = 0.0;
  double error = 0.0;  ///< clustered by groups (CR1); by units where groups have their own effects
  double low = 0.0;  ///< 95 %, Student's law of clusters less one
  double high = 0.0;
};

/// One cell as the fit has it.
struct CellLevel {
  bool fitted = false;  ///< the unit has two modes or more, and neither no events nor only events
  bool tested = false;  ///< five events and five others expected
  double fitted_events = 0.0;
  double expected = 0.0;  ///< events that the unit's other modes let expect
  double deviation = 0.0;  ///< studentised; 0 where it is not tested
  double p = 1.0;  ///< two-sided, by the law of all deviations
  double p_adjusted = 1.0;  ///< Benjamini-Yekutieli over the tested cells
};

struct ModeLevels {
  std::vector<CellLevel> cells;  ///< in the order given
  std::vector<ModeEffect> effects;  ///< of every mode but the first
  double spread = 0.0;  ///< τ: of the log odds of a unit's mode beyond sampling
  LongTail tail;  ///< of the deviations of tested cells, the farthest unit's as told below
  std::vector<double> unit_effects;  ///< log odds; NaN of units that are not fitted
  std::vector<double> unit_weights;  ///< in [0, 1]
  std::size_t units = 0;  ///< fitted
  std::size_t units_left_out = 0;  ///< with a cell that has trials, and not fitted
  std::size_t tested = 0;
  bool settled = false;
};

/// Log odds of a cell: offset + unit + mode + mode · held; its variance is m + m² (τ² + v), with
/// m = n π (1-π) and v the offset's (quasi-binomial, Williams 1982, model II). A unit weighs by the
/// tanh estimator of its farthest cell, τ is the smallest with which 1.4826 times the median size
/// of deviations is 1 or less; p is by Student's law as fitted to all deviations,
/// the farthest, as many as modes, as no nearer than the next.
/// @param modes  number of modes; each cell's mode is below it
/// Causes: modes.units (fewer than 20 tested cells, or no more than 3 units a coefficient),
/// modes.collinear, modes.number (a held value that is no finite number).
/// @pre 0 <= events <= trials in each cell; each unit has a mode once
[[nodiscard]] base::Result<ModeLevels> fit_mode_levels(std::span<const ModeCell> cells,
                                                       std::size_t modes, const ModeHeld& asked);

}  // namespace recanvass::screen
