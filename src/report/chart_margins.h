// How far each contest's difference is from anything a recount has moved: shares of the vote on one
// log axis, past recounts above, the contests below. Part of the briefing's fifth answer.
#pragma once

#include "report/briefing.h"
#include "report/chart.h"

#include <optional>

namespace recanvass::report {

/// Nothing when no contest that is told one by one has a difference and a total.
[[nodiscard]] std::optional<Chart> chart_margins(const Briefing& briefing);

}  // namespace recanvass::report
