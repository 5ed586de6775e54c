// Reads Dominion's Election Summary Report as XML: each contest's totals by counting group, for the
// whole of what the report is of. What is accepted is listed in docs/formats/returns.md.
// Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>
#include <string_view>

namespace recanvass::formats {

/// @param bytes  the file as it is; the document states its encoding   @param file  for problems
/// The report's own totals, of each choice over its counting groups and of each contest over its
/// choices, must equal the sums. Write-in candidates are named in a list of their own, whose votes
/// are those of "Write-in" among the choices; it is not taken.
/// Causes: xml.*, number.*, returns.total-differs, returns.bad-name, returns.empty-cell,
/// returns.bad-date.
ReturnsReading read_dominion_summary(std::string_view bytes, const std::string& file);

}  // namespace recanvass::formats
