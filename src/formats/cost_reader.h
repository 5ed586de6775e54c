// Cost lines of a recount, county by county, from CSV: what `recanvass fee` adds up
// (recount/fee_ledger.h). Money is exact; a total row among the lines is refused, never added.
#pragma once

#include "base/result.h"
#include "recount/fee_ledger.h"

#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::formats {

/// Reads one CSV with a header: columns `county` and `usd`, optional `item` and `note` (ignored).
/// Amounts as base::parse_dollars reads them.
/// @return the lines in the file's order, at least one.
/// Causes: those of text.h and csv_table.h; cost.column, cost.unknown-column, cost.county,
/// cost.total-row, cost.duplicate, cost.none, money.format, money.range. All problems at once.
[[nodiscard]] base::Result<std::vector<recount::CostLine>> read_cost_lines(
    const std::filesystem::path& path);

/// A line's name in messages: "Dane", or "Dane", item "staff"; in quotation marks.
[[nodiscard]] std::string line_name(const std::string& county, const std::string& item);

/// As read_cost_lines, of text that is named `file` in problems.
[[nodiscard]] base::Result<std::vector<recount::CostLine>> parse_cost_lines(
    std::string text, const std::string& file);

}  // namespace recanvass::formats
