// Challenged ballots that stand otherwise than they were read, and entries or tapes that have the
// ruling in them already: then it would count twice. For count.sign-off.
#pragma once

#include "base/problem.h"
#include "workflow/operation.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::workflow {

/// Exhibits of the unit's batches that stand otherwise than they were counted, those of batches set
/// aside left out, each with the position at which that was settled.
[[nodiscard]] std::vector<std::pair<std::uint64_t, const Challenge*>> moved_exhibits(
    const Operation& operation, const std::string& unit);

/// Entries that were revised after a challenge was settled by exactly what it moves: the register
/// moves it beside the tally. A problem a batch. Cause: count.tally-rulings.
[[nodiscard]] base::Problems check_tallies_without_rulings(const Operation& operation,
                                                           const std::string& unit);

}  // namespace recanvass::workflow
