// Lines of commands from several files at once, read by a thread a file, taken in groups by one
// thread. A file is read only a little ahead of what is taken, so that memory stays bounded.
// Used by workflow/submit.h.
#pragma once

#include "base/result.h"
#include "workflow/command.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// One line as its file's thread read it, or why it is no command.
struct CommandLine {
  std::size_t stream = 0;  ///< index of the file
  std::int64_t row = 0;    ///< 0: the file as a whole could not be read
  base::Result<Command> command;
};

/// Makes a command of a line. Called by several threads at once.
using LineReader = std::function<base::Result<Command>(std::string_view text,
                                                       const std::string& file, std::int64_t row)>;

class CommandLines {
 public:
  /// @param files  "-" is standard input. @param line_bytes_max  a longer line is no command.
  CommandLines(const std::vector<std::string>& files, std::size_t line_bytes_max,
               LineReader read_line);
  ~CommandLines();
  CommandLines(const CommandLines&) = delete;
  CommandLines& operator=(const CommandLines&) = delete;

  /// Waits until there is a line, then gives what there is, `most` at most. Empty: all files ended,
  /// or none had a line for as long as `patience`; ended() tells.
  std::vector<CommandLine> take(std::size_t most, std::chrono::milliseconds patience);

  /// Whether every file was read to its end and every line was taken.
  [[nodiscard]] bool ended() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;  // a reader that waits for its file's end outlives this object
};

}  // namespace recanvass::workflow
