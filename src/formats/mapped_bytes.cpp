#include "formats/mapped_bytes.h"

#include <sys/mman.h>
#include <sys/stat.h>

namespace recanvass::formats {

std::shared_ptr<const MappedBytes> MappedBytes::map(int file) {
  struct stat status = {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) return {};
  const auto size = static_cast<std::size_t>(status.st_size);
  void* first = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (first == MAP_FAILED) return {};
  return std::make_shared<MappedBytes>(first, size);
}

MappedBytes::~MappedBytes() { ::munmap(const_cast<void*>(first_), size_); }

}  // namespace recanvass::formats
