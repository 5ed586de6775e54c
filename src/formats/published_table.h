// A table as an election office publishes it: CSV with perhaps a title above the header and a word
// below the rows. Columns are asked for by name; those that nobody asks for are counted and said.
// The readers of published audits stand on it: formats/published_colorado.h.
#pragma once

#include "formats/csv.h"
#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Names of columns as they are compared: small letters, words parted by one space.
[[nodiscard]] std::string column_key(std::string_view name);

/// True when every one of `columns` (as column_key gives them) is among the fields of a row.
[[nodiscard]] bool has_columns(const std::vector<std::string_view>& fields,
                               const std::vector<std::string_view>& columns);

class PublishedTable {
 public:
  /// Finds the header among the first rows: the one with all of `needed`. Null: there is none.
  /// @param text  UTF-8   @param needed  as column_key gives them
  static std::unique_ptr<PublishedTable> open(std::string text, std::string file,
                                              const std::vector<std::string_view>& needed);

  /// Goes to the next row. Empty rows are passed over; rows of one field and nothing else are words
  /// of the publisher and counted. Causes: csv.ragged, csv.syntax.
  bool next(ProblemList& problems);

  [[nodiscard]] const std::string& file() const { return file_; }
  /// 1-based line of the row.
  [[nodiscard]] std::int64_t line() const { return reader_.line(); }
  /// True when there is such a column.
  [[nodiscard]] bool has(std::string_view column);
  /// The cell, trimmed; empty where the column is absent.
  [[nodiscard]] std::string_view cell(std::string_view column);
  /// A name as it is written: two names may differ by a space at their end.
  [[nodiscard]] std::string_view name(std::string_view column);
  /// A whole number, 0 or more, perhaps in groups of three digits; absent column: no value, no
  /// problem. Causes: those of figure_problem().
  std::optional<std::int64_t> whole(std::string_view column, ProblemList& problems);
  /// A number with a point or without, 0 or more. Cause: published.number.
  std::optional<double> decimal(std::string_view column, ProblemList& problems);

  /// Names of columns that were never asked for, as written.
  [[nodiscard]] std::vector<std::string> unused() const;
  /// Rows that were words of the publisher.
  [[nodiscard]] std::int64_t rows_of_words() const { return rows_of_words_; }

 private:
  struct Column {
    std::string name;  // as written
    std::size_t at = 0;
    bool asked = false;
  };
  PublishedTable(std::string text, std::string file)
      : reader_(std::move(text)), file_(std::move(file)) {}
  [[nodiscard]] Column* find(std::string_view column);
  bool read_header(const std::vector<std::string_view>& needed);

  CsvReader reader_;
  std::string file_;
  std::map<std::string, Column, std::less<>> columns_;
  std::size_t width_ = 0;
  std::int64_t rows_of_words_ = 0;
  bool fault_told_ = false;
};

}  // namespace recanvass::formats
