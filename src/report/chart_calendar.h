// The calendar: what is due when, one row a date, with the day of the briefing drawn through it.
// Part of the briefing's fourth answer.
#pragma once

#include "report/briefing.h"
#include "report/chart.h"

#include <optional>

namespace recanvass::report {

/// Dates of the election, of the jurisdictions told one by one, and the last moments to ask for a
/// recount there, in order. Nothing when there are none.
[[nodiscard]] std::optional<Chart> chart_calendar(const Briefing& briefing);

}  // namespace recanvass::report
