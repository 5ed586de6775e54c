// A file that is a table, CSV or workbook, as rows. Used by the readers of tables of cards and of
// manifests. Next: formats/table_rows.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "formats/input_files.h"
#include "formats/table_rows.h"

#include <memory>

namespace recanvass::formats {

/// The rows of a file. Causes: those of InputFiles::read and of open_workbook().
/// @param executor  that gives TableRows::each_row() several threads; null: one
base::Result<std::unique_ptr<TableRows>> open_table(const InputFiles& files, std::size_t at,
                                                    base::Executor* executor = nullptr);

/// The first rows of a file, as texts; fewer when it ends or breaks off. Causes as above.
base::Result<std::vector<std::vector<std::string>>> first_rows(const InputFiles& files,
                                                               std::size_t at, std::size_t rows);

/// True for a row that holds nothing.
[[nodiscard]] bool is_blank_row(std::span<const std::string_view> fields);

}  // namespace recanvass::formats
