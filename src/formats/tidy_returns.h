// Reads our own returns CSV: one row per reporting unit and choice, choices by their ids. The
// format is described in docs/formats/election-package.md. Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// True when the header is one of ours: it has the columns "choice" and "votes".
[[nodiscard]] bool is_tidy_header(const std::vector<std::string>& header);

/// @param text  UTF-8   @param file  named in problems
/// Causes: those of CsvTable and number.h; returns.unknown-column, returns.missing-column,
/// returns.total-row, returns.empty-cell, returns.unknown-mode, returns.bad-name.
ReturnsReading read_tidy_returns(std::string text, const std::string& file);

}  // namespace recanvass::formats
