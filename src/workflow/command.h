// A command of an operation: what somebody asks to be done, before anything is decided. Its fields
// are declared by its use case, so that reading, refusing, help and documentation come from one
// table.
// Next: workflow/use_case.h for deciding, workflow/operation.h for the state.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// One line of a submitted file: {"do": kind, "by": author, "key": ..., "at": ..., fields...}.
struct Command {
  std::string kind;  ///< "tally.enter"
  std::string author;  ///< account id
  std::string idempotency_key;  ///< the same key by the same author is the same command
  std::string claimed_time;  ///< UTC, "2016-12-01T09:00:00Z"; a claim. Empty: the line had none
  base::Json body;  ///< the other members
};

/// What a field may hold. Whole numbers only: no fraction ever reaches the ledger.
enum class FieldType {
  Text,  ///< more than white space, no control characters
  Number,  ///< whole, 0 or more
  Signed,  ///< whole
  Flag,  ///< true or false
  Day,  ///< "2016-11-25"
  Moment,  ///< "2016-11-25T17:00"
  Hash,  ///< 64 lower-case hexadecimal digits, SHA-256
  Cents,  ///< whole US cents, 0 or more
  Texts,  ///< list of texts, at least one
  Numbers,  ///< object of name to whole number, 0 or more
  Record,  ///< object, read by the use case itself
  Records,  ///< list of objects, read by the use case itself
  File,  ///< {"sha256": hash, "bytes": n, "name": text}: a file kept beside the ledger
};

/// An id that a field may hold or name, and what it means.
struct FieldWord {
  std::string id;
  std::string words;
};

struct Field {
  std::string name;
  FieldType type = FieldType::Text;
  bool required = true;
  std::string help;  ///< one sentence
  std::vector<std::string> one_of{};  ///< the words allowed; empty: any
  std::vector<FieldWord> words{};  ///< ids from a longer table, with their meaning
  std::string example{};  ///< a value as JSON, where the type alone does not say what it looks like
};

/// Reads one line strictly. `row` and `file` are named in problems. "at" may be left out; whoever
/// submits the command then gives the time.
/// Causes: json.*, command.member, command.time, command.text.
base::Result<Command> parse_command(std::string_view line, std::string_view file, std::int64_t row);

/// Every problem of a body against the declared fields: unknown, missing or wrong members.
/// Causes: command.unknown-field, command.missing-field, command.field.
[[nodiscard]] base::Problems check_fields(const base::Json& body, const std::vector<Field>& fields);

/// Whether text is safe to store and show: valid UTF-8 of at most `max` bytes, without control
/// characters, line separators or marks that change the direction of writing.
[[nodiscard]] bool is_plain_text(std::string_view text, std::size_t max = 4000);

/// "a whole number, 0 or more" and so on, for problems and documentation.
[[nodiscard]] std::string words_of(FieldType type);

}  // namespace recanvass::workflow
