// Tests that spread the stake over many bets: T is the weighted mean of what each would have won.
// A mixture of tests is a test, whatever the weights. The parts are kept as numbers with an
// exponent of their own, so that none underflows, and a draw costs a few operations a part.
// The portfolio, dKelly and its kin, Kaplan's martingale, COBRA's "diversified" and the default
// are all such mixtures; audit/risk_function.h names them.
#pragma once

#include "stats/bet_rules.h"

#include <memory>
#include <vector>

namespace recanvass::stats {

/// What the numbers of a mixture's bets mean.
enum class BetScale {
  Absolute,        ///< λ itself, clipped to cap/μ_j
  ShareOfLargest,  ///< a share of 1/μ_j, clipped to the cap
};

/// One part of a mixture.
struct WeightedBet {
  double bet = 0.0;
  double weight = 1.0;  ///< > 0; weights are scaled to add up to 1
};

/// The test that splits its stake over `bets`. @pre not empty, bets >= 0, weights > 0
[[nodiscard]] std::unique_ptr<MeanTest> mixture_test(const MeanClaim& claim,
                                                     std::vector<WeightedBet> bets, BetScale scale,
                                                     double cap = kBetCap);

/// `parts` equal bets from 0 to 1/t. Source: Dice, but don't slice (2025), universal portfolio.
[[nodiscard]] std::vector<WeightedBet> portfolio_bets(double null_mean, int parts);

/// How dKelly and its kin weigh a share y of the largest bet.
enum class KellyShape { Square, Linear, Uniform };

/// Shares i/(D+1), weighted by (1/3 - y)² up to 1/3, max(1 - 4y, 0), or 1 at y = i/D.
/// Source: Waudby-Smith, Stark, Ramdas, RiLACS (2021), section 4.
[[nodiscard]] std::vector<WeightedBet> kelly_shares(KellyShape shape, int parts);

/// Shares and weights of the Gauss-Legendre rule on [0, 1]: Kaplan's martingale
/// ∫ Π [γ (x/μ - 1) + 1] dγ exactly up to 2 · nodes - 1 draws, and a mixture like others beyond.
[[nodiscard]] std::vector<WeightedBet> kaplan_martingale_shares(int nodes);

/// The stake of the default, as shares of the largest bet: 55 % on the best bet for the population
/// as reported, 40 % on 55 hundredths of it, 5 % on 30 hundredths. Reports are mostly right; where
/// errors eat half of the lead, the second part is close to the best bet. docs/math/default-risk.md
/// measures it. @pre 0 < reported_share <= 1
[[nodiscard]] std::vector<WeightedBet> default_shares(double reported_share);

/// The default where nothing is reported: shares from 1/64 to 63/64 that double, of equal weight.
[[nodiscard]] std::vector<WeightedBet> unreported_shares();

/// COBRA's diversified bets: the best λ for each pair of error shares on a grid where the lead is
/// not used up, weighted by a normal law around `prior` (deviations .5 % and .25 %, correlation
/// .25). Source: Spertus, COBRA (2023), section 4.3.
[[nodiscard]] std::vector<WeightedBet> cobra_diversified_bets(const MeanClaim& claim,
                                                              OverstatementShares prior,
                                                              int steps = 50);

}  // namespace recanvass::stats
