// Tails of a counting law of which only the mean and the variance are known: binomial, Poisson or
// negative binomial, whichever has that variance. What the screens of screen/ compare numbers of
// events with, when events come in clusters. Numbers only.
#pragma once

#include <cstdint>

namespace recanvass::stats {

/// A law by its first two moments. A variance below the mean makes it binomial, above it negative
/// binomial. Where it is below half of the mean, or the mean is below 20, it is taken to be at
/// least the half, or the mean: a binomial law of few draws would have an end that the events do
/// not have. That errs toward larger tails.
struct MatchedLaw {
  double mean = 0.0;      ///< >= 0
  double variance = 0.0;  ///< >= 0
};

/// P(K >= least). @pre mean and variance finite, not below 0
[[nodiscard]] double matched_at_least(const MatchedLaw& law, std::int64_t least);

/// P(K <= most).
[[nodiscard]] double matched_at_most(const MatchedLaw& law, std::int64_t most);

}  // namespace recanvass::stats
