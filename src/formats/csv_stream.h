// Cuts comma-separated text (RFC 4180) of any size into rows, in memory that does not grow with it:
// what formats/csv.h does to a text in memory, for exports of gigabytes. The two agree on every
// text; the tests hold them to it. Next: formats/dominion_csv.h.
#pragma once

#include "base/executor.h"
#include "formats/table_rows.h"
#include "formats/text_source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

class CsvStream : public TableRows {
 public:
  /// @param bytes  in any encoding that formats/text_source.h takes   @param name  in messages
  /// @param executor  that gives each_row() several threads; null: one
  /// @param piece_bytes  that each of them cuts at once
  CsvStream(ByteSource& bytes, std::string name, base::Executor* executor = nullptr,
            std::size_t piece_bytes = std::size_t{1} << 20U);

  /// Causes of problems(): csv.syntax, csv.row-too-long, and those of Utf8Source.
  bool next() override;
  /// The rows that are left are cut on all threads; their order is that of the file.
  void each_row(const std::function<void()>& row) override;
  [[nodiscard]] std::span<const std::string_view> fields() const override { return row_; }
  [[nodiscard]] std::int64_t line() const override { return row_line_; }
  [[nodiscard]] const base::Problems& problems() const override { return problems_; }

  /// A row longer than this is refused.
  static constexpr std::size_t kRowMax = std::size_t{4} << 20U;

 private:
  enum class Split : std::uint8_t { Row, MoreNeeded, Fault };

  struct Piece;
  struct PieceRows;

  bool next_piece(Piece& piece);
  static void cut_rows(Piece& piece, PieceRows& rows);
  Split split();
  Split end_row(std::size_t next_row);
  const char* pass_quoted(const char* at, const char* end);
  bool fill();
  void add_field(const char* begin, const char* end) {
    if (size_ == fields_.size()) fields_.resize(2 * size_ + 16);
    fields_[size_++] = {begin, static_cast<std::size_t>(end - begin)};
  }
  void refuse(const char* cause, std::int64_t line, std::string found, std::string wanted,
              std::string mend);
  void refuse_length();

  struct ClosedUp {
    std::size_t field;
    std::size_t begin;  // in closed_up_
    std::size_t length;
  };

  Utf8Source source_;
  std::string name_;
  std::string window_;
  std::size_t begin_ = 0;  // of the row to come
  std::size_t end_ = 0;  // of what was read
  bool ended_ = false;  // nothing follows end_
  std::int64_t line_ = 1;  // of begin_
  std::int64_t row_line_ = 0;
  std::int64_t lines_in_row_ = 0;
  std::vector<std::string_view> fields_;  // of which the first size_ are the row's
  std::size_t size_ = 0;
  std::span<const std::string_view> row_;
  std::string closed_up_;  // quoted fields without the doubled quotation marks
  std::vector<ClosedUp> closed_;
  base::Problems waiting_;  // of the source, told after the rows before them
  base::Problems problems_;
  base::Executor* executor_;
  std::size_t piece_bytes_;
};

}  // namespace recanvass::formats
