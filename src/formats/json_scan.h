// Finds where the objects of a JSON list end, at several bytes a cycle: only quotes, backslashes
// and braces matter, and which of them stand inside a text. Used by formats/json_records.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace recanvass::formats {

/// Goes over the bytes of a list's content in pieces of any length.
class JsonListScan {
 public:
  /// What was found in a piece; positions count from the piece's beginning.
  struct Found {
    std::optional<std::size_t> record_end;  ///< after the last object that ends in the piece
    std::optional<std::size_t> list_end;    ///< of the "]"; nothing after it was looked at
  };
  Found scan(std::string_view piece);
  /// Objects that ended so far.
  [[nodiscard]] std::uint64_t records() const { return records_; }

 private:
  struct Masks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opens = 0;
    std::uint64_t closes = 0;
    std::uint64_t ends = 0;
  };
  static Masks masks_of(const char* bytes);
  static Masks masks_of_few(std::string_view bytes);
  std::uint64_t in_text_of(const Masks& masks, std::size_t length);
  bool take(const Masks& masks, std::size_t at, Found& found);

  std::int64_t depth_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t in_text_ = 0;  // all ones when the last byte stood in a text
  bool escapes_ = false;       // the last byte was a backslash that escapes the next
};

}  // namespace recanvass::formats
