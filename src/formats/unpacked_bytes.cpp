#include "formats/unpacked_bytes.h"

#include <fmt/format.h>

namespace recanvass::formats {

std::optional<base::Problem> UnpackedBytes::add(std::uint64_t bytes) {
  bytes_ += bytes;
  return would_be(bytes_);
}

std::optional<base::Problem> UnpackedBytes::would_be(std::uint64_t bytes) const {
  if (bytes > limits_.bytes_max) {
    return base::Problem{"archive.too-large",
                         {name_, 0, {}},
                         fmt::format("more than {} bytes when unpacked", limits_.bytes_max),
                         fmt::format("{} bytes at most", limits_.bytes_max),
                         "Give the export in several archives."};
  }
  if (bytes > limits_.ratio_free && bytes / limits_.ratio_max > packed_) {
    return base::Problem{"archive.too-large",
                         {name_, 0, {}},
                         fmt::format("{} bytes that unpack to more than {}", packed_, bytes - 1),
                         fmt::format("at most {} times as many when unpacked", limits_.ratio_max),
                         "No export packs so tightly; ask who sent it for the files themselves."};
  }
  return std::nullopt;
}

}  // namespace recanvass::formats
