#include "formats/text_source.h"

#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace recanvass::formats {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kPiece = std::size_t{1} << 18U;

// What a look at each byte of a piece finds.
struct PieceLook {
  bool plain = true;  // ASCII without control characters but tab and line ends
  std::int64_t line_feeds = 0;
  std::int64_t returns = 0;
};

void look_at(unsigned char byte, PieceLook& look) {
  look.line_feeds += byte == '\n' ? 1 : 0;
  look.returns += byte == '\r' ? 1 : 0;
  const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
  look.plain = look.plain && !control && byte < 0x7F;
}

PieceLook look_at_all(std::string_view text) {
  PieceLook look;
  std::size_t at = 0;
#if defined(__SSE2__)
  // Sixteen bytes a step; as signed numbers those beyond ASCII are below a space too.
  constexpr std::size_t kStep = 16;
  for (; at + kStep <= text.size(); at += kStep) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const auto same = [&](char wanted) {
      return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
    };
    const auto low =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20))));
    if (low == 0 && same(0x7F) == 0) continue;
    const unsigned feeds = same('\n');
    const unsigned returns = same('\r');
    look.line_feeds += std::popcount(feeds);
    look.returns += std::popcount(returns);
    look.plain = look.plain && (low & ~(feeds | returns | same('\t'))) == 0 && same(0x7F) == 0;
  }
#endif
  for (; at < text.size(); ++at) look_at(static_cast<unsigned char>(text[at]), look);
  return look;
}

std::int64_t line_ends_in(std::string_view text) {
  const PieceLook look = look_at_all(text);
  return std::max(look.line_feeds, look.returns);
}

// Bytes at the end of a piece that begin a character of UTF-8 and do not end it.
std::size_t cut_off(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : (byte >= 0xE0 ? 3 : (byte >= 0xC0 ? 2 : 1));
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace

base::Result<std::size_t> Utf8Source::read(std::span<char> to) {
  while (given_ == ready_.size()) {
    if (ended_ && raw_.empty()) return std::size_t{0};
    const auto problems = fill();
    if (!problems.empty()) return problems;
  }
  const std::size_t bytes = std::min(to.size(), ready_.size() - given_);
  std::copy_n(ready_.data() + given_, bytes, to.data());
  given_ += bytes;
  return bytes;
}

base::Problems Utf8Source::fill() {
  lines_ += ready_lines_;
  ready_lines_ = 0;
  ready_.clear();
  given_ = 0;
  std::size_t held = raw_.size();
  raw_.resize(held + kPiece);
  while (!ended_ && held < raw_.size()) {
    const auto bytes = bytes_.read(std::span(raw_).subspan(held));
    if (!bytes) return bytes.problems();
    ended_ = *bytes == 0;
    held += *bytes;
  }
  raw_.resize(held);
  plain_ = false;
  auto problems = decode();
  if (!plain_) ready_lines_ = line_ends_in(ready_);
  return problems;
}

base::Problems Utf8Source::decode() {
  if (kind_ == Kind::NotKnown) {
    const std::string_view raw = raw_;
    kind_ = Kind::Ascii;
    if (raw.starts_with("\xEF\xBB\xBF")) {
      kind_ = Kind::Utf8;
      raw_.erase(0, 3);
    } else if ((raw.starts_with("\xFF\xFE") && !raw.starts_with("\xFF\xFE\0\0"sv)) ||
               raw.starts_with("\xFE\xFF")) {
      kind_ = Kind::Utf16;
      mark_ = raw.starts_with("\xFF") ? "\xFF\xFE"sv : "\xFE\xFF"sv;
      raw_.erase(0, 2);
    } else if (raw.find('\0') != std::string_view::npos) {
      // Says which wide encoding it is, or that it holds zero bytes.
      const auto decoded = decode_text(raw_.substr(0, 4096), name_);
      return decoded ? refuse("text.control", raw.find('\0'), "the control character U+0000")
                     : decoded.problems();
    }
  }
  if (kind_ == Kind::Utf16) return decode_utf16_piece();
  if (kind_ == Kind::Windows1252) return decode_1252_piece();
  return decode_utf8_piece();
}

base::Problems Utf8Source::decode_utf8_piece() {
  const PieceLook look = look_at_all(raw_);
  plain_ = look.plain;
  if (plain_) {
    ready_lines_ = std::max(look.line_feeds, look.returns);
    ready_.swap(raw_);
    raw_.clear();
    return {};
  }
  const std::size_t kept = ended_ ? 0 : cut_off(raw_);
  const std::string_view whole = std::string_view(raw_).substr(0, raw_.size() - kept);
  const auto bad = find_bad_byte(whole);
  if (bad && bad->control) {
    return refuse("text.control", bad->at,
                  fmt::format("the control character U+{:04X}",
                              static_cast<unsigned>(code_point_at(whole, bad->at).value)));
  }
  const bool beyond_ascii = std::any_of(
      whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(bad ? bad->at : whole.size()),
      [](char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; });
  if (beyond_ascii) kind_ = Kind::Utf8;
  if (bad && kind_ == Kind::Utf8) {
    return refuse("text.encoding", bad->at, "bytes that are not UTF-8 after others that are");
  }
  if (bad) {
    kind_ = Kind::Windows1252;
    return decode_1252_piece();
  }
  ready_ = whole;
  raw_.erase(0, whole.size());
  return {};
}

base::Problems Utf8Source::decode_1252_piece() {
  auto text = decode_windows_1252(raw_, name_);
  if (!text) return later(text.problems());
  ready_ = std::move(text).value();
  raw_.clear();
  const auto bad = find_bad_byte(ready_);
  if (!bad) return {};
  return refuse("text.control", bad->at, "a control character");
}

base::Problems Utf8Source::decode_utf16_piece() {
  const auto high = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(raw_[mark_[0] == '\xFF' ? at + 1 : at]);
    return byte >= 0xD8 && byte < 0xDC;
  };
  std::size_t whole = ended_ ? raw_.size() : raw_.size() / 2 * 2;
  if (!ended_ && whole >= 2 && high(whole - 2)) whole -= 2;
  std::string piece(mark_);
  piece.append(raw_, 0, whole);
  auto text = decode_utf16(piece, name_);
  if (!text) return later(text.problems());
  ready_ = std::move(text).value();
  raw_.erase(0, whole);
  const auto bad = find_bad_byte(ready_);
  if (!bad) return {};
  return refuse("text.control", bad->at, "a control character");
}

base::Problems Utf8Source::later(base::Problems problems) const {
  for (base::Problem& problem : problems) {
    if (problem.place.row > 0) problem.place.row += lines_;
  }
  return problems;
}

base::Problems Utf8Source::refuse(const char* cause, std::size_t at, std::string found) const {
  const std::string_view text = ready_.empty() ? raw_ : ready_;
  return {base::Problem{cause,
                        {name_, lines_ + 1 + line_ends_in(text.substr(0, at)), {}},
                        std::move(found),
                        "text in UTF-8, UTF-16 with a byte order mark, or Windows-1252",
                        "Export the file again, or save it as CSV UTF-8."}};
}

}  // namespace recanvass::formats
