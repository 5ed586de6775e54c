#include "base/sha256.h"

#include <openssl/evp.h>

#include <memory>

#include "base/check.h"

namespace recanvass::base {
namespace {

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetching the algorithm anew for each call costs four times the hash of a short message.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, ContextDeleter> context(EVP_MD_CTX_new());
  Sha256 hash{};
  unsigned length = 0;
  RECANVASS_CHECK(EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1);
  RECANVASS_CHECK(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
  RECANVASS_CHECK(EVP_DigestFinal_ex(context.get(), hash.data(), &length) == 1);
  RECANVASS_CHECK(length == hash.size());
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

}  // namespace recanvass::base
