// Reads the usual kind of canonical JSON quickly: what this program wrote and hashed, a million
// entries of it. It stands beside base/json.h, whose parse_json reads everything and says what is
// wrong: whoever is given no value here asks there. Used by ledger/entry.h.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace recanvass::base {

/// Goes through a text that stands exactly as canonical_json writes it and is plain: objects,
/// arrays, booleans, null, whole numbers within +-(2^53 - 1), texts of printable ASCII, and names
/// of printable ASCII without a quotation mark or backslash; each value at most 32 levels deep. Any
/// other text, canonical or not, is refused.
/// Each function reads one thing and goes behind it; after false nothing more may be read.
class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  /// Exactly these bytes.
  bool take(std::string_view bytes);
  bool read_text(std::string& text);
  bool read_value(Json& value) { return read_value(value, 1); }
  [[nodiscard]] bool at_end() const { return at_ == end_; }

 private:
  bool read_value(Json& value, int level);
  bool read_object(Json& value, int level);
  bool read_array(Json& value, int level);
  bool read_number(Json& value);
  bool read_name(std::string_view& name);
  bool take(char wanted);

  const char* at_;
  const char* end_;
};

}  // namespace recanvass::base
