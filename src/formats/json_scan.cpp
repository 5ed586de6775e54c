#include "formats/json_scan.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace recanvass::formats {
namespace {

constexpr std::size_t kScanStep = 64;

constexpr std::uint64_t bit(int at) { return std::uint64_t{1} << static_cast<unsigned>(at); }

// The bits that are set. Without the processor's own instruction, which not every one has, this is
// quicker than the library's table.
int bits_in(std::uint64_t bits) {
  bits -= (bits >> 1U) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2U) & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return static_cast<int>((bits * 0x0101010101010101U) >> 56U);
}

// Each bit becomes the exclusive or of itself and all below it.
std::uint64_t running_xor(std::uint64_t bits) {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

// The characters that a backslash escapes; `escapes` goes from one piece to the next.
std::uint64_t escaped_by(std::uint64_t backslashes, int length, bool& escapes) {
  std::uint64_t escaped = escapes ? 1 : 0;
  std::uint64_t left = backslashes & ~escaped;
  escapes = false;
  while (left != 0) {
    const int at = std::countr_zero(left);
    left &= left - 1;
    if (at == length - 1) {
      escapes = true;
    } else {
      escaped |= bit(at + 1);
      left &= ~bit(at + 1);
    }
  }
  return escaped;
}

}  // namespace

#if defined(__SSE2__)
JsonListScan::Masks JsonListScan::masks_of(const char* bytes) {
  Masks masks;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i sixteen =
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + std::size_t{16} * part));
    const auto where = [&](char wanted) {
      const __m128i same = _mm_cmpeq_epi8(sixteen, _mm_set1_epi8(wanted));
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(same))} << (16 * part);
    };
    masks.quotes |= where('"');
    masks.backslashes |= where('\\');
    masks.opens |= where('{');
    masks.closes |= where('}');
    masks.ends |= where(']');
  }
  return masks;
}
#else
JsonListScan::Masks JsonListScan::masks_of(const char* bytes) {
  return masks_of_few({bytes, kScanStep});
}
#endif

JsonListScan::Masks JsonListScan::masks_of_few(std::string_view bytes) {
  Masks masks;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint64_t here = bit(static_cast<int>(i));
    switch (bytes[i]) {
      case '"': masks.quotes |= here; break;
      case '\\': masks.backslashes |= here; break;
      case '{': masks.opens |= here; break;
      case '}': masks.closes |= here; break;
      case ']': masks.ends |= here; break;
      default: break;
    }
  }
  return masks;
}

// The bytes that stand in a text, its first quotation mark with them.
std::uint64_t JsonListScan::in_text_of(const Masks& masks, std::size_t length) {
  const std::uint64_t escaped = escaped_by(masks.backslashes, static_cast<int>(length), escapes_);
  const std::uint64_t in_text = running_xor(masks.quotes & ~escaped) ^ in_text_;
  in_text_ = (in_text >> (length - 1) & 1U) != 0 ? ~std::uint64_t{0} : 0;
  return in_text;
}

// False at the end of the list.
bool JsonListScan::take(const Masks& masks, std::size_t at, Found& found) {
  const int opens = bits_in(masks.opens);
  const int closes = bits_in(masks.closes);
  if (depth_ > closes) {
    depth_ += opens - closes;
    return true;
  }
  std::uint64_t left = masks.opens | masks.closes | masks.ends;
  for (; left != 0; left &= left - 1) {
    const std::uint64_t here = left & (~left + 1);
    const auto position = at + static_cast<std::size_t>(std::countr_zero(left));
    if ((masks.opens & here) != 0) {
      ++depth_;
    } else if ((masks.closes & here) != 0) {
      if (--depth_ == 0) {
        ++records_;
        found.record_end = position + 1;
      }
    } else if (depth_ <= 0) {
      found.list_end = position;
      return false;
    }
  }
  return true;
}

JsonListScan::Found JsonListScan::scan(std::string_view piece) {
  Found found;
  for (std::size_t at = 0; at < piece.size(); at += kScanStep) {
    const std::size_t length = piece.size() - at < kScanStep ? piece.size() - at : kScanStep;
    Masks masks =
        length == kScanStep ? masks_of(piece.data() + at) : masks_of_few(piece.substr(at, length));
    const std::uint64_t in_text = in_text_of(masks, length);
    masks.opens &= ~in_text;
    masks.closes &= ~in_text;
    masks.ends &= ~in_text;
    if (!take(masks, at, found)) return found;
  }
  return found;
}

}  // namespace recanvass::formats
