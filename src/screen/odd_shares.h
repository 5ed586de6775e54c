// Units whose votes for the choices are unlike what everything else says of them: a multinomial fit
// that a few odd units cannot pull, with a spread between units. The detector that finds a ballot
// on which many voters punched the wrong hole. Derived in docs/math/screen-odd-shares.md.
#pragma once

#include "base/result.h"
#include "screen/regression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// One unit and choice far out.
struct OddShare {
  std::size_t unit = 0;
  std::size_t choice = 0;
  std::int64_t votes = 0;
  double expected = 0.0;
  double deviation = 0.0;  ///< (votes - expected) over √(n π (1 - π) φ)
};

/// How far true shares of a choice lie apart, beyond what a number of votes lets them.
struct ShareSpread {
  double within = 0.0;  ///< ρ: correlation of two votes of a unit of the middle size
  double by_size = 0.0;  ///< γ: it falls with the size as n^-γ; 0, .25, .5, .75 or 1
};
/// φ = 1 + (n - 1) ρ (n / middle)^-γ: how many times a multinomial variance n votes have.
[[nodiscard]] double times_multinomial(const ShareSpread& spread, double votes, double middle);

/// Student's law of deviations: how long the tails of ordinary places are.
struct LongTail {
  double freedom = 100.0;  ///< small: long tails
  double scale = 1.0;
};
/// The law of most likelihood with 1 to 100 degrees of freedom, mean 0. Of the `farthest` numbers
/// it takes only that they are no nearer than the next: how far out they lie makes no tail longer,
/// and that they are there makes none shorter.
/// @pre more numbers than `farthest`, not all of the others 0
[[nodiscard]] LongTail fit_long_tail(std::span<const double> deviations, std::size_t farthest = 0);
/// P of so far out or farther, either way; at least kTailLeast.
[[nodiscard]] double two_sided_p(const LongTail& law, double deviation);

struct OddShares {
  std::vector<std::vector<double>> expected;  ///< by unit, then by choice
  std::vector<std::vector<double>> deviations;  ///< the same
  std::vector<double> unit_weights;  ///< in [0, 1]; 0: the unit was set aside
  std::vector<ShareSpread> spreads;  ///< by choice
  double middle = 1.0;  ///< votes of the middle unit of those with votes
  int rounds = 0;
  bool settled = false;  ///< neither weights nor spreads moved in the last round
  /// By choice: of deviations of units with votes, the farthest unit as no nearer than the next.
  std::vector<LongTail> tails;
  std::vector<OddShare> odd;  ///< |deviation| > 4, the farthest first

  static constexpr double kFarOut = 4.0;
};

/// Shares π_j ∝ exp(x'β_j), the first choice's β being 0. Likelihood weighted by 1/φ; a unit's
/// weight is also the smallest ψ(z)/z of its choices' deviations z, ψ the tanh estimator that is 0
/// from 4 on (Hampel, Rousseeuw and Ronchetti 1981). Of each choice ρ is the least with which the
/// mean of min(z², 2.25) is that of a normal law (Huber's proposal 2), and γ makes it most alike in
/// the larger and the smaller half of the units.
/// Source: Mebane and Sekhon (2004); Wand et al. (2001); Huber (1964).
/// @param votes  by unit, then by choice; units without votes are left as they are expected
/// Causes: shares.units (no more than 3 units a coefficient with votes), shares.collinear,
/// shares.number (a regressor that is no finite number). @pre two choices or more, one number a
/// unit in each regressor
[[nodiscard]] base::Result<OddShares> find_odd_shares(
    std::span<const std::vector<std::int64_t>> votes, const Regressors& regressors);

/// ψ(z)/z of the tanh estimator with c = 4, k = 5.
[[nodiscard]] double tanh_weight(double deviation);

}  // namespace recanvass::screen
