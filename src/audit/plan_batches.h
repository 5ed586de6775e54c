// How many batches a batch comparison draws: MACRO with batches drawn in proportion to their error
// bounds (audit/macro.h), if the report is right but for a few misread cards. docs/math/plans.md.
#pragma once

#include "audit/plan_law.h"
#include "audit/plan_population.h"
#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>

namespace recanvass::audit {

/// Batches to draw, different ones among them, and the cards in those, replicate by replicate.
struct BatchSizes {
  std::vector<std::int64_t> draws;
  std::vector<std::int64_t> batches;
  std::vector<std::int64_t> cards;
};

/// One share of errors a card in every batch, each batch with numbers of its own (Poisson). An
/// audit that would draw more often than there are batches counts all of them.
/// @pre batches' votes add up to a lead above 0; each has cards
[[nodiscard]] BatchSizes simulate_batches(std::span<const PairVotes> batches,
                                          const RecordErrors& errors, double risk_limit,
                                          std::uint64_t replicates, stats::RandomKey key,
                                          base::Executor& executor);

/// `votes` cut into batches of about `each` cards, as alike as whole votes allow.
[[nodiscard]] std::vector<PairVotes> even_batches(const PairVotes& votes, std::int64_t each);

}  // namespace recanvass::audit
