// CSV with a header line: rows whose cells are asked for by column, and everything that is wrong
// with the shape of the table. Each format's reader (formats/tidy_returns.h, ...) stands on it.
#pragma once

#include "base/result.h"
#include "formats/csv.h"
#include "formats/problem_list.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// A table being read from top to bottom. Cells are trimmed of spaces at both ends. Empty lines and
/// rows of nothing but commas are passed over and counted; so are empty cells beyond the header.
class CsvTable {
 public:
  /// Reads the header: the first row that is not blank.
  /// @param text  UTF-8   @param file  named in problems
  /// Causes: csv.empty, csv.syntax, csv.separator, csv.header-duplicate,
  /// csv.header-empty (the first column without a name).
  static base::Result<std::unique_ptr<CsvTable>> open(std::string text, std::string file);
  /// The same, but csv.header-duplicate and csv.header-empty go to `problems` and the rows can be
  /// read: of two columns with one name the first is meant. Null: no rows to read.
  static std::unique_ptr<CsvTable> open(std::string text, std::string file, ProblemList& problems);

  [[nodiscard]] const std::string& file() const { return file_; }
  /// Column names as written, trimmed.
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  /// The column of that name, small and capital letters alike.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

  /// Goes to the next row that is not blank. Rows of another number of fields than the header go to
  /// `problems` and are passed over (rows_lost); values in columns without a name go there too.
  /// False at the end.
  /// Causes: csv.ragged, csv.value-without-header, csv.syntax.
  bool next(ProblemList& problems);
  /// @pre next() was true, column < header().size()
  [[nodiscard]] std::string_view cell(std::size_t column) const;
  /// The row's line in the file, 1-based.
  [[nodiscard]] std::int64_t line() const { return reader_.line(); }
  /// Where a cell of this row stands, for a problem.
  [[nodiscard]] base::Place place(std::size_t column) const;
  [[nodiscard]] base::Place place() const;
  /// The row as written, for a message.
  [[nodiscard]] std::string row_text() const;

  /// True after csv.ragged and csv.syntax: there are rows that next() did not stop at.
  [[nodiscard]] bool rows_lost() const { return rows_lost_; }

  /// Rows passed over because they held nothing.
  [[nodiscard]] std::int64_t blank_rows() const { return blank_rows_; }

 private:
  CsvTable(std::string text, std::string file) : reader_(std::move(text)), file_(std::move(file)) {}
  [[nodiscard]] bool row_is_blank() const;
  bool row_has_shape(ProblemList& problems);

  CsvReader reader_;
  std::string file_;
  std::vector<std::string> header_;
  std::size_t header_width_ = 0;  // with the unnamed columns at its end
  bool every_column_named_ = true;
  bool first_column_reported_ = false;  // as without a name
  bool rows_lost_ = false;
  std::int64_t blank_rows_ = 0;
};

/// "column votes"
[[nodiscard]] std::string column_place(std::string_view name);

}  // namespace recanvass::formats
