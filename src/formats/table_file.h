// A file that is a table, CSV or workbook, as rows. Used by the readers of tables of cards and of
// manifests. Next: formats/table_rows.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "formats/input_files.h"
#include "formats/table_rows.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// The rows of a file. Causes: those of InputFiles::read and of open_sheet().
/// @param executor  that gives TableRows::each_row() several threads; null: one
base::Result<std::unique_ptr<TableRows>> open_table(const InputFiles& files, std::size_t at,
                                                    base::Executor* executor = nullptr);

/// The first rows of a file, as texts; fewer when it ends or breaks off. Causes as above, also
/// where it breaks off before the first.
base::Result<std::vector<std::vector<std::string>>> first_rows(const InputFiles& files,
                                                               std::size_t at, std::size_t rows);

/// Adds what is to be known of rows that were read, with the file's name before it.
void add_remarks(const TableRows& rows, const std::string& name, std::vector<std::string>& remarks);

/// The ASCII letters, small, and digits of a column's name: all that tells it from others.
[[nodiscard]] std::string letters_and_digits(std::string_view name);

/// Rows among which a table's heading is looked for: titles may stand above it.
inline constexpr std::size_t kHeadingRowsMax = 20;

/// Goes to the row that `is_heading` is true for, within the first rows. How many rows that hold
/// something stand above it; no value: it is not there.
[[nodiscard]] std::optional<std::uint64_t> go_to_heading(
    TableRows& rows, const std::function<bool(std::span<const std::string>)>& is_heading);

/// True for a row that holds nothing.
[[nodiscard]] bool is_blank_row(std::span<const std::string_view> fields);

}  // namespace recanvass::formats
