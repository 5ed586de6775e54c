// Shares that too many units have: peaks of the distribution of a choice's share at round numbers,
// which people make and voters do not, and shares within a twentieth of a point of a whole percent.
// Small units make peaks at 1/2 and 2/3 by themselves; both are held against units redrawn from
// their own votes. Derived in docs/math/screen-spikes.md.
#pragma once

#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// Votes for one choice among all votes of a unit. 0 <= votes <= all.
struct SharedVotes {
  std::int64_t votes = 0;
  std::int64_t all = 0;
};

/// One part of what units' shares are spread like: Beta(a, b) with a weight.
struct BetaPart {
  double a = 1.0;
  double b = 1.0;
  double weight = 1.0;
};

/// The mixture of up to `parts_max` beta laws, from which each unit's votes are binomial, that the
/// Bayesian information criterion takes: expectation and maximisation, moments in each step, over
/// 4,000 units at most, evenly spaced. @pre some unit has votes
[[nodiscard]] std::vector<BetaPart> fit_beta_mixture(std::span<const SharedVotes> units,
                                                     int parts_max = 5);

/// P(votes = first + i) of a unit whose share is drawn again, given its votes. Masses below 1e-9 of
/// the largest at either end are left out; the rest adds up to 1.
struct RedrawnLaw {
  std::int64_t first = 0;
  std::vector<double> mass;
};
[[nodiscard]] RedrawnLaw redrawn_law(const SharedVotes& unit, std::span<const BetaPart> parts);

/// A share at which more units lie than three deviations of the redrawings above their mean.
struct SharePeak {
  double share = 0.0;  ///< a multiple of 0.001
  double seen = 0.0;  ///< units there, as the kernel counts them
  double expected = 0.0;  ///< mean of all redrawings, from the units' own laws
  double bound = 0.0;  ///< what is above it is a peak
};

struct ShareSpikes {
  std::int64_t units = 0;  ///< with votes
  std::int64_t resamples = 0;
  std::vector<BetaPart> parts;
  std::vector<SharePeak> peaks;  ///< the one farthest above its mean first
  /// As Rozenas' F: percent of units in peaks above what redrawings have there.
  double excess = 0.0;
  double excess_p = 1.0;  ///< of redrawings with as large an F
  std::int64_t whole_units = 0;  ///< units with 100 votes or more
  std::int64_t whole = 0;  ///< of them within .05 points of a whole percent
  double whole_expected = 0.0;
  double whole_p = 1.0;  ///< of redrawings with as many
};

struct SpikesAsk {
  std::int64_t resamples = 1000;
  stats::RandomKey key;
};

/// Kernel: normal with standard deviation 0.0001 at the multiples of 0.001, 0 left out. What is a
/// peak comes from the laws of the units and not from draws, so that a seed moves p alone and only
/// as a count of redrawings does. A redrawing
/// draws a share for each unit from what its votes say of it, then votes. The same at any number of
/// threads. Sources: Rozenas (2017); Kobak, Shpilkin and Pshenichnikov (2016), over-dispersed.
/// @pre resamples >= 1
[[nodiscard]] ShareSpikes find_spikes(std::span<const SharedVotes> units, const SpikesAsk& ask,
                                      base::Executor& executor);

}  // namespace recanvass::screen
