// Text as it arrives: bytes of a file in one of a few encodings, made UTF-8 or refused, never
// patched with "?". Next: formats/csv.h, formats/detect.h.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// One character of UTF-8; length 0: not well-formed there.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;
};

/// @pre at < text.size()
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

/// Control characters (C0, DEL, C1), tab and line ends included.
[[nodiscard]] bool is_control(char32_t point);
/// Marks that turn or isolate the direction of writing, or have no width: a name that holds one
/// is not what it looks like.
[[nodiscard]] bool reorders_text(char32_t point);

/// ASCII letters made small; other bytes as they are.
[[nodiscard]] std::string lower_case(std::string_view text);
/// Without the spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Why `name` cannot be a name, as "is empty"; empty when it can: empty text, control characters,
/// marks that reorder text, more than 10,000 bytes.
[[nodiscard]] std::string why_not_a_name(std::string_view name);
/// True when one word mixes letters of Latin with Greek or Cyrillic ones, which look alike.
[[nodiscard]] bool mixes_scripts(std::string_view name);

enum class Encoding { Utf8, Utf8WithMark, Utf16, Windows1252 };

struct DecodedText {
  std::string text;  ///< UTF-8 without a byte order mark
  Encoding encoding = Encoding::Utf8;
};

/// The whole file as bytes.
/// Causes: file.missing, file.not-a-file, file.unreadable, file.too-large.
base::Result<std::string> read_bytes(const std::filesystem::path& path, std::string_view name);

/// Where a text stops being UTF-8, or holds a control character that is not tab or a line end.
struct BadByte {
  std::size_t at = 0;
  bool control = false;
};
/// No value: nowhere.
[[nodiscard]] std::optional<BadByte> find_bad_byte(std::string_view text);

// What decode_text() is made of, for text that comes in pieces (formats/text_source.h). Rows in
// problems count from the beginning of `bytes`. Cause: text.encoding.
/// @pre bytes begin with a byte order mark
base::Result<std::string> decode_utf16(std::string_view bytes, std::string_view name);
base::Result<std::string> decode_windows_1252(std::string_view bytes, std::string_view name);

/// UTF-8, UTF-8 or UTF-16 with a byte order mark, or else Windows-1252, as UTF-8.
/// Refused: NUL and other control characters but tab and line ends, halves of UTF-16 pairs, bytes
/// that Windows-1252 does not define. Causes: text.encoding, text.control.
/// @param name  the file in messages
base::Result<DecodedText> decode_text(std::string bytes, std::string_view name);

}  // namespace recanvass::formats
