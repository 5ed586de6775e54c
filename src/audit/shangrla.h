// The mean tests of the SHANGRLA package as it computes them, in products and with its overwritten
// entries: only to re-verify what it published. audit/risk_function.h has the right ones;
// docs/math/compatibility.md lists where the two differ and why.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace recanvass::audit {

/// Which of the package's tests, estimators and bets.
enum class ShangrlaTest {
  ShrinkTrunc,
  FixedAlternative,
  OptimalComparison,
  FixedBet,
  Agrapa,
  KellyOptimal,
  Mixture,
  KaplanMarkov,
  KaplanWald,
  KaplanKolmogorov,
};

/// Its parameters by its names; those absent take its defaults.
struct ShangrlaSettings {
  double upper_bound = 1.0;
  double null_mean = 0.5;
  double population = 0.0;  ///< 0: with replacement
  std::optional<double> eta, c, lam;
  double d = 100;
  double f = 0;
  double minsd = 1e-6;
  double error_rate_2 = 1e-5;
  double g = 0;
  std::optional<double> c_grapa_0, c_grapa_max;
  double c_grapa_grow = 0;
  std::vector<double> pop;  ///< the population of kelly_optimal
};

/// What it reports. Entries may be NaN where it divides 0 by 0.
struct ShangrlaResult {
  double p = 1.0;
  std::vector<double> history;
  bool overwritten = false;  ///< it put 1 where the claim or its own product had degenerated
  bool invalid_bet = false;  ///< it staked on less than the null mean, or more than everything
  /// The largest share of everything that it staked on a draw, where the claim was still open. The
  /// right functions stake no more than their cap.
  double largest_stake = 0.0;
  /// The whole list alone refutes the claim, and it did not look: of kaplan_kolmogorov.
  bool refuted_unseen = false;
};

/// @pre values not empty; shrink-trunc needs two (its second deviation is set by index).
[[nodiscard]] ShangrlaResult shangrla_test(ShangrlaTest test, const ShangrlaSettings& settings,
                                           std::span<const double> values);

}  // namespace recanvass::audit
