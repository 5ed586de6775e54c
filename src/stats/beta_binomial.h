// How many of a number of trials are events, when the share of events is itself drawn: the law of
// units whose true shares spread around a common one. Used by screen/funnel.h. Numbers only.
#pragma once

#include <cstdint>

namespace recanvass::stats {

/// Shares follow a beta law with this mean and standard deviation; without one the law is binomial.
/// A spread beyond what shares can have, √(mean (1 - mean)), is taken as nearly that.
struct BetaBinomial {
  std::int64_t trials = 0;
  double mean = 0.0;  ///< above 0, below 1
  double spread = 0.0;  ///< >= 0
};

/// P(K >= least). Masses are added up from there to the end. @pre as the members say
[[nodiscard]] double beta_binomial_at_least(const BetaBinomial& law, std::int64_t least);

/// P(K <= most).
[[nodiscard]] double beta_binomial_at_most(const BetaBinomial& law, std::int64_t most);

/// Twice the smaller of the two tails from `events` on, at most 1.
[[nodiscard]] double beta_binomial_two_sided(const BetaBinomial& law, std::int64_t events);

}  // namespace recanvass::stats
