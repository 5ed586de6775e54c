#include "formats/draft_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

constexpr std::size_t kWaitingBytes = std::size_t{1} << 18U;

}  // namespace

DraftFile::DraftFile(const std::filesystem::path& path)
    : path_(path), draft_(path.string() + ".draft") {
  file_ = ::open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) error_ = errno;
}

DraftFile::~DraftFile() {
  if (file_ >= 0) ::close(file_);
  if (file_ >= 0 && !done_) ::unlink(draft_.c_str());
}

void DraftFile::put(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() >= kWaitingBytes) flush();
}

void DraftFile::flush() {
  std::string_view left = waiting_;
  while (error_ == 0 && !left.empty()) {
    const ssize_t wrote = ::write(file_, left.data(), left.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      error_ = errno;
    } else {
      left.remove_prefix(static_cast<std::size_t>(wrote));
    }
  }
  waiting_.clear();
}

std::optional<base::Problem> DraftFile::finish() {
  flush();
  if (error_ == 0 && ::fsync(file_) != 0) error_ = errno;
  if (error_ == 0 && ::rename(draft_.c_str(), path_.c_str()) != 0) error_ = errno;
  if (error_ != 0) {
    return base::Problem{"file.write",
                         {path_.string(), 0, {}},
                         std::strerror(error_),
                         "a file that can be written",
                         "Choose a folder that may be written to and has room."};
  }
  done_ = true;
  return std::nullopt;
}

}  // namespace recanvass::formats
