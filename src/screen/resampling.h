// P-values of one coefficient without a law of its errors: signs of clusters drawn anew (wild
// cluster bootstrap), and the property dealt anew among the units (randomisation inference). Both
// take random numbers by counter, so any number of threads gives the same.
// Derived in docs/math/screen-models.md.
#pragma once

#include "base/executor.h"
#include "screen/regression.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>

namespace recanvass::screen {

/// How a resampled p-value came about.
struct ResampledP {
  double p = 1.0;  ///< two-sided; Monte Carlo: (1 + as large) / (1 + resamples)
  std::int64_t resamples = 0;  ///< sign vectors or deals looked at
  bool exhaustive = false;  ///< every sign vector was
  double statistic = 0.0;  ///< t of the coefficient as observed
};

/// What is drawn anew, how often.
struct Resampling {
  std::int64_t resamples = 9999;
  stats::RandomKey key;
};

/// Wild cluster bootstrap of "the coefficient is 0", restricted and studentised (CR1), signs +1 and
/// -1 by cluster; all 2^G sign vectors where they are no more than the resamples.
///
///     y* = fitted without the column + v_g · residual,   t* = b* / se*
///
/// Source: Cameron, Gelbach and Miller (2008); Roodman et al. (2019).
/// @param clusters  of each unit, numbered from 0; empty: each unit by itself
/// @pre fit_least_squares took the same arguments
[[nodiscard]] ResampledP wild_cluster_p(std::span<const double> outcome,
                                        const Regressors& regressors, std::size_t column,
                                        std::span<const double> weights,
                                        std::span<const std::size_t> clusters,
                                        const Resampling& resampling, base::Executor& executor);

/// Randomisation inference: the column's values are dealt anew among the units of each stratum,
/// other columns kept, and the studentised (HC1) coefficient is compared. Answers "would another
/// assignment of the same property, unrelated to the outcome, have looked like this?".
/// @param strata  of each unit; empty: one stratum
[[nodiscard]] ResampledP randomisation_p(std::span<const double> outcome,
                                         const Regressors& regressors, std::size_t column,
                                         std::span<const double> weights,
                                         std::span<const std::size_t> strata,
                                         const Resampling& resampling, base::Executor& executor);

/// An index in [0, below), each equally likely but for 2^-64 of bias. @pre below > 0
[[nodiscard]] std::size_t draw_index(stats::RandomStream& random, std::size_t below);

}  // namespace recanvass::screen
