#include "formats/text.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <optional>

namespace recanvass::formats {
namespace {

// No contest, choice or batch is called so long; the text of a question may be.
constexpr std::size_t kNameBytesMax = 10'000;

constexpr std::uintmax_t kBytesMax = std::uintmax_t{2} << 30;

// Windows-1252 from 0x80 to 0x9F; 0: not defined. Source: WHATWG Encoding Standard less its
// fallbacks, Unicode Consortium CP1252.TXT.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

std::int64_t line_at(std::string_view text, std::size_t at) {
  std::int64_t line = 1;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n')))
      ++line;
  }
  return line;
}

base::Problem encoding_problem(std::string_view name, std::int64_t row, std::string found) {
  return {"text.encoding",
          {std::string(name), row, ""},
          std::move(found),
          "text in UTF-8, UTF-16 with a byte order mark, or Windows-1252",
          "Save the file again as CSV UTF-8."};
}

// A text of two or four bytes a character that does not say so; null: neither. In a table nearly
// every character is ASCII, so that every other byte is zero.
const char* unmarked_wide_encoding(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return nullptr;
  constexpr std::size_t kLooked = 4096;
  const std::size_t pairs = std::min(bytes.size(), kLooked) / 2;
  std::size_t first_zero = 0;
  std::size_t second_zero = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    if (bytes[2 * i] == '\0') ++first_zero;
    if (bytes[2 * i + 1] == '\0') ++second_zero;
  }
  const bool is_wide =
      (first_zero == 0) != (second_zero == 0) && 5 * (first_zero + second_zero) >= 2 * pairs;
  return is_wide ? "UTF-16 without a byte order mark" : nullptr;
}

// True for eight bytes that are all printable ASCII: the common case, tested a word at a time.
bool plain_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  constexpr std::uint64_t kSpaces = 0x2020202020202020;
  if ((word & kHigh) != 0 || ((word - kSpaces) & kHigh) != 0) return false;
  constexpr std::uint64_t kDeletes = 0x7F7F7F7F7F7F7F7F;
  const std::uint64_t other = word ^ kDeletes;
  return ((other - 0x0101010101010101) & ~other & kHigh) == 0;
}

base::Problem control_problem(std::string_view text, std::size_t at, std::string_view name) {
  return {"text.control",
          {std::string(name), line_at(text, at), ""},
          fmt::format("the control character U+{:04X}",
                      static_cast<unsigned>(code_point_at(text, at).value)),
          "text without control characters but tab and line ends",
          "Remove the character, or export the file again."};
}

enum class Script { None, Latin, GreekOrCyrillic };

Script script_of(char32_t point) {
  if ((point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
      (point >= 0xC0 && point < 0x250 && point != 0xD7 && point != 0xF7)) {
    return Script::Latin;
  }
  if (point >= 0x370 && point < 0x530) return Script::GreekOrCyrillic;
  return Script::None;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const base::Utf8Character character = base::utf8_character_at(text, at);
  return {character.value, character.length};
}

bool is_control(char32_t point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

bool reorders_text(char32_t point) {
  return point == 0x061C || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) ||
         point == 0xFEFF;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string why_not_a_name(std::string_view name) {
  if (trimmed(name).empty()) return "is empty";
  if (name.size() > kNameBytesMax) {
    return fmt::format("is longer than {} bytes", kNameBytesMax);
  }
  for (std::size_t at = 0; at < name.size();) {
    if (at + 8 <= name.size() && plain_word(name.data() + at)) {
      at += 8;
      continue;
    }
    const CodePoint point = code_point_at(name, at);
    if (point.length == 0) return "is not UTF-8";
    if (is_control(point.value)) {
      return fmt::format("holds the control character U+{:04X}",
                         static_cast<unsigned>(point.value));
    }
    if (reorders_text(point.value)) {
      return fmt::format("holds U+{:04X}, which is invisible or reorders text",
                         static_cast<unsigned>(point.value));
    }
    at += point.length;
  }
  return {};
}

bool mixes_scripts(std::string_view name) {
  bool latin = false;
  bool other = false;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = code_point_at(name, at);
    if (point.length == 0) return false;
    const Script script = script_of(point.value);
    latin = latin || script == Script::Latin;
    other = other || script == Script::GreekOrCyrillic;
    if (point.value == ' ') latin = other = false;
    if (latin && other) return true;
    at += point.length;
  }
  return false;
}

base::Result<std::string> read_bytes(const std::filesystem::path& path, std::string_view name) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return base::Problem{"file.missing",
                         {std::string(name), 0, ""},
                         "no such file",
                         "the file",
                         "Put the file there or correct its name."};
  }
  if (!fs::is_regular_file(status)) {
    return base::Problem{"file.not-a-file",
                         {std::string(name), 0, ""},
                         "something that is no file",
                         "a file",
                         "Name a file, not a folder or a device."};
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > kBytesMax) {
    return base::Problem{"file.too-large",
                         {std::string(name), 0, ""},
                         fmt::format("{} bytes", size),
                         "at most 2 GiB",
                         "Split the file by jurisdiction."};
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(error ? 0 : static_cast<std::size_t>(size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (error || !stream || static_cast<std::uintmax_t>(stream.gcount()) != size) {
    return base::Problem{"file.unreadable",
                         {std::string(name), 0, ""},
                         "a file that cannot be read",
                         "a file that this account may read",
                         "Check its permissions."};
  }
  return bytes;
}

std::optional<BadByte> find_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size() && plain_word(text.data() + at)) {
      at += 8;
      continue;
    }
    if (byte_at(text, at) >= 0x20 && byte_at(text, at) < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (point.length == 0) return BadByte{at, false};
    const bool allowed = point.value == '\t' || point.value == '\n' || point.value == '\r';
    if (is_control(point.value) && !allowed) return BadByte{at, true};
    at += point.length;
  }
  return std::nullopt;
}

base::Result<std::string> decode_utf16(std::string_view bytes, std::string_view name) {
  const bool little = byte_at(bytes, 0) == 0xFF;
  if (bytes.size() % 2 != 0) {
    return encoding_problem(name, 0, "UTF-16 with an odd number of bytes");
  }
  std::string out;
  out.reserve(bytes.size());
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const unsigned first = byte_at(bytes, i);
    const unsigned second = byte_at(bytes, i + 1);
    return little ? first | (second << 8) : (first << 8) | second;
  };
  for (std::size_t i = 2; i < bytes.size(); i += 2) {
    char32_t point = unit_at(i);
    if (point >= 0xD800 && point < 0xE000) {
      const char32_t low = i + 3 < bytes.size() ? unit_at(i + 2) : 0;
      if (point >= 0xDC00 || low < 0xDC00 || low >= 0xE000) {
        return encoding_problem(name, line_at(out, out.size()), "half of a UTF-16 pair");
      }
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out, point);
  }
  return out;
}

base::Result<std::string> decode_windows_1252(std::string_view bytes, std::string_view name) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const unsigned byte = byte_at(bytes, at);
    const char32_t point = byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
    if (point == 0 && byte != 0) {
      return encoding_problem(
          name, line_at(bytes, at),
          fmt::format("byte 0x{:02X}, which is neither UTF-8 nor Windows-1252", byte));
    }
    append_utf8(out, point);
  }
  return out;
}

base::Result<DecodedText> decode_text(std::string bytes, std::string_view name) {
  DecodedText decoded;
  const std::string_view view = bytes;
  if (const char* wide = unmarked_wide_encoding(view)) return encoding_problem(name, 0, wide);
  if (view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF")) {
    auto text = decode_utf16(view, name);
    if (!text) return text.problems();
    decoded = {std::move(text).value(), Encoding::Utf16};
  } else if (view.starts_with("\xEF\xBB\xBF")) {
    decoded = {bytes.substr(3), Encoding::Utf8WithMark};
  } else {
    decoded = {std::move(bytes), Encoding::Utf8};
  }
  auto bad = find_bad_byte(decoded.text);
  if (bad && !bad->control && decoded.encoding == Encoding::Utf8) {
    auto text = decode_windows_1252(decoded.text, name);
    if (!text) return text.problems();
    decoded = {std::move(text).value(), Encoding::Windows1252};
    bad = find_bad_byte(decoded.text);
  }
  if (bad && bad->control) return control_problem(decoded.text, bad->at, name);
  if (bad)
    return encoding_problem(name, line_at(decoded.text, bad->at), "bytes that are not UTF-8");
  return decoded;
}

}  // namespace recanvass::formats
