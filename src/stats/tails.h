// Tails of counting laws, accurate where they are small, and the combination of p-values. Used by
// the round-by-round and the stratified audits of audit/. Numbers only; Boost.Math does the work.
#pragma once

#include <cstdint>
#include <span>

namespace recanvass::stats {

/// P(K >= least) of a binomial law. @pre draws >= 0, 0 <= share <= 1
[[nodiscard]] double binomial_at_least(std::int64_t draws, double share, std::int64_t least);

/// Its logarithm, also where the tail itself is too small for a double. -infinity above `draws`.
[[nodiscard]] double binomial_log_at_least(std::int64_t draws, double share, std::int64_t least);

/// ln P(K = events). -infinity where it cannot be.
[[nodiscard]] double binomial_log_mass(std::int64_t draws, double share, std::int64_t events);

/// The smallest k with P(K <= k) >= below. @pre 0 < below < 1
[[nodiscard]] std::int64_t binomial_quantile(std::int64_t draws, double share, double below);

/// ln of x (x-1) ... (x-terms+1) for real x; -infinity when a factor is 0 or less.
[[nodiscard]] double log_falling(double x, std::int64_t terms);

/// Fisher's combination of independent p-values: the upper tail of χ² with twice as many degrees of
/// freedom at -2 Σ ln p, never 1 less the lower tail. 0 when one of them is 0.
/// @pre each in [0, 1], at least one
[[nodiscard]] double fisher_combination(std::span<const double> p_values);

/// ∫ from 1/2 to 1 of p^k (1-p)^(n-k) dp, as a logarithm. @pre 0 <= events <= draws
[[nodiscard]] double log_upper_half_beta(std::int64_t draws, std::int64_t events);

/// P(share <= 1/2) under the posterior of a uniform prior. @pre 0 <= events <= draws
[[nodiscard]] double uniform_posterior_upset(std::int64_t draws, std::int64_t events);

}  // namespace recanvass::stats
