// Cuts the objects of one long list out of a JSON text of any length, many at a time, in memory
// that does not grow with the text: {"Version": "5.10", "Sessions": [{...}, {...}, ...]}. What the
// objects say is for others; simdjson reads them.
#pragma once

#include "base/problem.h"
#include "formats/byte_source.h"
#include "formats/json_scan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// Whole objects of the list, one after another with commas between, as a JSON list of their own:
/// "[{...},{...}]".
struct RecordBlock {
  std::string_view list;
  std::size_t capacity = 0;        ///< bytes that may be read from list.data() on
  std::uint64_t first_byte = 0;    ///< of the file, where the first object begins
  std::uint64_t first_record = 0;  ///< number of the first object in the list, from 0
};

class JsonRecordCutter {
 public:
  /// Objects of the list that stands under `key` in the outermost object.
  /// @param name  the file in messages
  JsonRecordCutter(ByteSource& source, std::string key, std::string name);

  /// The next block; no value at the end of the list or at a problem. The block is valid until the
  /// next call.
  /// Causes: json.syntax, json.record-too-long, json.no-list, those of base::parse_json() for what
  /// stands around the list, and those of the source.
  [[nodiscard]] std::optional<RecordBlock> next();
  [[nodiscard]] const base::Problems& problems() const { return problems_; }
  /// The whole text as if the list were empty: {"Version":"5.10","Sessions":[]}. Complete after
  /// the last block.
  [[nodiscard]] const std::string& envelope() const { return envelope_; }

  /// An object longer than this is refused, as is so much text before or after the list.
  static constexpr std::size_t kRecordMax = std::size_t{16} << 20U;

 private:
  bool fill();
  bool find_list();
  std::optional<RecordBlock> block_up_to(std::size_t end, std::uint64_t first_record);
  void take_rest();
  void check_envelope();
  void refuse(const char* cause, std::string found, std::string wanted);

  ByteSource& source_;
  std::string key_;
  std::string name_;
  std::string envelope_;
  std::string window_;
  std::size_t begin_ = 0;  // of what was not given out; the byte before it is free
  std::size_t end_ = 0;  // of what was read
  std::size_t scanned_ = 0;  // what the scan has seen
  std::uint64_t passed_ = 0;  // bytes of the file before the window, less one
  JsonListScan scan_;
  bool list_found_ = false;
  std::optional<std::size_t> list_end_;  // of the list's "]" in the window
  std::optional<char> lent_;  // the byte that a block's "]" stands for
  base::Problems problems_;
};

}  // namespace recanvass::formats
