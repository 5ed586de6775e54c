// Reads the CSV of the OpenElections project, by county or precinct. What is accepted is listed in
// docs/formats/returns.md. Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>

namespace recanvass::formats {

/// @param text  UTF-8   @param file  named in problems
/// Votes by mode (columns election_day, absentee, ...) must add up to `votes` where both stand.
/// Causes: those of CsvTable and number.h; returns.missing-column, returns.empty-cell,
/// returns.bad-name, returns.modes-differ.
ReturnsReading read_openelections(std::string text, const std::string& file);

}  // namespace recanvass::formats
