// Bytes in any of the encodings of formats/text.h as UTF-8, piece by piece: what decode_text() does
// to a file in memory, for files of any size. Next: formats/csv_stream.h.
#pragma once

#include "formats/byte_source.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// UTF-8 of `bytes`: UTF-8, UTF-8 or UTF-16 with a byte order mark, or else Windows-1252. A file is
/// Windows-1252 when its first byte beyond ASCII begins no character of UTF-8. One that is UTF-8 up
/// to there and not after it is refused, where decode_text() takes all of it as Windows-1252.
class Utf8Source : public ByteSource {
 public:
  /// @param name  the file in messages
  Utf8Source(ByteSource& bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  /// 0 only at the end. Causes: text.encoding, text.control, those of the source.
  base::Result<std::size_t> read(std::span<char> to) override;

 private:
  enum class Kind : std::uint8_t { NotKnown, Ascii, Utf8, Utf16, Windows1252 };

  [[nodiscard]] base::Problems fill();
  [[nodiscard]] base::Problems decode();
  [[nodiscard]] base::Problems decode_utf8_piece();
  [[nodiscard]] base::Problems decode_utf16_piece();
  [[nodiscard]] base::Problems decode_1252_piece();
  [[nodiscard]] base::Problems later(base::Problems problems) const;
  [[nodiscard]] base::Problems refuse(const char* cause, std::size_t at, std::string found) const;

  ByteSource& bytes_;
  std::string name_;
  Kind kind_ = Kind::NotKnown;
  std::string raw_;  // read, and not yet UTF-8
  bool ended_ = false;
  std::string ready_;  // UTF-8
  std::size_t given_ = 0;  // of ready_
  std::int64_t lines_ = 0;  // that ended before ready_
  std::int64_t ready_lines_ = 0;  // that end in it
  bool plain_ = false;  // it was ASCII as it came
  std::string_view mark_;  // that a UTF-16 file begins with
};

}  // namespace recanvass::formats
