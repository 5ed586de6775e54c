// BRAVO: ballot polling between two choices by a probability ratio, with its sizes as Arlo computes
// them, and the Bayesian test whose prior makes it limit the risk. Rounds: audit/polling_rounds.h.
#pragma once

#include <cstdint>

namespace recanvass::audit {

/// Votes of one winner and one loser, reported or in a sample.
struct TwoVotes {
  std::int64_t winner = 0;
  std::int64_t loser = 0;
};

/// ln T = w ln 2s + l ln 2(1-s), s the reported share of the two. -infinity after a vote for a
/// loser that was reported without any. Source: Lindeman, Stark, Yates (2012).
/// @pre 0 <= loser < winner reported
[[nodiscard]] double bravo_log_evidence(const TwoVotes& reported, const TwoVotes& sample);

/// Shares of all cards for the two, as Arlo hands them to its formulas.
struct PollShares {
  double winner = 0.0;
  double loser = 0.0;
};

/// Expected cards beyond a sample, rounded up. Source: Lindeman, Stark, Yates (2012), equation 5.
[[nodiscard]] std::int64_t bravo_expected_cards(const PollShares& shares, double risk_limit,
                                                const TwoVotes& sample);

/// The chance, to two digits, that a round of `cards` ends the audit, by Arlo's normal formula.
[[nodiscard]] double arlo_bravo_chance(const PollShares& shares, double risk_limit,
                                       const TwoVotes& sample, std::int64_t cards);

/// Cards of one round that ends with this chance, as Arlo finds them: from the normal size upwards
/// until the binomial quantile passes, then undiluted. 0 when the sample has already passed.
[[nodiscard]] std::int64_t arlo_bravo_cards(const PollShares& shares, double risk_limit,
                                            const TwoVotes& sample, double chance);

/// Half of the prior on a tie, half spread evenly over winner's shares above 1/2:
///     T = 2 ∫_{1/2}^{1} p^w (1-p)^l dp · 2^(w+l),   stop when 1/(1+T) <= α
/// It limits the risk at α. Source: Vora (2019); Rivest and Shen (2012). @return ln T
[[nodiscard]] double bayes_log_evidence(const TwoVotes& sample);

/// The risk measured by it: 1/(1+T), rounded up.
[[nodiscard]] double bayes_risk(const TwoVotes& sample);

/// The posterior chance of an upset under a prior that is even over all shares: a diagnostic, NOT a
/// risk limit.
[[nodiscard]] double bayes_upset_diagnostic(const TwoVotes& sample);

}  // namespace recanvass::audit
