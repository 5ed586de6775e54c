// Reads the returns of the MIT Election Data and Science Lab: by precinct, and by county. Columns:
// docs/formats/returns.md. Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>

namespace recanvass::formats {

/// Precinct files. A jurisdiction is "us-" and the state's letters; rows by mode are added up, and
/// a row of mode TOTAL is all modes. Causes: those of CsvTable and number.h;
/// returns.missing-column, returns.empty-cell, returns.bad-name.
ReturnsReading read_medsl_precincts(std::string text, const std::string& file);

/// The county files; that of presidential elections since 2000 has several years in one. Where
/// `totalvotes` is not the sum of a county's rows (with or without under- and overvotes), a remark
/// of the section says so. Causes as above.
ReturnsReading read_medsl_counties(std::string text, const std::string& file);

}  // namespace recanvass::formats
