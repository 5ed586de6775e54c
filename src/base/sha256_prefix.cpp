// The library's calls for whole messages copy a context through its allocator, which costs several
// times the hash of a short end; these older ones copy 112 bytes.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/sha256_prefix.h"

#include "base/check.h"

#include <openssl/sha.h>

#include <cstring>
#include <type_traits>

namespace recanvass::base {

static_assert(sizeof(SHA256_CTX) <= 128 && alignof(SHA256_CTX) <= 8);
static_assert(std::is_trivially_copyable_v<SHA256_CTX>);

Sha256Prefix::Sha256Prefix(std::string_view beginning) : state_{} {
  SHA256_CTX context;
  RECANVASS_CHECK(SHA256_Init(&context) == 1);
  std::memcpy(state_.data(), &context, sizeof context);
  add(beginning);
}

void Sha256Prefix::add(std::string_view bytes) {
  SHA256_CTX context;
  std::memcpy(&context, state_.data(), sizeof context);
  RECANVASS_CHECK(SHA256_Update(&context, bytes.data(), bytes.size()) == 1);
  std::memcpy(state_.data(), &context, sizeof context);
}

Sha256 Sha256Prefix::hash() const { return hash_with({}); }

Sha256 Sha256Prefix::hash_with(std::string_view end) const {
  SHA256_CTX context;
  std::memcpy(&context, state_.data(), sizeof context);
  Sha256 hash{};
  RECANVASS_CHECK(SHA256_Update(&context, end.data(), end.size()) == 1);
  RECANVASS_CHECK(SHA256_Final(hash.data(), &context) == 1);
  return hash;
}

}  // namespace recanvass::base
