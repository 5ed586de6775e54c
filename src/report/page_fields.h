// What pages with charts and tables hand to their templates: part_chart.mustache and
// part_table.mustache. Used by brief_page.h and screen_page.h.
#pragma once

#include "base/json.h"
#include "report/chart.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// For part_table.mustache: the first cell of a row is its head.
[[nodiscard]] base::Json table_fields(const ChartTable& table);
/// For part_chart.mustache; null without a chart.
[[nodiscard]] base::Json chart_fields(const std::optional<Chart>& chart);
/// [{"text": line}, ...]
[[nodiscard]] base::Json line_fields(const std::vector<std::string>& lines);

}  // namespace recanvass::report
