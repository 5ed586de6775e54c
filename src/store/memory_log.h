// The records of the in-memory store's log, to the byte: a header of kind, length and eight bytes
// of the header's own hash; the payload; the payload's SHA-256. So a record that was cut off, one
// that was changed, and one that is whole can be told apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::store {

enum class RecordKind : std::uint8_t {
  Entries = 1,
  Blob,
  Snapshot,
  SnapshotGone,
  Origin,
  Checkpoint
};

/// The whole record: kind, and its fields as texts.
[[nodiscard]] std::string log_record(RecordKind kind, const std::vector<std::string>& fields);

enum class RecordState { Whole, CutOff, Changed };

struct LogRecord {
  RecordState state = RecordState::CutOff;
  RecordKind kind = RecordKind::Entries;
  std::vector<std::string> fields;
  std::uint64_t bytes = 0;  ///< of the whole record, when Whole
};

/// The record that starts `log`. @pre log is not empty.
[[nodiscard]] LogRecord read_log_record(std::string_view log);

/// Eight bytes, little endian.
[[nodiscard]] std::string number_field(std::uint64_t number);
/// @pre eight bytes.
[[nodiscard]] std::uint64_t field_number(std::string_view field);

}  // namespace recanvass::store
