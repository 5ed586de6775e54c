#include "base/look_of_name.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::base {
namespace {

struct LookAlike {
  char32_t letter;
  char latin;
};
// Capitals and small letters of Greek and Cyrillic that most typefaces draw as the Latin letter.
constexpr std::array<LookAlike, 56> kLookAlikes = {{
    {0x391, 'a'}, {0x392, 'b'}, {0x395, 'e'}, {0x396, 'z'}, {0x397, 'h'}, {0x399, 'i'},
    {0x39A, 'k'}, {0x39C, 'm'}, {0x39D, 'n'}, {0x39F, 'o'}, {0x3A1, 'p'}, {0x3A4, 't'},
    {0x3A5, 'y'}, {0x3A7, 'x'}, {0x3B1, 'a'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BD, 'v'},
    {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C5, 'u'}, {0x3C7, 'x'}, {0x3F2, 'c'}, {0x3F9, 'c'},
    {0x405, 's'}, {0x406, 'i'}, {0x408, 'j'}, {0x410, 'a'}, {0x412, 'b'}, {0x415, 'e'},
    {0x41A, 'k'}, {0x41C, 'm'}, {0x41D, 'h'}, {0x41E, 'o'}, {0x420, 'p'}, {0x421, 'c'},
    {0x422, 't'}, {0x423, 'y'}, {0x425, 'x'}, {0x430, 'a'}, {0x435, 'e'}, {0x43A, 'k'},
    {0x43C, 'm'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'},
    {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x501, 'd'}, {0x51B, 'q'},
    {0x51D, 'w'}, {0x4BB, 'h'},
}};

struct Accented {
  char32_t first;
  char32_t last;
  char plain;
};
// Latin-1 and Latin Extended-A: letters with marks, by the letter that they are.
constexpr std::array<Accented, 41> kAccented = {{
    {0xC0, 0xC5, 'a'},   {0xC7, 0xC7, 'c'},   {0xC8, 0xCB, 'e'},   {0xCC, 0xCF, 'i'},
    {0xD0, 0xD0, 'd'},   {0xD1, 0xD1, 'n'},   {0xD2, 0xD6, 'o'},   {0xD8, 0xD8, 'o'},
    {0xD9, 0xDC, 'u'},   {0xDD, 0xDD, 'y'},   {0xE0, 0xE5, 'a'},   {0xE7, 0xE7, 'c'},
    {0xE8, 0xEB, 'e'},   {0xEC, 0xEF, 'i'},   {0xF0, 0xF0, 'd'},   {0xF1, 0xF1, 'n'},
    {0xF2, 0xF6, 'o'},   {0xF8, 0xF8, 'o'},   {0xF9, 0xFC, 'u'},   {0xFD, 0xFD, 'y'},
    {0xFF, 0xFF, 'y'},   {0x100, 0x105, 'a'}, {0x106, 0x10D, 'c'}, {0x10E, 0x111, 'd'},
    {0x112, 0x11B, 'e'}, {0x11C, 0x123, 'g'}, {0x124, 0x127, 'h'}, {0x128, 0x131, 'i'},
    {0x134, 0x135, 'j'}, {0x136, 0x138, 'k'}, {0x139, 0x142, 'l'}, {0x143, 0x14B, 'n'},
    {0x14C, 0x151, 'o'}, {0x154, 0x159, 'r'}, {0x15A, 0x161, 's'}, {0x162, 0x167, 't'},
    {0x168, 0x173, 'u'}, {0x174, 0x175, 'w'}, {0x176, 0x178, 'y'}, {0x179, 0x17E, 'z'},
    {0x17F, 0x17F, 's'},
}};

constexpr char32_t kNoBreakSpace = 0xA0;
constexpr char32_t kFullWidthFirst = 0xFF01;
constexpr char32_t kFullWidthLast = 0xFF5E;
constexpr char32_t kFullWidthShift = 0xFEE0;

bool is_space(char32_t point) {
  return point == ' ' || point == '\t' || point == '\n' || point == '\r' ||
         point == kNoBreakSpace || (point >= 0x2000 && point <= 0x200A) || point == 0x202F ||
         point == 0x205F || point == 0x3000;
}

bool has_no_width(char32_t point) {
  return point == 0xAD || (point >= 0x200B && point <= 0x200D) || point == 0x2060 ||
         point == 0xFEFF;
}

bool is_dash(char32_t point) { return (point >= 0x2010 && point <= 0x2015) || point == 0x2212; }

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

char latin_of(char32_t point) {
  if (point >= kFullWidthFirst && point <= kFullWidthLast) {
    return small(static_cast<char>(point - kFullWidthShift));
  }
  const auto found = std::ranges::find(kLookAlikes, point, &LookAlike::letter);
  return found == kLookAlikes.end() ? '\0' : found->latin;
}

enum class Letters { AsWritten, AsTheyLook };

// A letter beyond ASCII. Capitals of Latin-1 are made small too, so that "DOÑA" is "Doña".
void append_folded(std::string& folded, std::string_view bytes, char32_t point, Letters letters) {
  const bool latin1_capital = point >= 0xC0 && point <= 0xDE && point != 0xD7;
  const char latin = letters == Letters::AsTheyLook ? latin_of(point) : '\0';
  if (latin != 0) {
    folded += latin;
  } else if (latin1_capital) {
    folded += bytes[0];
    folded += static_cast<char>(static_cast<unsigned char>(bytes[1]) + 0x20);
  } else {
    folded += bytes;
  }
}

std::string fold(std::string_view name, Letters letters) {
  std::string folded;
  folded.reserve(name.size());
  bool between = false;
  for (std::size_t i = 0; i < name.size();) {
    const Utf8Character character = utf8_character_at(name, i);
    const std::size_t length = std::max<std::size_t>(character.length, 1);
    const char32_t point = character.value;
    const bool unseen = letters == Letters::AsTheyLook && has_no_width(point);
    if (character.length != 0 && is_space(point)) {
      between = !folded.empty();
    } else if (character.length == 0 || !unseen) {
      if (std::exchange(between, false)) folded += ' ';
      if (character.length == 1) {
        folded += small(name[i]);
      } else {
        append_folded(folded, name.substr(i, length), point, letters);
      }
    }
    i += length;
  }
  return folded;
}

}  // namespace

char plain_letter(char32_t point) {
  if (point < 0x80) {
    const char c = small(static_cast<char>(point));
    return is_ascii_digit(c) || (c >= 'a' && c <= 'z') ? c : '\0';
  }
  for (const Accented& letters : kAccented) {
    if (point >= letters.first && point <= letters.last) return letters.plain;
  }
  const char latin = latin_of(point);
  return is_ascii_digit(latin) || (latin >= 'a' && latin <= 'z') ? latin : '\0';
}

std::string folded_name(std::string_view name) { return fold(name, Letters::AsWritten); }

std::string look_of_name(std::string_view name) { return fold(name, Letters::AsTheyLook); }

std::string look_of_id(std::string_view name) {
  const std::string look = look_of_name(name);
  std::string id;
  id.reserve(look.size());
  for (std::size_t i = 0; i < look.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_character_at(look, i).length, 1);
    const bool between_digits = look[i] == ' ' && !id.empty() && is_ascii_digit(id.back()) &&
                                i + 1 < look.size() && is_ascii_digit(look[i + 1]);
    if (look[i] != ' ' || between_digits) {
      if (is_dash(utf8_character_at(look, i).value)) {
        id += '-';
      } else {
        id += look.substr(i, length);
      }
    }
    i += length;
  }
  return id;
}

std::string look_of_account(std::string_view id) {
  std::string look = look_of_id(id);
  for (char& c : look) {
    if (c == '0') c = 'o';
    if (c == '1' || c == 'i') c = 'l';
  }
  return look;
}

std::optional<std::string> TakenNames::look_alike(const std::string& name) const {
  const auto taken = by_look_.find(look_of_id(name));
  if (taken == by_look_.end() || taken->second == name) return std::nullopt;
  return taken->second;
}

void TakenNames::take(const std::string& name) { by_look_.emplace(look_of_id(name), name); }

}  // namespace recanvass::base
