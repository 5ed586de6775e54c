// Rules that set one bet a draw, and the test that multiplies what they win:
//     T_j = T_{j-1} [1 + λ_j (X_j - μ_j)],   0 <= λ_j <= cap / μ_j
// ALPHA's estimates η are bets in another coordinate. Each rule looks only at earlier draws. Used
// by audit/risk_function.h, which names them; equations and sources in docs/math/mean-tests.md.
#pragma once

#include "stats/evidence.h"

#include <memory>
#include <vector>

namespace recanvass::stats {

/// The largest share of 1/μ that a bet may be: at exactly 1/μ one zero ends a test for ever.
inline constexpr double kBetCap = 0.99;

/// How much to stake on the next draw being above its null mean.
class BetRule {
 public:
  virtual ~BetRule() = default;
  /// λ of the coming draw, before it is clipped to [0, cap/μ].
  [[nodiscard]] virtual double bet(const BeforeDraw& before) const = 0;
  /// Told of each draw after its bet; for rules that look at kinds of values.
  virtual void learn(double /*value*/) {}
  [[nodiscard]] virtual std::unique_ptr<BetRule> clone() const = 0;
};

/// λ of an estimate η of the mean:  λ = (η/μ - 1) / (u - μ);  0 when η <= μ.
[[nodiscard]] double bet_of_estimate(double estimate, double null_mean, double upper_bound);

/// The same bet at every draw. @pre bet >= 0
[[nodiscard]] std::unique_ptr<BetRule> fixed_bet(double bet);

/// ALPHA with the mean fixed at η; without replacement η_j = (N η - S_{j-1}) / (N - j + 1): the
/// sequential probability ratio test when values are 0 or u. @pre t < estimate <= u
[[nodiscard]] std::unique_ptr<BetRule> fixed_estimate(const MeanClaim& claim, double estimate);

/// What shrink-trunc is tuned by. Source: Stark, ALPHA (2023), section 2.5.2.
struct ShrinkTrunc {
  double estimate = 0.6;      ///< η0, the mean as reported
  double draws_worth = 100;   ///< d: as how many draws the report counts
  double approach = 0.05;     ///< c: η stays c / √(d+j-1) above μ
  double deviation_pull = 0;  ///< f: pull towards u by the inverse of the sample deviation
  double deviation_min = 1e-6;
};
[[nodiscard]] std::unique_ptr<BetRule> shrink_trunc(const MeanClaim& claim,
                                                    const ShrinkTrunc& settings);

/// The best bet of a comparison audit whose only errors are two-vote overstatements with this
/// share p2 of the cards, as an estimate η that stays where it is:
///
///     u - η = u p2 (2u - 1) / (2u - 2),    λ_j = (1 - (u - η)/(u - μ_j)) / μ_j
///
/// so that no digit is lost when η is close to u. It is 0, never negative, when errors that
/// frequent would use up the whole reported lead. Source: Spertus, COBRA (2023).
/// @pre u > 1, 0 <= two_vote_share <= 1
[[nodiscard]] std::unique_ptr<BetRule> optimal_comparison(const MeanClaim& claim,
                                                          double two_vote_share);

/// What aGRAPA is tuned by: the first bet and its cap c0 + (cmax - c0)(1 - 1/(1 + g√j)).
struct Agrapa {
  double first_bet = 0.0;
  double cap_first = 0.5;
  double cap_last = 0.99;
  double cap_growth = 0.0;
};
/// λ_{j+1} = (x̄_j - μ_j) / (s²_j + (μ_j - x̄_j)²), clipped to [0, c_{j+1}/μ_{j+1}].
/// Source: Waudby-Smith and Ramdas (2020), approximate GRAPA.
[[nodiscard]] std::unique_ptr<BetRule> agrapa(const Agrapa& settings);

/// One value that draws can take, with its share of the population.
struct ValueShare {
  double value = 0.0;
  double share = 0.0;
};

/// The bet with the largest expected ln(1 + λ(X - μ)) when values have these shares; 0 when their
/// mean is not above μ, cap/μ when no value is below it. Shares need not add up to 1.
[[nodiscard]] double kelly_bet(std::span<const ValueShare> values, double null_mean, double cap);

/// A-priori Kelly: the best bet for an assumed population, found once for μ = t.
[[nodiscard]] std::unique_ptr<BetRule> kelly_rule(const MeanClaim& claim,
                                                  std::vector<ValueShare> assumed);

/// Shares of cards with an overstatement of one vote and of two votes.
struct OverstatementShares {
  double one_vote = 0.0;  ///< p1
  double two_vote = 0.0;  ///< p2
};

/// The three values of a comparison audit that errors can make, best bet known rates. The value
/// without error is u/2; halves of it are lost a vote. @pre shares in [0, 1], sum <= 1
[[nodiscard]] std::vector<ValueShare> overstatement_values(double upper_bound,
                                                           OverstatementShares shares);

/// How COBRA's adaptive rule learns: p_k = max(floor, (worth_k prior_k + seen_k)/(worth_k + j-1)).
struct CobraAdaptive {
  OverstatementShares prior{1e-3, 1e-4};
  double one_vote_worth = 100;   ///< d1, draws
  double two_vote_worth = 1000;  ///< d2, draws
  double floor = 1e-5;
};
[[nodiscard]] std::unique_ptr<BetRule> cobra_adaptive(const MeanClaim& claim,
                                                      const CobraAdaptive& settings);

/// Kaplan-Markov, with replacement, and Kaplan-Kolmogorov, without: factor (x+g)/(μ+g).
[[nodiscard]] std::unique_ptr<BetRule> kaplan_markov(double padding);

/// Kaplan-Wald: factor (1-g) x/μ + g.
[[nodiscard]] std::unique_ptr<BetRule> kaplan_wald(double padding);

/// The test that stakes by one rule.
[[nodiscard]] std::unique_ptr<MeanTest> betting_test(const MeanClaim& claim,
                                                     std::unique_ptr<BetRule> rule,
                                                     double cap = kBetCap);

}  // namespace recanvass::stats
