// An Excel workbook (XLSX) of one sheet of texts, put together row by row. The same rows give the
// same bytes. Used by formats/choice_columns_writer.h; reading: formats/workbook_rows.h.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recanvass::formats {

class WorkbookWriter {
 public:
  WorkbookWriter();

  /// The next row; empty texts are no cells. Rows beyond kRowsMax are counted and not kept.
  void add_row(std::span<const std::string_view> cells);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The workbook; the writer is then empty and of no further use. Causes: file.write.
  base::Result<std::string> bytes();

  static constexpr std::uint64_t kRowsMax = 1'048'576;  ///< Excel's own limit

 private:
  std::string sheet_;
  std::uint64_t rows_ = 0;
};

}  // namespace recanvass::formats
