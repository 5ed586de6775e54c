#include "ledger/keys.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <vector>

namespace recanvass::ledger {
namespace {

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

void start_sodium() {
  static const int started = sodium_init();
  RECANVASS_CHECK(started >= 0);
}

}  // namespace

std::string base64(std::string_view bytes) {
  start_sodium();
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), kVariant);
  text.pop_back();  // the terminating NUL
  return text;
}

base::Result<std::string> from_base64(std::string_view text) {
  start_sodium();
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int status =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(status == 0 ? length : 0);
  if (status != 0 || end != text.data() + text.size() || base64(bytes) != text) {
    return base::Problem{"base64.format",
                         {},
                         fmt::format("\"{}\"", text.substr(0, 60)),
                         "base64 with padding",
                         "Copy the whole text again."};
  }
  return bytes;
}

SigningKey SigningKey::from_seed(const Seed& seed) {
  start_sodium();
  SigningKey key;
  key.seed_ = seed;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(key.public_.data(), secret.data(), seed.data());
  sodium_memzero(secret.data(), secret.size());
  return key;
}

SigningKey SigningKey::generate() {
  start_sodium();
  Seed seed{};
  randombytes_buf(seed.data(), seed.size());
  return from_seed(seed);
}

Signature SigningKey::sign(std::string_view message) const {
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  std::copy(seed_.begin(), seed_.end(), secret.begin());
  std::copy(public_.begin(), public_.end(), secret.begin() + 32);
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, raw(message), message.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

std::string SigningKey::secret_text() const {
  return base64({reinterpret_cast<const char*>(seed_.data()), seed_.size()});
}

base::Result<SigningKey> SigningKey::parse_secret(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != 32) {
    return base::Problem{"key.format",
                         {},
                         "a text that is no key",
                         "32 bytes in base64",
                         "Use the key file as `recanvass key` wrote it."};
  }
  Seed seed{};
  std::copy(bytes->begin(), bytes->end(), seed.begin());
  return from_seed(seed);
}

bool verify_signature(const PublicKey& key, std::string_view message, const Signature& signature) {
  start_sodium();
  return crypto_sign_verify_detached(signature.data(), raw(message), message.size(), key.data()) ==
         0;
}

}  // namespace recanvass::ledger
