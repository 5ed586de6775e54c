// Which columns of ballot manifests are which, as a person once said it by hand, in a small file,
// so that the next manifest of the same county needs no word. docs/formats/cards.md fixes the file.
// Next: formats/manifest_reader.h.
#pragma once

#include "formats/manifest_reader.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace recanvass::formats {

/// The columns that a file remembers, each as MappedBy::Remembered, in the order of ManifestColumn.
/// Causes: file.missing, file.unreadable, json.*, manifest-columns.content.
base::Result<std::vector<MappedColumn>> read_manifest_columns(const std::filesystem::path& path);

/// Writes such a file, whole or not at all. No value: it is written. Causes: file.write.
[[nodiscard]] std::optional<base::Problem> write_manifest_columns(
    const std::filesystem::path& path, const std::vector<MappedColumn>& columns);

/// What was remembered with what is given by hand, which comes before it.
[[nodiscard]] std::vector<MappedColumn> with_given(std::vector<MappedColumn> remembered,
                                                   const std::vector<MappedColumn>& given);

/// "tabulator" as a column; no value: it is the word of none.
[[nodiscard]] std::optional<ManifestColumn> manifest_column_named(std::string_view word);

}  // namespace recanvass::formats
