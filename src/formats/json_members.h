// Takes members out of JSON that programs of ours wrote, where anything else is refused as a whole.
// Used by formats/card_catalogue.h and formats/handover.h.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace recanvass::formats {

/// Reads members and remembers whether any was missing or of another kind; what it gives is then
/// empty or 0.
class MemberReader {
 public:
  [[nodiscard]] bool ok() const { return ok_; }

  const base::Json& list(const base::Json& object, const char* key) {
    static const base::Json kEmpty = base::Json::array();
    const auto member = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || member == object.end() || !member->is_array()) {
      ok_ = false;
      return kEmpty;
    }
    return *member;
  }

  std::string text(const base::Json& object, const char* key) {
    if (!object.is_object() || !object.contains(key)) ok_ = false;
    return ok_ ? text(object.at(key)) : std::string();
  }
  std::string text(const base::Json& value) {
    if (!value.is_string()) ok_ = false;
    return ok_ ? value.get<std::string>() : std::string();
  }

  template <class Number>
  Number number(const base::Json& object, const char* key) {
    if (!object.is_object() || !object.contains(key)) ok_ = false;
    return ok_ ? number<Number>(object.at(key)) : Number{};
  }
  template <class Number>
  Number number(const base::Json& value) {
    const bool whole = value.is_number_integer();
    const auto found = whole ? value.get<std::int64_t>() : -1;
    if (!whole || found < 0 ||
        static_cast<std::uint64_t>(found) >
            static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) {
      ok_ = false;
      return Number{};
    }
    return static_cast<Number>(found);
  }

  /// The items of a list of `size` items; all null when it is another.
  std::vector<base::Json> items(const base::Json& value, std::size_t size) {
    if (!value.is_array() || value.size() != size) {
      ok_ = false;
      return std::vector<base::Json>(size);
    }
    return {value.begin(), value.end()};
  }

  void refuse() { ok_ = false; }

 private:
  bool ok_ = true;
};

}  // namespace recanvass::formats
