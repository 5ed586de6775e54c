// Files of commands, one JSON command a line, as concurrent streams into one engine: each file in
// its own order, all files at once, and whatever has arrived is saved as one durable group.
// Line format: docs/formats/operation.md. Next: workflow/engine.h.
#pragma once

#include "workflow/attach_files.h"
#include "workflow/engine.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct SubmitRequest {
  std::vector<std::string> files;  ///< "-": standard input
  std::string attachments;  ///< folder of files named by "path"; empty: the command file's
  AfterRefusal after_refusal = AfterRefusal::GoOn;
  Keyring* keys = nullptr;  ///< where left-out public keys are looked up; null: nowhere
  store::Clock* clock = nullptr;  ///< the time of a line that has none; null: it is no command
  StorageOpener open_storage;  ///< a further handle on the store, for files beside the entries
};

/// How many lines ended how.
struct SubmitSummary {
  std::uint64_t accepted = 0;
  std::uint64_t repeated = 0;
  std::uint64_t refused = 0;
  std::uint64_t not_tried = 0;
  std::uint64_t unreadable = 0;  ///< no command, or a file that could not be read
  base::Problems checkpoint;  ///< why the last checkpoint was not signed; empty: it was
};

/// Whether a line was a command at all; an Unreadable one's submission has only file and row.
enum class LineKind { Command, Unreadable };

/// Told of each line when it is decided and durable. Stop: its reader is gone, take no more lines.
using AnswerSink =
    std::function<store::Flow(const Submission& submission, const Answer& answer, LineKind kind)>;

/// Submits all lines. Blank lines are passed over. Keeps a checkpoint at the end, and on the way
/// when much was accepted or nothing came for a while.
SubmitSummary submit_files(Engine& engine, const SubmitRequest& request, const AnswerSink& sink);

/// Milliseconds since 1970 as a command claims its time: "2016-12-01T09:00:00Z".
[[nodiscard]] std::string utc_text(std::int64_t unix_ms);

/// A line longer than this is no command.
inline constexpr std::size_t kCommandBytesMax = std::size_t{256} << 10;

/// Commands saved together at most: a larger group would keep other writers waiting.
inline constexpr std::size_t kGroupCommandsMax = 250;

}  // namespace recanvass::workflow
