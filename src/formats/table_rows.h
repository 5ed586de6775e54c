// Rows of a table of any size, one after another, whatever file they lie in. The readers of cards
// in tables stand on it. Next: formats/csv_stream.h, formats/workbook_rows.h.
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

class TableRows {
 public:
  virtual ~TableRows() = default;

  /// Goes to the next row; false at the end and at a problem. An empty line is a row of one empty
  /// field.
  virtual bool next() = 0;
  /// Goes to each row that is left and calls `row`, which asks for its fields and its line. The
  /// same as calling next() until it is false; some tables look at several rows side by side.
  virtual void each_row(const std::function<void()>& row) {
    while (next()) row();
  }
  /// Valid until the next row. @pre next() was true
  [[nodiscard]] virtual std::span<const std::string_view> fields() const = 0;
  /// Where the row stands in the file, from 1.
  [[nodiscard]] virtual std::int64_t line() const = 0;
  [[nodiscard]] virtual const base::Problems& problems() const = 0;
  /// Whether a picture lies on a cell of the row: ES&S' workbooks have one of each written name.
  [[nodiscard]] virtual bool has_picture(std::size_t) const { return false; }
  /// Whether one lies on any cell of the table.
  [[nodiscard]] virtual bool has_pictures() const { return false; }
  /// What a person should know of the rows that were read: "2 hidden rows were read like the rest".
  [[nodiscard]] virtual std::vector<std::string> remarks() const { return {}; }
};

}  // namespace recanvass::formats
