// Ed25519 keys that sign entries, checkpoints and cosignatures, by libsodium.
// A key's secret half never leaves this type but through secret_text, for a key file.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::ledger {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// Standard base64 with padding (RFC 4648, section 4).
[[nodiscard]] std::string base64(std::string_view bytes);
/// Strict: no white space, padding as written, no unused bits. Causes: base64.format.
base::Result<std::string> from_base64(std::string_view text);

/// A signing key; made from 32 bytes of seed, which the caller takes from a secure source.
class SigningKey {
 public:
  using Seed = std::array<std::uint8_t, 32>;
  static SigningKey from_seed(const Seed& seed);
  /// A new key from the system's secure random source.
  static SigningKey generate();

  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  [[nodiscard]] Signature sign(std::string_view message) const;
  /// The seed as base64, for a key file of mode 0600.
  [[nodiscard]] std::string secret_text() const;
  /// Reads secret_text. Causes: key.format.
  static base::Result<SigningKey> parse_secret(std::string_view text);

 private:
  SigningKey() = default;
  Seed seed_{};
  PublicKey public_{};
};

/// Whether `signature` is `key`'s over `message` (RFC 8032, strict as libsodium).
[[nodiscard]] bool verify_signature(const PublicKey& key, std::string_view message,
                                    const Signature& signature);

}  // namespace recanvass::ledger
