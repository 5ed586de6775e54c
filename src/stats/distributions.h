// Tails and quantiles of the laws that the other parts ask for, each accurate in its own tail.
// Numbers only. Used by stats/one_factor.h, stats/student_posterior.h and outlook/.
#pragma once

namespace recanvass::stats {

/// P(Z <= z) of the standard normal law; relative accuracy about 1e-15, deep tails included.
[[nodiscard]] double normal_below(double z);

/// P(Z >= z).
[[nodiscard]] double normal_above(double z);

/// The z with P(Z <= z) = p. 0 and 1 give -infinity and +infinity. @pre 0 <= p <= 1
[[nodiscard]] double normal_quantile(double p);

/// P(T >= t) of Student's law. @pre freedom > 0
[[nodiscard]] double student_t_above(double t, double freedom);

/// The t with P(T <= t) = p; infinities at 0 and 1. @pre 0 <= p <= 1, freedom > 0
[[nodiscard]] double student_t_quantile(double p, double freedom);

/// P(X >= x) of the chi-squared law. @pre x >= 0, freedom > 0
[[nodiscard]] double chi_squared_above(double x, double freedom);

/// Log density of Student's law at t. @pre freedom > 0
[[nodiscard]] double student_t_log_density(double t, double freedom);

/// P(X - Y >= least) for independent Poisson X and Y: what independent small errors could do. The
/// sum over Y is exact up to terms below 1e-17 of it.
/// @pre both means in [0, 1e7]. Source: methods of independent errors, docs/math/flip.md.
[[nodiscard]] double skellam_at_least(double mean_plus, double mean_minus, long long least);

/// The smallest n events that give an upper bound: the p with (1 - p)^trials = risk, the exact
/// (Clopper-Pearson) upper bound after `trials` trials without an event; 1 when there were none.
/// @pre 0 < risk < 1
[[nodiscard]] double zero_events_upper_bound(long long trials, double risk);

/// The exact (Clopper-Pearson) one-sided upper bound after `events` in `trials`.
/// @pre 0 <= events <= trials, 0 < risk < 1
[[nodiscard]] double events_upper_bound(long long events, long long trials, double risk);

}  // namespace recanvass::stats
