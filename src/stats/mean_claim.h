// The claim that every sequential test of this folder tries to refute: a list of numbers between 0
// and a bound has a mean of at most t. What draws leave of it is kept exactly enough that a tie is
// never taken for more than a tie. Read stats/evidence.h next; docs/math/mean-tests.md.
#pragma once

#include "stats/compensated_sum.h"

#include <cstdint>

namespace recanvass::stats {

/// The population of a sample that is drawn with replacement.
inline constexpr std::int64_t kEndless = 0;

/// "The mean of the list is at most null_mean", and how the list is drawn.
struct MeanClaim {
  double upper_bound = 1.0;           ///< u: every number lies in [0, u]
  double null_mean = 0.5;             ///< t, in (0, u)
  std::int64_t population = kEndless;  ///< N, drawn without replacement; kEndless: with replacement
};

/// What the draws so far leave of the claim.
enum class ClaimStanding {
  Open,  ///< the undrawn numbers decide
  Impossible,  ///< what was drawn adds up to more than N t already: the claim is false
  Certain,  ///< even if every undrawn number were u, the mean would be at most t: it is true
};

/// What is known before a draw. A rule that looks at nothing else is predictable, which is what
/// makes its product a test.
struct BeforeDraw {
  std::int64_t draws = 0;  ///< j - 1, the draws seen
  double sum = 0.0;  ///< S of the draws seen
  double mean = 0.0;  ///< of the draws seen; 0 before the first
  double variance = 0.0;  ///< of the draws seen, divided by their number
  double null_mean = 0.5;  ///< μ of the coming draw
  double null_mean_last = 0.5;  ///< μ of the draw before it; that of the first before the first
};

/// Follows a claim through the draws.
///
///     with replacement      μ_j = t
///     without replacement   μ_j = (N t - S_{j-1}) / (N - j + 1)
///
/// S is a compensated sum. Numbers closer to N t than the rounding of N sums could make them count
/// as equal: the values of any assorter lie on a lattice that is wider by orders of magnitude, and
/// equality is read in favour of the claim.
class ClaimTracker {
 public:
  /// @pre 0 < t < u, N >= 0
  explicit ClaimTracker(const MeanClaim& claim);

  /// @pre value in [0, u] but for rounding; fewer than N draws were seen
  void observe(double value);

  [[nodiscard]] const BeforeDraw& before() const { return before_; }
  [[nodiscard]] ClaimStanding standing() const { return standing_; }
  [[nodiscard]] const MeanClaim& claim() const { return claim_; }

 private:
  void look_ahead();

  MeanClaim claim_;
  double slack_ = 0.0;  ///< differences of sums below it are rounding
  CompensatedSum sum_;
  double square_deviation_ = 0.0;
  BeforeDraw before_;
  ClaimStanding standing_ = ClaimStanding::Open;
};

}  // namespace recanvass::stats
