// The flip ladder: electors of the challenger after each step of the cheapest set of changes,
// against the number needed. Part of the briefing's sixth answer.
#pragma once

#include "report/briefing.h"
#include "report/chart.h"

#include <optional>

namespace recanvass::report {

/// Nothing when there is no college or no set that changes the outcome.
[[nodiscard]] std::optional<Chart> chart_ladder(const Briefing& briefing);

}  // namespace recanvass::report
