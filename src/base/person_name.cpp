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

std::string_view without_spaces(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Where a title begins that follows two words or more; npos: there is none. A dash parts a title
// only between spaces, since names have hyphens.
std::size_t title_at(std::string_view name, std::size_t from) {
  std::size_t at = std::string_view::npos;
  for (const std::string_view mark :
       {",", "(", "[", "/", ";", " - ", " \u2013 ", " \u2014 ", " | "}) {
    at = std::min(at, name.find(mark, from));
  }
  return at;
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
  for (std::size_t at = title_at(name, 0); at != std::string_view::npos;
       at = title_at(name, at + 1)) {
    const std::string_view before = without_spaces(name.substr(0, at));
    if (before.find(' ') != std::string_view::npos) return before;
  }
  return without_spaces(name);
}

std::string bare_person(std::string_view name) {
  const std::string_view person = person_part(name);
  const std::size_t comma = person.find(',');
  if (comma == std::string_view::npos) return bare_name(person);
  return bare_name(person.substr(comma + 1)) + bare_name(person.substr(0, comma));
}

}  // namespace recanvass::base
