#include "base/sha256.h"

#include "base/check.h"

#include <openssl/evp.h>

#include <memory>

namespace recanvass::base {
namespace {

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetching the algorithm anew for each call costs four times the hash of a short message.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kAlgorithm;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, ContextDeleter> kContext(EVP_MD_CTX_new());
  Sha256 hash{};
  unsigned length = 0;
  RECANVASS_CHECK(EVP_DigestInit_ex2(kContext.get(), sha256_algorithm(), nullptr) == 1);
  RECANVASS_CHECK(EVP_DigestUpdate(kContext.get(), bytes.data(), bytes.size()) == 1);
  RECANVASS_CHECK(EVP_DigestFinal_ex(kContext.get(), hash.data(), &length) == 1);
  RECANVASS_CHECK(length == hash.size());
  return hash;
}

struct Sha256Stream::Context {
  Context() : state(EVP_MD_CTX_new()) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(state); }
  EVP_MD_CTX* state;
};

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {
  RECANVASS_CHECK(EVP_DigestInit_ex2(context_->state, sha256_algorithm(), nullptr) == 1);
}

Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::add(std::string_view bytes) {
  RECANVASS_CHECK(EVP_DigestUpdate(context_->state, bytes.data(), bytes.size()) == 1);
}

Sha256 Sha256Stream::finish() {
  Sha256 hash{};
  unsigned length = 0;
  RECANVASS_CHECK(EVP_DigestFinal_ex(context_->state, hash.data(), &length) == 1);
  RECANVASS_CHECK(length == hash.size());
  RECANVASS_CHECK(EVP_DigestInit_ex2(context_->state, sha256_algorithm(), nullptr) == 1);
  return hash;
}

std::string hex(const Sha256& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const std::uint8_t byte : hash) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::optional<Sha256> parse_hex(std::string_view text) {
  // A table: the digits of a hash are as good as random, and a processor guesses a branch wrong.
  static constexpr auto kDigits = [] {
    std::array<std::int8_t, 256> digits{};
    digits.fill(-1);
    for (std::uint8_t i = 0; i < 10; ++i)
      digits['0' + std::size_t{i}] = static_cast<std::int8_t>(i);
    for (std::uint8_t i = 10; i < 16; ++i)
      digits['a' + std::size_t{i} - 10] = static_cast<std::int8_t>(i);
    return digits;
  }();
  const auto digit = [](char character) {
    return int{kDigits[static_cast<unsigned char>(character)]};
  };
  Sha256 hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  int seen = 0;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = digit(text[2 * i]);
    const int low = digit(text[2 * i + 1]);
    seen |= high | low;
    hash[i] = static_cast<std::uint8_t>(16 * high + low);
  }
  if (seen < 0) return std::nullopt;
  return hash;
}

}  // namespace recanvass::base
