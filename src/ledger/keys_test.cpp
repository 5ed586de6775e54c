#include "ledger/keys.h"

#include <gtest/gtest.h>

#include <charconv>

namespace recanvass::ledger {
namespace {

SigningKey::Seed test_seed() {
  SigningKey::Seed seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
  return seed;
}

// RFC 8032 section 7.1, test 2: seed, public key, message 0x72, signature.
TEST(KeysTest, SignsAsRfc8032Test2) {
  const auto unhex = [](std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      int byte = 0;
      std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
      bytes += static_cast<char>(byte);
    }
    return bytes;
  };
  SigningKey::Seed seed{};
  const std::string bytes =
      unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  std::copy(bytes.begin(), bytes.end(), seed.begin());
  const SigningKey key = SigningKey::from_seed(seed);
  EXPECT_EQ(std::string(key.public_key().begin(), key.public_key().end()),
            unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
  const Signature signature = key.sign("\x72");
  EXPECT_EQ(std::string(signature.begin(), signature.end()),
            unhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
  EXPECT_TRUE(verify_signature(key.public_key(), "\x72", signature));
  EXPECT_FALSE(verify_signature(key.public_key(), "\x73", signature));
}

TEST(KeysTest, SecretsAreReadBackAndBase64IsStrict) {
  const SigningKey key = SigningKey::from_seed(test_seed());
  const auto read = SigningKey::parse_secret(key.secret_text());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->public_key(), key.public_key());
  EXPECT_FALSE(SigningKey::parse_secret("AAAA").ok());
  EXPECT_EQ(base64("f"), "Zg==");
  for (const char* text : {"Zg=", "Zg", "Zh==", "Zg==\n", "Z g=", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(text).ok()) << text;
  }
}

}  // namespace
}  // namespace recanvass::ledger
