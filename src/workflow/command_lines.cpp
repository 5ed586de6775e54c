#include "workflow/command_lines.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

// Lines of one file that wait to be taken.
constexpr std::size_t kAheadMax = 500;
// Files that are read at once; the others wait for one of them to end.
constexpr std::size_t kReadersMax = 256;

base::Problem read_problem(const std::string& file, int code) {
  return {"submit.file",
          {file, 0, ""},
          std::generic_category().message(code),
          "a file of commands, one JSON object a line",
          "Check the path, or use - for standard input."};
}

}  // namespace

// What is read of one file so far.
struct LineStart {
  std::size_t stream = 0;
  std::int64_t row = 1;
  std::string text;
  bool too_long = false;
};

struct CommandLines::Shared {
  std::mutex mutex;
  std::condition_variable arrived;
  std::condition_variable taken;
  std::vector<std::string> files;
  std::size_t line_bytes_max = 0;
  LineReader read_line;
  std::deque<CommandLine> lines;
  std::vector<std::size_t> waiting;  // lines in `lines`, by stream
  std::size_t next_file = 0;
  std::size_t readers = 0;
  bool abandoned = false;

  bool put(CommandLine line);
  bool put_text(const LineStart& line);
  void read_files();
  void read_file(std::size_t stream);
  void read_from(int descriptor, std::size_t stream);
  bool read_bytes(std::string_view bytes, LineStart& line);
};

// False: nobody takes lines any more.
bool CommandLines::Shared::put(CommandLine line) {
  std::unique_lock lock(mutex);
  taken.wait(lock, [&] { return abandoned || waiting[line.stream] < kAheadMax; });
  if (abandoned) return false;
  ++waiting[line.stream];
  lines.push_back(std::move(line));
  arrived.notify_one();
  return true;
}

bool CommandLines::Shared::put_text(const LineStart& line) {
  if (line.text.find_first_not_of(" \t\r") == std::string::npos && !line.too_long) return true;
  if (line.too_long) {
    return put({line.stream, line.row,
                base::Problem{"submit.line",
                              {files[line.stream], line.row, ""},
                              "a line of more than " + std::to_string(line_bytes_max) + " bytes",
                              "a command",
                              "Send a long list in several commands, or as a file."}});
  }
  return put({line.stream, line.row, read_line(line.text, files[line.stream], line.row)});
}

bool CommandLines::Shared::read_bytes(std::string_view bytes, LineStart& line) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    const std::size_t room = line_bytes_max - line.text.size();
    line.too_long = line.too_long || part.size() > room;
    line.text += part.substr(0, room);
    if (end == std::string_view::npos) return true;
    if (!put_text(line)) return false;
    line = {line.stream, line.row + 1, "", false};
    bytes.remove_prefix(end + 1);
  }
  return true;
}

void CommandLines::Shared::read_from(int descriptor, std::size_t stream) {
  std::array<char, 65536> buffer{};
  LineStart line{stream, 1, "", false};
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      put({stream, line.row, read_problem(files[stream], errno)});
      return;
    }
    if (got == 0) {
      put_text(line);
      return;
    }
    if (!read_bytes({buffer.data(), static_cast<std::size_t>(got)}, line)) return;
  }
}

void CommandLines::Shared::read_file(std::size_t stream) {
  const std::string& file = files[stream];
  if (file == "-") {
    read_from(STDIN_FILENO, stream);
    return;
  }
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    put({stream, 0, read_problem(file, errno)});
    return;
  }
  read_from(descriptor, stream);
  ::close(descriptor);
}

void CommandLines::Shared::read_files() {
  for (;;) {
    std::size_t stream = 0;
    {
      const std::lock_guard lock(mutex);
      if (abandoned || next_file == files.size()) {
        --readers;
        arrived.notify_all();
        return;
      }
      stream = next_file++;
    }
    read_file(stream);
  }
}

CommandLines::CommandLines(const std::vector<std::string>& files, std::size_t line_bytes_max,
                           LineReader read_line)
    : shared_(std::make_shared<Shared>()) {
  shared_->files = files;
  shared_->line_bytes_max = line_bytes_max;
  shared_->read_line = std::move(read_line);
  shared_->waiting.assign(files.size(), 0);
  // Counted before the first starts: it may have ended before the last one starts.
  const std::size_t readers = std::min(files.size(), kReadersMax);
  shared_->readers = readers;
  for (std::size_t i = 0; i < readers; ++i) {
    std::thread([shared = shared_] { shared->read_files(); }).detach();
  }
}

CommandLines::~CommandLines() {
  const std::lock_guard lock(shared_->mutex);
  shared_->abandoned = true;
  shared_->taken.notify_all();
}

bool CommandLines::ended() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->lines.empty() && shared_->readers == 0;
}

std::vector<CommandLine> CommandLines::take(std::size_t most, std::chrono::milliseconds patience) {
  std::unique_lock lock(shared_->mutex);
  shared_->arrived.wait_for(lock, patience,
                            [&] { return !shared_->lines.empty() || shared_->readers == 0; });
  std::vector<CommandLine> lines;
  while (!shared_->lines.empty() && lines.size() < most) {
    --shared_->waiting[shared_->lines.front().stream];
    lines.push_back(std::move(shared_->lines.front()));
    shared_->lines.pop_front();
  }
  shared_->taken.notify_all();
  return lines;
}

}  // namespace recanvass::workflow
