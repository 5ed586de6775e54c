#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace recanvass::fuzz {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array<std::string_view, 32> kWords = {
    ""sv,      "0"sv,      "-1"sv,        "9999999999"sv, "10000000000"sv, "1e9"sv,
    "1,007"sv, "NaN"sv,    "NA"sv,        "@ballots"sv,   "@total"sv,      "@every"sv,
    "\""sv,    "\"\""sv,   ","sv,         "\r"sv,         "\0"sv,          "\xEF\xBB\xBF"sv,
    "\xFF"sv,  "\xC3"sv,   "<!DOCTYPE"sv, "&#0;"sv,       "]]>"sv,         "{"sv,
    "[["sv,    "Totals"sv, "total"sv,     "=\"1\""sv,     "\x1F"sv,        "\xE2\x80\xAE"sv,
    "null"sv,  "true"sv};

struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

Span some_part(const std::string& text, Dice& dice) {
  if (text.empty()) return {};
  Span part;
  part.begin = dice.roll(text.size());
  const std::size_t most = std::min<std::size_t>(text.size() - part.begin, 40);
  part.size = 1 + dice.roll(most);
  return part;
}

Span some_line(const std::string& text, Dice& dice) {
  const std::size_t at = text.empty() ? 0 : dice.roll(text.size());
  const std::size_t before = text.rfind('\n', at);
  const std::size_t begin = before == std::string::npos || before >= at ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return {begin, end >= begin ? std::min(end + 1, text.size()) - begin : 0};
}

void change_once(std::string& text, const std::string& other, Dice& dice) {
  const std::size_t at = dice.roll(text.size() + 1);
  const Span part = some_part(text, dice);
  switch (dice.roll(8)) {
    case 0:
      if (!text.empty())
        text[part.begin] = static_cast<char>(text[part.begin] ^ (1 << dice.roll(8)));
      break;
    case 1: text.erase(part.begin, part.size); break;
    case 2: text.insert(at, text.substr(part.begin, part.size)); break;
    case 3: {
      const Span taken = some_part(other, dice);
      text.insert(at, other.substr(taken.begin, taken.size));
      break;
    }
    case 4: {
      const Span line = some_line(text, dice);
      text.insert(line.begin, text.substr(line.begin, line.size));
      break;
    }
    case 5: {
      const Span line = some_line(text, dice);
      const std::string moved = text.substr(line.begin, line.size);
      text.erase(line.begin, line.size);
      text.insert(some_line(text, dice).begin, moved);
      break;
    }
    case 6: text.insert(at, kWords[dice.roll(kWords.size())]); break;
    default: text.replace(part.begin, part.size, kWords[dice.roll(kWords.size())]); break;
  }
}

}  // namespace

// SplitMix64 (Steele, Lea, Flood 2014).
std::size_t Dice::roll(std::size_t sides) {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  mixed ^= mixed >> 31;
  return mixed % sides;
}

std::string mutated(std::string text, const std::string& other, Dice& dice, std::size_t size_max) {
  const std::size_t changes = 1 + dice.roll(4);
  for (std::size_t i = 0; i < changes; ++i) change_once(text, other, dice);
  if (text.size() > size_max) text.resize(size_max);
  return text;
}

}  // namespace recanvass::fuzz
