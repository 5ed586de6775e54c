// SHA-256, from the system's OpenSSL.
// Everything that is committed to by hash goes through here; ledger/merkle.h builds on it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::base {

using Sha256 = std::array<std::uint8_t, 32>;

/// The SHA-256 of `bytes` (FIPS 180-4).
[[nodiscard]] Sha256 sha256(std::string_view bytes);

/// The SHA-256 of bytes that arrive in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;

  void add(std::string_view bytes);
  /// The hash of all bytes added; the stream then starts again from nothing.
  [[nodiscard]] Sha256 finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(const Sha256& hash);
/// Reads exactly what hex writes; no value for anything else.
[[nodiscard]] std::optional<Sha256> parse_hex(std::string_view text);

}  // namespace recanvass::base
