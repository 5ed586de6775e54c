// A published folder, read as if whoever made it wished us ill: regular files only, no symbolic
// link is followed, names and sizes are limited, and nothing is believed before it is checked.
// Layout: docs/formats/bundle.md.
#pragma once

#include "base/result.h"
#include "base/sha256.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::verify {

/// Something in the folder that is not a plain file of a plain name.
struct OddThing {
  std::string path;
  std::string what;  ///< "a symbolic link"
};

struct FileHash {
  base::Sha256 sha256{};
  std::uint64_t bytes = 0;
};

/// Immutable; its functions may be called from several threads.
class BundleFolder {
 public:
  /// Lists the folder. Causes: verify.folder (not there, not a folder, not readable),
  /// verify.too-many (more files than any ledger of ours has).
  static base::Result<BundleFolder> open(const std::string& path);

  /// Sizes of the plain files by relative path, with '/' between parts.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& files() const { return files_; }
  [[nodiscard]] const std::vector<OddThing>& odd_things() const { return odd_; }
  [[nodiscard]] bool has(const std::string& path) const { return files_.count(path) > 0; }

  /// The bytes of a file. Causes: verify.missing, verify.too-large (more than `most`),
  /// verify.unreadable.
  base::Result<std::string> read(const std::string& path, std::uint64_t most) const;
  /// Reads the whole file in pieces. Causes: verify.missing, verify.unreadable.
  base::Result<FileHash> hash(const std::string& path) const;

 private:
  std::string root_;
  std::map<std::string, std::uint64_t> files_;
  std::vector<OddThing> odd_;
};

/// Whether a bundle may have a file of this path: letters, digits, '.', '-', '_' and '/' between
/// parts, none of which is empty or begins with a dot; at most 200 bytes.
[[nodiscard]] bool is_bundle_path(std::string_view path);

}  // namespace recanvass::verify
