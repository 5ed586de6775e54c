// How many cards a stratified comparison audit draws: every stratum (a county, by law) draws its
// own cards in proportion to its size, and audit/strata.h puts them together. docs/math/plans.md.
#pragma once

#include "audit/plan_population.h"
#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// Cards over all strata, by replicate: the least of a scale of sizes, each a twentieth above the
/// one before, at which the claim is refuted; all cards when none up to draws_max is. Every stratum
/// draws at least one. @pre strata have cards, and their votes add up to a lead above 0
[[nodiscard]] std::vector<std::int64_t> simulate_strata(std::span<const PairVotes> strata,
                                                        const RecordErrors& errors,
                                                        double risk_limit, std::int64_t draws_max,
                                                        std::uint64_t replicates,
                                                        stats::RandomKey key,
                                                        base::Executor& executor);

}  // namespace recanvass::audit
