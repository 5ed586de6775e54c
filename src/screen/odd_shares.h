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
  double deviation = 0.0;  ///< (votes - expected) over σ √(n π (1 - π))
};

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
  /// σ: how many times as far as a multinomial law says the middle half of the units lie apart.
  double spread = 1.0;
  int rounds = 0;
  bool settled = false;  ///< weights moved by less than 1e-9 in the last round
  /// By choice: of deviations of units with votes, the farthest unit as no nearer than the next.
  std::vector<LongTail> tails;
  std::vector<OddShare> odd;  ///< |deviation| > 4, the farthest first

  static constexpr double kFarOut = 4.0;
};

/// Shares π_j ∝ exp(x'β_j), the first choice's β being 0. Weighted maximum likelihood; a unit's
/// weight is the smallest ψ(z)/z of its choices' deviations z, ψ the tanh estimator that is 0 from
/// 4 on (Hampel, Rousseeuw and Ronchetti 1981); σ the least quartile difference of the deviations
/// (Qn of Rousseeuw and Croux), at least 1. At most 300 rounds.
/// Source: Mebane and Sekhon (2004); Wand et al. (2001).
/// @param votes  by unit, then by choice; units without votes are left as they are expected
/// Causes: shares.units (no more than 3 units a coefficient with votes), shares.collinear,
/// shares.number (a regressor that is no finite number). @pre two choices or more, one number a
/// unit in each regressor
[[nodiscard]] base::Result<OddShares> find_odd_shares(
    std::span<const std::vector<std::int64_t>> votes, const Regressors& regressors);

/// ψ(z)/z of the tanh estimator with c = 4, k = 5.
[[nodiscard]] double tanh_weight(double deviation);

/// 2.2219 times the difference that a quarter of all pairs do not exceed: a deviation of the middle
/// of the numbers that nothing far out enters. @pre two numbers or more
[[nodiscard]] double quartile_difference(std::vector<double> numbers);

}  // namespace recanvass::screen
