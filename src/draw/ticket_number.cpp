#include "draw/ticket_number.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::draw {
namespace {

__extension__ using WideUnsigned = unsigned __int128;
using Limbs = std::array<std::uint64_t, 4>;  // most significant first

Limbs limbs_of(const TicketNumber& number) {
  Limbs limbs{};
  for (std::size_t i = 0; i < number.size(); ++i) {
    limbs[i / 8] = limbs[i / 8] << 8U | number[i];
  }
  return limbs;
}

// Divides in place; gives the remainder.
std::uint64_t divide(Limbs& limbs, std::uint64_t divisor) {
  std::uint64_t rest = 0;
  for (std::uint64_t& limb : limbs) {
    const WideUnsigned part = static_cast<WideUnsigned>(rest) << 64U | limb;
    limb = static_cast<std::uint64_t>(part / divisor);
    rest = static_cast<std::uint64_t>(part - static_cast<WideUnsigned>(limb) * divisor);
  }
  return rest;
}

}  // namespace

double unit_fraction(const TicketNumber& number) {
  const Limbs limbs = limbs_of(number);
  std::size_t first = 0;
  while (first < 4 && limbs[first] == 0) ++first;
  if (first == 4) return 0.0;
  const auto shift = static_cast<unsigned>(__builtin_clzll(limbs[first]));
  const std::uint64_t below = first + 1 < 4 ? limbs[first + 1] : 0;
  const std::uint64_t top =
      shift == 0 ? limbs[first] : limbs[first] << shift | below >> (64 - shift);
  bool more = (below << shift) != 0;  // bits that are set below `top`
  for (std::size_t i = first + 2; i < 4; ++i) more = more || limbs[i] != 0;
  constexpr unsigned kDropped = 64 - 53;
  std::uint64_t mantissa = top >> kDropped;
  const std::uint64_t dropped = top & ((1U << kDropped) - 1);
  constexpr std::uint64_t kHalf = 1U << (kDropped - 1);
  if (dropped > kHalf || (dropped == kHalf && (more || (mantissa & 1U) != 0))) ++mantissa;
  const int exponent = -53 - static_cast<int>(shift) - 64 * static_cast<int>(first);
  return std::ldexp(static_cast<double>(mantissa), exponent);
}

std::uint64_t remainder(const TicketNumber& number, std::uint64_t divisor) {
  RECANVASS_CHECK(divisor >= 1);
  Limbs limbs = limbs_of(number);
  return divide(limbs, divisor);
}

std::uint64_t leading_bits(const TicketNumber& number) { return limbs_of(number)[0]; }

std::string reversed_digits(const TicketNumber& number) {
  constexpr std::uint64_t kChunk = 1'000'000'000'000'000'000;
  constexpr int kChunkDigits = 18;
  constexpr std::size_t kDigitsMin = 64;
  Limbs limbs = limbs_of(number);
  std::string digits;
  digits.reserve(90);
  for (int chunk = 0; chunk < 5; ++chunk) {  // 2^256 has 78 digits
    std::uint64_t rest = divide(limbs, kChunk);
    for (int i = 0; i < kChunkDigits; ++i) {
      digits += static_cast<char>('0' + rest % 10);
      rest /= 10;
    }
  }
  const std::size_t last = digits.find_last_not_of('0');
  const std::size_t significant = last == std::string::npos ? 0 : last + 1;
  digits.resize(std::max(significant, kDigitsMin));
  return digits;
}

}  // namespace recanvass::draw
