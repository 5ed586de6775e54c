// How much a packed file may unpack to. Declared sizes lie, so that bytes are counted as they come
// out. Used by formats/gzip_source.h and formats/zip_archive.h.
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <optional>
#include <string>

namespace recanvass::formats {

/// What an archive may hold. The numbers leave room for the exports of the largest counties; a
/// bomb is far beyond them.
struct ArchiveLimits {
  std::uint64_t entries_max = 500'000;
  std::uint64_t bytes_max = std::uint64_t{1} << 38U;  ///< unpacked, all entries together
  std::uint64_t ratio_max = 300;                      ///< unpacked to packed
  std::uint64_t ratio_free = std::uint64_t{32} << 20U;  ///< so much may come out at any ratio
};

/// Counts what comes out of one packed file.
class UnpackedBytes {
 public:
  /// @param packed  bytes of the packed file   @param name  the file in messages
  UnpackedBytes(std::uint64_t packed, ArchiveLimits limits, std::string name)
      : packed_(packed), limits_(limits), name_(std::move(name)) {}

  /// A problem when that makes too many. Cause: archive.too-large.
  [[nodiscard]] std::optional<base::Problem> add(std::uint64_t bytes);
  /// The same for bytes that an archive says it holds, before any are read.
  [[nodiscard]] std::optional<base::Problem> would_be(std::uint64_t bytes) const;

 private:
  std::uint64_t packed_;
  ArchiveLimits limits_;
  std::string name_;
  std::uint64_t bytes_ = 0;
};

}  // namespace recanvass::formats
