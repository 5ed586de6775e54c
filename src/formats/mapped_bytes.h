// The bytes of a file in the address space, read-only. Used by formats/card_file.h and
// formats/confined.h.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace recanvass::formats {

class MappedBytes {
 public:
  /// Maps a whole file, which must not be written to any more. Null: it is empty or no regular
  /// file, or cannot be mapped. @param file  a descriptor, which may be closed afterwards
  static std::shared_ptr<const MappedBytes> map(int file);

  MappedBytes(const void* first, std::size_t size) : first_(first), size_(size) {}
  MappedBytes(const MappedBytes&) = delete;
  MappedBytes& operator=(const MappedBytes&) = delete;
  ~MappedBytes();

  [[nodiscard]] std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(first_), size_};
  }

 private:
  const void* first_;
  std::size_t size_;
};

}  // namespace recanvass::formats
