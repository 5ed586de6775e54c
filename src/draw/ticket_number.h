// The 256-bit numbers that SHA-256 gives, read as protocols read them: as a whole number from its
// most significant byte. Used by every protocol of this folder.
#pragma once

#include "base/sha256.h"

#include <cstdint>
#include <string>

namespace recanvass::draw {

/// A whole number of 256 bits, most significant byte first: smaller bytes, smaller number.
using TicketNumber = base::Sha256;

/// number / 2^256 as the nearest double, ties to the even one; 1.0 where it rounds up to that.
[[nodiscard]] double unit_fraction(const TicketNumber& number);

/// The remainder of a division. @pre divisor >= 1
[[nodiscard]] std::uint64_t remainder(const TicketNumber& number, std::uint64_t divisor);

/// The most significant 64 bits.
[[nodiscard]] std::uint64_t leading_bits(const TicketNumber& number);

/// The decimal digits from the last to the first, padded with zeros to at least 64.
[[nodiscard]] std::string reversed_digits(const TicketNumber& number);

}  // namespace recanvass::draw
