#include "verify/folder.h"

#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace recanvass::verify {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMost = 8'000'000;
constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

base::Problem folder_problem(const char* cause, const std::string& path, std::string found,
                             std::string wanted) {
  return {cause,
          {path, 0, ""},
          std::move(found),
          std::move(wanted),
          "Take the folder again from where it was published."};
}

// Closes a file when it goes out of sight.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] bool is_regular() const {
    struct stat facts{};
    return descriptor_ >= 0 && fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode);
  }

  // Gives every piece; false when reading fails.
  bool each(const std::function<bool(std::string_view)>& take) const {
    std::string piece(kPieceBytes, '\0');
    while (true) {
      const ssize_t got = ::read(descriptor_, piece.data(), piece.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) return true;
      if (!take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)))) return true;
    }
  }

 private:
  int descriptor_;
};

std::string kind_of(const fs::file_status& status) {
  if (fs::is_symlink(status)) return "a symbolic link";
  if (fs::is_fifo(status)) return "a pipe";
  if (fs::is_socket(status)) return "a socket";
  if (fs::is_character_file(status) || fs::is_block_file(status)) return "a device";
  return "something that is not a file";
}

}  // namespace

bool is_bundle_path(std::string_view path) {
  if (path.empty() || path.size() > 200) return false;
  char before = '/';
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && c != '.' && c != '-' && c != '_' && c != '/') return false;
    if (before == '/' && (c == '.' || c == '/')) return false;
    before = c;
  }
  return before != '/';
}

base::Result<BundleFolder> BundleFolder::open(const std::string& path) {
  BundleFolder folder;
  folder.root_ = path;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return folder_problem("verify.folder", path, error ? error.message() : "no folder",
                          "a folder made by recanvass publish");
  }
  fs::recursive_directory_iterator each(path, fs::directory_options::none, error);
  const fs::recursive_directory_iterator end;
  for (; !error && each != end; each.increment(error)) {
    const fs::file_status status = each->symlink_status(error);
    if (error) break;
    const std::string name = each->path().lexically_relative(path).generic_string();
    if (fs::is_directory(status)) {
      if (each.depth() > 16) each.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(status)) {
      folder.odd_.push_back({report::printable(name), kind_of(status)});
    } else if (!is_bundle_path(name)) {
      folder.odd_.push_back({report::printable(name), "a file of a name that no bundle has"});
    } else {
      folder.files_[name] = each->file_size(error);
      if (error) break;
    }
    if (folder.files_.size() + folder.odd_.size() > kFilesMost) {
      return folder_problem("verify.too-many", path, fmt::format("more than {} files", kFilesMost),
                            "the files of one ledger");
    }
  }
  if (error) return folder_problem("verify.folder", path, error.message(), "a readable folder");
  std::sort(folder.odd_.begin(), folder.odd_.end(),
            [](const OddThing& a, const OddThing& b) { return a.path < b.path; });
  return folder;
}

base::Result<std::string> BundleFolder::read(const std::string& path, std::uint64_t most) const {
  const auto found = files_.find(path);
  if (found == files_.end()) {
    return folder_problem("verify.missing", path, "no such file", "a file of the bundle");
  }
  const auto too_large = [&] {
    return folder_problem("verify.too-large", path, fmt::format("{} bytes", found->second),
                          fmt::format("at most {} bytes", most));
  };
  if (found->second > most) return too_large();
  const OpenFile file(root_ + "/" + path);
  std::string bytes;
  const bool whole = file.is_regular() && file.each([&](std::string_view piece) {
    bytes += piece;
    return bytes.size() <= most;
  });
  if (!whole) return folder_problem("verify.unreadable", path, "no bytes", "a readable file");
  if (bytes.size() > most) return too_large();
  return bytes;
}

base::Result<FileHash> BundleFolder::hash(const std::string& path) const {
  if (!has(path)) {
    return folder_problem("verify.missing", path, "no such file", "a file of the bundle");
  }
  const OpenFile file(root_ + "/" + path);
  base::Sha256Stream stream;
  FileHash hash;
  const bool whole = file.is_regular() && file.each([&](std::string_view piece) {
    stream.add(piece);
    hash.bytes += piece.size();
    return true;
  });
  if (!whole) return folder_problem("verify.unreadable", path, "no bytes", "a readable file");
  hash.sha256 = stream.finish();
  return hash;
}

}  // namespace recanvass::verify
