// Bytes in order from wherever they lie: a file, an entry of an archive, a text in memory. Readers
// of large files take them window by window, so that memory does not grow with the file.
// Next: formats/byte_window.h.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace recanvass::formats {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills the beginning of `to`; 0 only at the end. @pre `to` is not empty
  virtual base::Result<std::size_t> read(std::span<char> to) = 0;
};

/// Of a text that outlives the source.
class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  base::Result<std::size_t> read(std::span<char> to) override;

 private:
  std::string_view text_;
};

/// Of a file. Causes: file.missing, file.unreadable, file.not-a-file.
/// @param name  the file in messages
base::Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path,
                                                    const std::string& name);

}  // namespace recanvass::formats
