// Cuts comma-separated text (RFC 4180) into rows and fields, in one pass over one buffer. What the
// fields mean is for others. Next: formats/csv_table.h, rows with a header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Where the text stops being CSV, and how.
struct CsvFault {
  std::int64_t line = 0;  ///< 1-based line of the fault
  std::size_t field = 0;  ///< 1-based position in the row
  std::string what;       ///< "a quotation mark that is never closed"
};

/// Rows of a text in UTF-8. Accepted: fields in quotes with commas, line ends and doubled quotes in
/// them; line ends LF, CRLF and CR, mixed; a quotation mark inside a field that does not begin with
/// one, as a plain character. A text without a line end at its end is complete.
/// Refused: a quote that is never closed; text between a closing quote and the next comma.
/// Used by one thread; fields() are valid until the reader is gone.
class CsvReader {
 public:
  explicit CsvReader(std::string text) : text_(std::move(text)) {}
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Goes to the next row. False at the end and at a fault. An empty line is a row of one empty
  /// field.
  bool next();
  /// @pre next() was true
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  /// The line on which the row begins, 1-based; line ends inside quotes count.
  [[nodiscard]] std::int64_t line() const { return row_line_; }
  [[nodiscard]] const std::optional<CsvFault>& fault() const { return fault_; }

 private:
  bool read_quoted();
  void read_plain();
  void pass_line_end();

  std::string text_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 0;
  std::vector<std::string_view> fields_;
  std::optional<CsvFault> fault_;
};

}  // namespace recanvass::formats
