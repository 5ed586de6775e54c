// A table of texts and whole numbers as files for people and programs: CSV by report/csv_text.h,
// and JSON that keeps the types. Tables of a published ledger: report/bundle_tables.h; bytes:
// docs/formats/bundle.md.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace recanvass::report {

/// Nothing (no such figure), a whole number, or a text.
using DataCell = std::variant<std::monostate, std::int64_t, std::string>;

struct DataTable {
  std::string name;     ///< of the file, "results"
  std::string caption;  ///< one sentence: what a row is
  std::vector<std::string> columns;
  std::vector<std::vector<DataCell>> rows;  ///< one cell a column
};

/// Exact; what does not exist is an empty field.
[[nodiscard]] std::string csv_of(const DataTable& table);

/// The same, inert in a spreadsheet.
[[nodiscard]] std::string spreadsheet_csv_of(const DataTable& table);

/// Canonical JSON and a line end: a list of objects, null for what does not exist.
[[nodiscard]] std::string json_of(const DataTable& table);

}  // namespace recanvass::report
