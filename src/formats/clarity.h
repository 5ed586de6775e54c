// Reads Clarity's detail.xml, the results of election-night reporting by county or precinct. What
// is accepted is listed in docs/formats/returns.md. Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>
#include <string_view>

namespace recanvass::formats {

/// @param bytes  the file as it is; the document states its encoding   @param file  for problems
/// The file's own totals (of each vote type and choice) must equal the sum of its units, or the
/// file was cut. Ballots cast and voters are taken from the turnout; as not reported where they are
/// 0 voters, or 0 ballots of a unit with votes (a remark).
/// Causes: xml.*, number.*, returns.total-differs, returns.bad-name, returns.empty-cell,
/// detect.unknown-xml.
ReturnsReading read_clarity(std::string_view bytes, const std::string& file);

}  // namespace recanvass::formats
