// Bars beside each other: the money raised and named (third answer) and the cards to examine
// (seventh, on a log axis, since a full count is a thousand times a sample).
#pragma once

#include "report/briefing.h"
#include "report/chart.h"

#include <optional>

namespace recanvass::report {

/// The latest report of each fund, its goal, and each sum named in an event. Nothing without sums.
[[nodiscard]] std::optional<Chart> chart_money(const Briefing& briefing);

/// Cards to examine by each way of looking, in each contest told one by one. Nothing when unknown.
[[nodiscard]] std::optional<Chart> chart_paper(const Briefing& briefing);

}  // namespace recanvass::report
