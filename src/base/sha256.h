// SHA-256, from the system's OpenSSL.
// Everything that is committed to by hash goes through here; ledger/merkle.h builds on it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::base {

using Sha256 = std::array<std::uint8_t, 32>;

/// The SHA-256 of `bytes` (FIPS 180-4).
[[nodiscard]] Sha256 sha256(std::string_view bytes);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(const Sha256& hash);

}  // namespace recanvass::base
