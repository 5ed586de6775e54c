#include "base/person_name.h"

#include "base/look_of_name.h"
#include "base/utf8.h"

#include <algorithm>

namespace recanvass::base {
namespace {

// Accents that follow their letter, spaces, and punctuation beyond ASCII.
bool is_no_letter(char32_t point) {
  return point < 0xC0 || point == 0xD7 || point == 0xF7 || (point >= 0x2B0 && point < 0x370) ||
         (point >= 0x2000 && point < 0x2070) || point == 0x2212 ||
         (point >= 0x3000 && point < 0x3004) || point == 0xFEFF;
}

}  // namespace

std::string bare_name(std::string_view name) {
  std::string bare;
  for (std::size_t at = 0; at < name.size();) {
    const Utf8Character character = utf8_character_at(name, at);
    const std::size_t length = std::max<std::size_t>(character.length, 1);
    if (const char letter = plain_letter(character.value)) {
      bare += letter;
    } else if (character.length == 0 || !is_no_letter(character.value)) {
      bare += name.substr(at, length);
    }
    at += length;
  }
  return bare;
}

std::string_view person_part(std::string_view name) {
  const auto trimmed = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.substr(0, text.find_last_not_of(' ') + 1);
  };
  const std::string_view before = trimmed(name.substr(0, name.find(',')));
  const bool has_title = before.find(' ') != std::string_view::npos;
  return has_title ? before : trimmed(name);
}

std::string bare_person(std::string_view name) { return bare_name(person_part(name)); }

}  // namespace recanvass::base
