// How many cards a comparison or a polling assertion takes: without error, with errors laid out in
// a fixed pattern as the SHANGRLA package plans them, and as a distribution by simulation that
// costs no more than the cards it draws. The exact laws are in stats/stopping_law.h.
#pragma once

#include "stats/counter_random.h"
#include "stats/evidence.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// One overstatement assertion: cards, and the reported lead in votes. For plurality u of the
/// assorter is 1; a = 1/(2 - v) without error.
struct ComparisonSize {
  std::int64_t cards = 0;
  std::int64_t margin_votes = 0;

  /// u of the overstatement assorter, 2/(2 - v) with v = margin_votes / cards.
  [[nodiscard]] double upper_bound() const;
};

/// The claim to refute, without replacement from all cards. @pre 0 < margin_votes <= cards
[[nodiscard]] stats::MeanClaim comparison_claim(const ComparisonSize& assertion);

/// Cards until the test refutes its claim when none has an error; all cards when never.
/// `fresh` tests comparison_claim(assertion).
[[nodiscard]] std::int64_t error_free_cards(const ComparisonSize& assertion,
                                            const stats::MeanTest& fresh, double risk_limit);

/// Values with one error in every so many cards, the first card bad: a pessimistic first card.
/// A step of 0: none. Two-vote overstatements replace one-vote ones. Compatibility only.
struct SystematicErrors {
  std::int64_t one_vote_step = 0;
  std::int64_t two_vote_step = 0;
};
[[nodiscard]] std::vector<double> systematic_values(const ComparisonSize& assertion,
                                                    const SystematicErrors& errors);

/// Values spread evenly: 0 so many times, 1/2, 1, each next the one of which most is left.
[[nodiscard]] std::vector<double> interleaved_values(std::int64_t zeros, std::int64_t halves,
                                                     std::int64_t ones);

/// A value and how many of the cards have it.
struct ValueCards {
  double value = 0.0;
  std::int64_t cards = 0;
};

/// Cards drawn until the claim is refuted, for each replicate, sorted. Without replacement from a
/// finite claim (cards must add up to its population), with replacement otherwise. A replicate that
/// is not refuted after `draws_max` cards counts as draws_max.
/// The numbers of a replicate depend on the key and its index only.
[[nodiscard]] std::vector<std::int64_t> simulated_sizes(const stats::MeanTest& fresh,
                                                        std::span<const ValueCards> population,
                                                        double risk_limit, std::int64_t replicates,
                                                        std::int64_t draws_max,
                                                        stats::RandomKey key);

/// Of sorted sizes: the least that covers this share of them.
[[nodiscard]] std::int64_t size_quantile(std::span<const std::int64_t> sorted, double share);

/// Their mean with its Monte Carlo standard error.
struct MeanSize {
  double mean = 0.0;
  double standard_error = 0.0;
};
[[nodiscard]] MeanSize mean_size(std::span<const std::int64_t> sizes);

}  // namespace recanvass::audit
