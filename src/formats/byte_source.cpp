#include "formats/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

base::Problem unreadable(const std::string& name, int error) {
  return {error == ENOENT ? "file.missing" : "file.unreadable",
          {name, 0, {}},
          std::strerror(error),
          "a file that can be read",
          error == EMFILE ? "Give fewer archives at once."
                          : "Check the name and whether you may read it."};
}

class FileSource : public ByteSource {
 public:
  FileSource(int file, std::string name) : file_(file), name_(std::move(name)) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(file_); }

  base::Result<std::size_t> read(std::span<char> to) override {
    while (true) {
      const ssize_t bytes = ::read(file_, to.data(), to.size());
      if (bytes >= 0) return static_cast<std::size_t>(bytes);
      if (errno != EINTR) return unreadable(name_, errno);
    }
  }

 private:
  int file_;
  std::string name_;
};

}  // namespace

base::Result<std::size_t> TextSource::read(std::span<char> to) {
  const std::size_t taken = std::min(to.size(), text_.size());
  std::ranges::copy(text_.substr(0, taken), to.begin());
  text_.remove_prefix(taken);
  return taken;
}

base::Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path,
                                                    const std::string& name) {
  // A pipe that nobody writes to must not keep the reader waiting.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return unreadable(name, errno);
  struct stat status = {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(file);
    return base::Problem{"file.not-a-file",
                         {name, 0, {}},
                         S_ISDIR(status.st_mode) ? "a folder" : "a pipe or a device",
                         "a file, which can be read more than once",
                         "Save it as a file and give that."};
  }
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(file, name));
}

}  // namespace recanvass::formats
