// One character of UTF-8 at a time, well-formed or not there: what every reader of foreign text and
// every comparison of names goes by. Next: base/look_of_name.h, formats/text.h.
#pragma once

#include <cstddef>
#include <string_view>

namespace recanvass::base {

/// One character of UTF-8; length 0: not well-formed there.
struct Utf8Character {
  char32_t value = 0;
  std::size_t length = 0;
};

/// @pre at < text.size()
[[nodiscard]] Utf8Character utf8_character_at(std::string_view text, std::size_t at);

}  // namespace recanvass::base
