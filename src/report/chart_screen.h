// Pictures of a screening: every specification of a curve with its interval, rates of units by
// their size inside a funnel, votes moved by equipment, turnout beside share. For screen_page.h;
// drawn with report/svg.h.
#pragma once

#include "report/chart.h"
#include "screen/answer.h"

#include <optional>

namespace recanvass::report {

/// Coefficients of the first outcome, a row a specification, beside 0. Nothing without a curve.
[[nodiscard]] std::optional<Chart> chart_curve(const screen::Answered& answer);

/// Share of each unit against its trials, with limits of two and three deviations. Nothing without
/// a funnel.
[[nodiscard]] std::optional<Chart> chart_funnel(const screen::Answered& answer);

/// Share of votes moved by label, with its interval. Nothing without a recount.
[[nodiscard]] std::optional<Chart> chart_recounted(const screen::Answered& answer);

/// Odds of each mode of voting beside the first, with their intervals. Nothing without modes.
[[nodiscard]] std::optional<Chart> chart_modes(const screen::Answered& answer);

/// Turnout beside share, a square a cell with an area as its units. Nothing without a fingerprint.
[[nodiscard]] std::optional<Chart> chart_fingerprint(const screen::Answered& answer);

}  // namespace recanvass::report
