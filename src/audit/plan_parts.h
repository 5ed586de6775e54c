// Parts of audit/plan.cpp: what is wrong with a question, which cards a design draws from, and what
// cards come to in containers, hours and money.
#pragma once

#include "audit/plan.h"

#include <vector>

namespace recanvass::audit {

/// All that is wrong with a question. Causes: as plan_audit.
[[nodiscard]] base::Problems problems_of(const PlanQuestion& question);

/// The units' votes, and as one more what the totals have beyond them.
[[nodiscard]] std::vector<PairVotes> units_with_rest(const PlanQuestion& question);

/// So many single cards, drawn in so many rounds.
[[nodiscard]] PlanWork work_of_draws(const PlanQuestion& question, std::int64_t cards,
                                     double rounds);
/// Whole batches with so many cards.
[[nodiscard]] PlanWork work_of_batches(const PlanQuestion& question, std::int64_t cards,
                                       double batches, double rounds);
[[nodiscard]] PlanWork work_of_full_count(const PlanQuestion& question);

/// The mean over the ways in which rounds can end; `cards` are left to a full hand count.
[[nodiscard]] PlanWork work_of_rounds(const PlanQuestion& question, const RoundsPlan& rounds,
                                      std::int64_t cards);

}  // namespace recanvass::audit
