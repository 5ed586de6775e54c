#include "draw/arlo_ids.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace recanvass::draw {
namespace {

// Ranges of the Unicode categories Cc, Cf, Cs, Co, Zl, Zp and Zs (but for the space), which
// Python's str.isprintable() refuses.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 26> kNotPrinted{{
    {0x00, 0x1f},       {0x7f, 0xa0},        {0xad, 0xad},       {0x600, 0x605},
    {0x61c, 0x61c},     {0x6dd, 0x6dd},      {0x70f, 0x70f},     {0x890, 0x891},
    {0x8e2, 0x8e2},     {0x1680, 0x1680},    {0x180e, 0x180e},   {0x2000, 0x200f},
    {0x2028, 0x202f},   {0x205f, 0x2064},    {0x2066, 0x206f},   {0x3000, 0x3000},
    {0xd800, 0xf8ff},   {0xfeff, 0xfeff},    {0xfff9, 0xfffb},   {0x110bd, 0x110bd},
    {0x110cd, 0x110cd}, {0x13430, 0x1343f},  {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
    {0xe0001, 0xe007f}, {0xf0000, 0x10fffd},
}};

bool is_printed(std::uint32_t character) {
  if (character >= 0x20 && character < 0x7f) return true;
  return std::ranges::none_of(kNotPrinted, [&](const auto& range) {
    return range.first <= character && character <= range.second;
  });
}

// One character of UTF-8 and how many bytes it takes.
std::pair<std::uint32_t, std::size_t> character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(
        static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xe0) return {(first & 0x1fU) << 6U | (byte(1) & 0x3fU), 2};
  if (first < 0xf0) {
    return {(first & 0x0fU) << 12U | (byte(1) & 0x3fU) << 6U | (byte(2) & 0x3fU), 3};
  }
  return {(first & 0x07U) << 18U | (byte(1) & 0x3fU) << 12U | (byte(2) & 0x3fU) << 6U |
              (byte(3) & 0x3fU),
          4};
}

void write_escape(std::uint32_t character, std::string& out) {
  const auto end = std::back_inserter(out);
  if (character == '\n') {
    out += "\\n";
  } else if (character == '\r') {
    out += "\\r";
  } else if (character == '\t') {
    out += "\\t";
  } else if (character <= 0xff) {
    fmt::format_to(end, "\\x{:02x}", character);
  } else if (character <= 0xffff) {
    fmt::format_to(end, "\\u{:04x}", character);
  } else {
    fmt::format_to(end, "\\U{:08x}", character);
  }
}

}  // namespace

std::string python_repr(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  const bool twofold = text.find('"') != std::string_view::npos;
  const char quote = single && !twofold ? '"' : '\'';
  std::string out(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, bytes] = character_at(text, at);
    if (character == '\\' || character == static_cast<unsigned char>(quote)) {
      out += '\\';
      out += text[at];
    } else if (is_printed(character)) {
      out += text.substr(at, bytes);
    } else {
      write_escape(character, out);
    }
    at += bytes;
  }
  return out + quote;
}

std::string arlo_batch_id(std::string_view jurisdiction, std::string_view batch) {
  return fmt::format("({}, {})", python_repr(jurisdiction), python_repr(batch));
}

std::string arlo_ballot_id(std::span<const std::string_view> names, std::uint64_t position) {
  std::string id = "((";
  for (std::size_t i = 0; i < names.size(); ++i) {
    id += (i == 0 ? "" : ", ") + (names[i].data() == nullptr ? "None" : python_repr(names[i]));
  }
  return id + fmt::format("), {})", position);
}

}  // namespace recanvass::draw
