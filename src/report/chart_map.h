// A map of what a screening's deciding specification leaves of each unit: outlines filled by seven
// bands of one labelled scale. For screen_page.h; drawn with report/svg.h.
#pragma once

#include "report/chart.h"
#include "screen/screening.h"

#include <optional>
#include <string>

namespace recanvass::report {

/// Nothing where the answer has no residuals by shape, or the shapes have none of its units.
[[nodiscard]] std::optional<Chart> chart_map(const screen::Answered& answer,
                                             const std::optional<screen::UnitShapes>& shapes);

/// Why there is no map where one could be; empty where there is one, or none is meant.
[[nodiscard]] std::string no_map_words(const screen::Answered& answer,
                                       const std::optional<screen::UnitShapes>& shapes);

/// Which band of a scale with this step a residual is in: -3 to 3, 0 within half a step of 0.
[[nodiscard]] int band_of(double residual, double step);

}  // namespace recanvass::report
