// Tables as comma-separated text, twice: exact for programs, and inert for a spreadsheet. Each
// document of paper.h brings its tables. Reading them back: formats/csv.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::report {

/// A table under a header. Headers are ids, the same in every language.
struct CsvTable {
  std::string name;  ///< "batches"; a part of the file's name where a document has several
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// RFC 4180: every field kept byte for byte, quoted where it must be, lines ended by CR LF.
[[nodiscard]] std::string csv_text(const CsvTable& table);

/// The same for a spreadsheet: begins with a byte order mark, so that the letters are read as
/// UTF-8, and no field can be taken for a formula (see inert_field).
[[nodiscard]] std::string csv_for_excel(const CsvTable& table);

/// A table that people fill in with a spreadsheet and we read back: no field can be taken for a
/// formula, and base::unguarded_field() gives each as it was.
[[nodiscard]] std::string csv_to_fill_in(const CsvTable& table);

/// The field with an apostrophe before it where base::may_compute().
[[nodiscard]] std::string inert_field(std::string_view field);

}  // namespace recanvass::report
