// The files in a ZIP archive, unpacked as they are read, never to a disk. Names are only names:
// none becomes a path. An archive that lies about itself or holds too much is refused.
// Next: formats/input_files.h.
#pragma once

#include "formats/byte_source.h"
#include "formats/unpacked_bytes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

[[nodiscard]] bool begins_as_zip(std::string_view bytes);

struct ZipEntry {
  std::string name;         ///< with the folders that the archive gives it
  std::uint64_t bytes = 0;  ///< unpacked, as the archive says
};

/// Of one file; used by one thread, one entry at a time.
class ZipArchive : public std::enable_shared_from_this<ZipArchive> {
 public:
  /// Reads what the archive holds. Causes: file.missing, file.unreadable, archive.broken,
  /// archive.too-large, archive.too-many, archive.path, archive.twice.
  /// @param name  the archive in messages
  static base::Result<std::shared_ptr<ZipArchive>> open(const std::filesystem::path& path,
                                                        const std::string& name,
                                                        const ArchiveLimits& limits = {});

  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  /// In the archive's order, without folders.
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

  /// The bytes of one entry. The archive lives as long as the source. @pre entry < entries().size()
  /// Causes, also of its reads: archive.locked, archive.broken, archive.too-large.
  base::Result<std::unique_ptr<ByteSource>> read(std::size_t entry);

 private:
  class Handle;
  class EntrySource;
  ZipArchive(std::unique_ptr<Handle> handle, std::string name, UnpackedBytes unpacked);
  [[nodiscard]] std::optional<base::Problem> list(const ArchiveLimits& limits);

  [[nodiscard]] std::optional<base::Problem> came_out(std::size_t entry, std::uint64_t position);

  std::unique_ptr<Handle> handle_;
  std::string name_;
  UnpackedBytes unpacked_;
  std::vector<std::uint64_t> came_out_;  // the farthest that each entry was read
  std::vector<ZipEntry> entries_;
  std::vector<std::uint64_t> numbers_;  // of the entries in the archive
};

}  // namespace recanvass::formats
