// A ZIP archive put together in memory, given as bytes or written as a file that is whole or
// absent. The same entries give the same bytes. Used by formats/hart_writer.h and
// formats/workbook_writer.h; reading: formats/zip_archive.h.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

class ZipWriter {
 public:
  /// @pre names differ and are relative paths with "/" between folders
  void add(std::string name, std::string bytes);
  [[nodiscard]] std::size_t entries() const { return entries_.size(); }

  /// The archive's bytes; the writer is empty again. Causes: file.write.
  base::Result<std::string> bytes();
  /// Writes the archive and is empty again. Causes: file.write.
  [[nodiscard]] std::optional<base::Problem> write(const std::filesystem::path& path);

 private:
  struct Entry {
    std::string name;
    std::string bytes;
  };
  std::vector<Entry> entries_;
};

}  // namespace recanvass::formats
