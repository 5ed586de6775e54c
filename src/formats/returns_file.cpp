#include "formats/returns_file.h"

#include "formats/text.h"
#include "formats/tidy_returns.h"

namespace recanvass::formats {

base::Result<ReturnsTable> read_returns_file(const std::filesystem::path& path,
                                             const std::string& name) {
  auto bytes = read_bytes(path, name);
  if (!bytes) return bytes.problems();
  auto decoded = decode_text(std::move(bytes).value(), name);
  if (!decoded) return decoded.problems();
  return read_tidy_returns(std::move(decoded).value().text, name);
}

}  // namespace recanvass::formats
