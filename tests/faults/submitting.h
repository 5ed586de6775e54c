// `recanvass submit` while it runs: its answers as they come, and its end at any moment. What was
// answered before a kill was promised; tests hold the program to it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace recanvass::faults {

/// The answer to one line.
struct Told {
  std::string standing;      ///< "accepted", "repeated", "refused", "not-tried"
  std::string receipt;       ///< accepted, repeated
  std::int64_t position = -1;
  std::string cause;         ///< refused: the first
};

/// By author and idempotency key.
using Answers = std::map<std::pair<std::string, std::string>, Told>;

class Submitting {
 public:
  /// Starts `recanvass ARGUMENTS --json`, with a pipe as its standard input.
  explicit Submitting(std::vector<std::string> arguments);
  ~Submitting();
  Submitting(const Submitting&) = delete;
  Submitting& operator=(const Submitting&) = delete;

  /// Writes to its standard input; a short text never waits.
  void write(const std::string& text) const;
  /// Waits until so many lines in all have this standing, or the process ended.
  void wait_for(const std::string& standing, std::size_t lines);
  /// kill -9. What it had answered until then stays in answers().
  void kill();
  /// Closes its input and waits for its end; gives its exit code, -1 after a kill.
  int finish();
  [[nodiscard]] pid_t process() const { return process_; }
  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] std::size_t answered(const std::string& standing) const;

 private:
  bool read_some();
  void take_line(const std::string& line);
  void close_input();

  pid_t process_ = 0;
  int input_ = -1;
  int output_ = -1;
  std::string rest_;  // of a line that is not whole yet
  Answers answers_;
};

}  // namespace recanvass::faults
