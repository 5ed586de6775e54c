#include "cluster/checkpoint.h"

#include "base/sha256.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace recanvass::cluster {
namespace {

constexpr std::size_t kSumDigits = 12;

std::string header_of(const std::string& work, std::size_t blocks) {
  return fmt::format("recanvass.checkpoint/1 {} {}\n", work, blocks);
}

std::string sum_of(const std::string& line) {
  return base::hex(base::sha256(line)).substr(0, kSumDigits);
}

std::string line_of(std::size_t block, const std::vector<std::int64_t>& values) {
  std::string line = fmt::format("{} {}", block, values.size());
  for (const std::int64_t value : values) line += fmt::format(" {}", value);
  return fmt::format("{} {}\n", line, sum_of(line));
}

std::optional<std::vector<std::int64_t>> numbers_of(const std::string& line) {
  std::vector<std::int64_t> numbers;
  const char* at = line.data();
  const char* end = at + line.size();
  while (at < end) {
    std::int64_t number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) return std::nullopt;
    numbers.push_back(number);
    at = read.ptr;
    if (at < end && *at++ != ' ') return std::nullopt;
  }
  return numbers;
}

// Puts one whole line (without its end) where it belongs; false when it is not one.
bool read_line(const std::string& line, BlockResults& results) {
  if (line.size() < kSumDigits + 2) return false;
  const std::string said = line.substr(0, line.size() - kSumDigits - 1);
  if (line.substr(line.size() - kSumDigits) != sum_of(said)) return false;
  const auto numbers = numbers_of(said);
  if (!numbers || numbers->size() < 2) return false;
  const auto block = static_cast<std::uint64_t>(numbers->front());
  if (block >= results.size() || static_cast<std::size_t>((*numbers)[1]) + 2 != numbers->size()) {
    return false;
  }
  results[block] = std::vector<std::int64_t>(numbers->begin() + 2, numbers->end());
  return true;
}

struct Contents {
  bool begun = false;
  std::size_t whole = 0;  // bytes up to the end of the last whole line
};

base::Result<Contents> read_contents(const std::string& path, const std::string& header,
                                     BlockResults& results) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return Contents{};
  if (!std::filesystem::is_regular_file(status)) {
    return base::Problem{"checkpoint.unwritable",
                         {path, 0, {}},
                         "a folder or a device",
                         "a file",
                         "Name a file that the program may write."};
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream buffer;
  buffer << file.rdbuf();
  const std::string text = buffer.str();
  if (text.size() < header.size() && header.compare(0, text.size(), text) == 0) return Contents{};
  if (text.compare(0, header.size(), header) != 0) {
    return base::Problem{"checkpoint.other-work",
                         {path, 1, {}},
                         fmt::format("\"{}\"", text.substr(0, text.find('\n')).substr(0, 100)),
                         fmt::format("\"{}\"", header.substr(0, header.size() - 1)),
                         "It belongs to another question or another version of the program: take "
                         "another file, or delete it."};
  }
  std::size_t at = header.size();
  std::int64_t row = 1;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) break;  // torn
    ++row;
    if (!read_line(text.substr(at, end - at), results)) {
      return base::Problem{"checkpoint.damaged",
                           {path, row, {}},
                           "a line whose sum does not fit",
                           "the lines that the program wrote",
                           "Delete the file: the run then begins again."};
    }
    at = end + 1;
  }
  return Contents{true, at};
}

}  // namespace

base::Result<Checkpoint> Checkpoint::open(const std::string& path, const std::string& work,
                                          BlockResults& results) {
  const std::string header = header_of(work, results.size());
  const auto contents = read_contents(path, header, results);
  if (!contents) return contents.problems();
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  Checkpoint checkpoint(path, file);
  if (file < 0) return checkpoint.unwritable(errno);
  const std::size_t kept = contents->begun ? contents->whole : 0;
  if (::ftruncate(file, static_cast<off_t>(kept)) != 0 ||
      ::lseek(file, static_cast<off_t>(kept), SEEK_SET) < 0) {
    return checkpoint.unwritable(errno);
  }
  if (!contents->begun) {
    auto problems = checkpoint.write_all(header);
    if (!problems.empty()) return problems;
  }
  return checkpoint;
}

Checkpoint::Checkpoint(Checkpoint&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)) {}

Checkpoint::~Checkpoint() {
  if (file_ >= 0) ::close(file_);
}

base::Problem Checkpoint::unwritable(int error) const {
  return {"checkpoint.unwritable",
          {path_, 0, {}},
          std::strerror(error),
          "a file that can be written",
          "Check the folder, its permissions and the room on the disk."};
}

base::Problems Checkpoint::write_all(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const ssize_t wrote = ::write(file_, text.data() + at, text.size() - at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return {unwritable(errno)};
    at += static_cast<std::size_t>(wrote);
  }
  return {};
}

base::Problems Checkpoint::add(std::size_t block, const std::vector<std::int64_t>& values) {
  return write_all(line_of(block, values));
}

base::Problems Checkpoint::keep() {
  if (::fdatasync(file_) != 0) return {unwritable(errno)};
  return {};
}

}  // namespace recanvass::cluster
