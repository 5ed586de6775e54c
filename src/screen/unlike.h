// Units unlike the others: whose share of something differs from what the same unit had before and
// what units of its size have now. A robust fit on the log-odds scale, so that the odd units do not
// set the standard by which they are judged. docs/math/screen-funnel.md
#pragma once

#include "base/result.h"
#include "screen/robust.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::screen {

/// `events` among `trials` now and before.
struct ChangedUnit {
  std::string name;
  std::int64_t events = 0;
  std::int64_t trials = 0;
  std::int64_t events_before = 0;
  std::int64_t trials_before = 0;
};

struct UnlikeUnit {
  std::size_t unit = 0;
  double expected = 0.0;  ///< events that the fit expects
  double z = 0.0;
  double p = 1.0;  ///< two-sided, by Student's law as fitted to all z: answer_unlike tells it
  double p_adjusted = 1.0;  ///< Benjamini-Yekutieli: units of one county are not independent
};

struct UnlikeAnswer {
  std::vector<UnlikeUnit> units;  ///< those with trials then and now, in the order given
  double spread = 0.0;  ///< τ of the log odds beyond sampling
  std::vector<double> coefficients;  ///< constant, log odds before, log10 of trials
};

/// Log odds now on log odds before and log10 of the trials: robust, weighted by
/// 1 / (1/(n q (1-q)) + before's + τ²), τ the smallest that makes the typical residual as large as
/// its error. Half an event is added on either side. Causes: as fit_robustly; unlike.units (< 20).
[[nodiscard]] base::Result<UnlikeAnswer> find_unlike(const std::vector<ChangedUnit>& units);

}  // namespace recanvass::screen
