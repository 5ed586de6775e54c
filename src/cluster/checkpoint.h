// Finished blocks of a long run, kept in a file so that a run that was killed goes on where it
// stood. Append-only text, a line a block with its own sum: a line torn by a kill is left out, and
// everything before it counts. Used by cluster/block_run.h.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::cluster {

/// What each block gave; no value: not run yet.
using BlockResults = std::vector<std::optional<std::vector<std::int64_t>>>;

/// The file of one run, open for more.
class Checkpoint {
 public:
  /// Opens `path`, or begins it. What it holds is put into `results`.
  /// @param work  names the run to the last setting (a hash): another run's file is refused
  /// Causes: checkpoint.other-work, checkpoint.damaged (a bad line before the last),
  /// checkpoint.unwritable.
  static base::Result<Checkpoint> open(const std::string& path, const std::string& work,
                                       BlockResults& results);
  ~Checkpoint();
  Checkpoint(Checkpoint&& other) noexcept;
  Checkpoint& operator=(Checkpoint&&) = delete;

  /// Adds one finished block. A kill of the process loses nothing that was added.
  /// Cause: checkpoint.unwritable.
  [[nodiscard]] base::Problems add(std::size_t block, const std::vector<std::int64_t>& values);
  /// Makes what was added outlast the machine. Cause: checkpoint.unwritable.
  [[nodiscard]] base::Problems keep();

 private:
  Checkpoint(std::string path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] base::Problem unwritable(int error) const;
  [[nodiscard]] base::Problems write_all(const std::string& text);

  std::string path_;
  int file_ = -1;
};

}  // namespace recanvass::cluster
