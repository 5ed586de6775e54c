#include "ledger/entry.h"

#include <gtest/gtest.h>

namespace recanvass::ledger {
namespace {

SigningKey test_key() {
  SigningKey::Seed seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
  return SigningKey::from_seed(seed);
}

Entry some_entry() {
  return {"tally.entered", {{"batch", "B-17"}, {"votes", {{"a", 254}}}}, "team-4", "k-1",
          "2016-12-01T09:00:00Z"};
}

constexpr const char* kOrigin = "example.org/wi-2016";

// RFC 8032 section 7.1, test 2: seed, public key, message 0x72, signature.
TEST(KeysTest, SignsAsRfc8032Test2) {
  const auto unhex = [](std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
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
  const SigningKey key = test_key();
  const auto read = SigningKey::parse_secret(key.secret_text());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->public_key(), key.public_key());
  EXPECT_FALSE(SigningKey::parse_secret("AAAA").ok());
  EXPECT_EQ(base64("f"), "Zg==");
  for (const char* text : {"Zg=", "Zg", "Zh==", "Zg==\n", "Z g=", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(text).ok()) << text;
  }
}

TEST(EntryTest, RoundTripsThroughItsCanonicalBytes) {
  const SignedEntry made = sign_entry(some_entry(), kOrigin, test_key());
  const std::string leaf = leaf_bytes(made);
  EXPECT_EQ(leaf.find('\n'), std::string::npos);
  const auto read = parse_leaf(leaf);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(leaf_bytes(*read), leaf);
  EXPECT_TRUE(signature_holds(*read, kOrigin));
}

TEST(EntryTest, ASignatureDoesNotHoldInAnotherLedgerOrForAnotherWord) {
  const SignedEntry made = sign_entry(some_entry(), kOrigin, test_key());
  EXPECT_FALSE(signature_holds(made, "example.org/wi-2020"));
  SignedEntry altered = made;
  altered.entry.body["votes"]["a"] = 8;
  EXPECT_FALSE(signature_holds(altered, kOrigin));
  altered = made;
  altered.entry.claimed_time = "2016-12-01T09:00:01Z";
  EXPECT_FALSE(signature_holds(altered, kOrigin));
}

TEST(EntryTest, EveryOneByteChangeOfALeafIsRefusedOrBreaksTheSignature) {
  const std::string leaf = leaf_bytes(sign_entry(some_entry(), kOrigin, test_key()));
  int survived = 0;
  for (std::size_t i = 0; i < leaf.size(); ++i) {
    for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128}) {
      std::string changed = leaf;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const auto read = parse_leaf(changed);
      if (read.ok() && signature_holds(*read, kOrigin)) ++survived;
    }
  }
  EXPECT_EQ(survived, 0);
}

TEST(EntryTest, RefusesAnythingButTheCanonicalWriting) {
  const std::string leaf = leaf_bytes(sign_entry(some_entry(), kOrigin, test_key()));
  EXPECT_FALSE(parse_leaf(leaf + " ").ok());
  EXPECT_FALSE(parse_leaf(" " + leaf).ok());
  EXPECT_FALSE(parse_leaf("{}").ok());
  EXPECT_FALSE(parse_leaf("").ok());
  Entry fraction = some_entry();
  fraction.body["votes"]["a"] = 0.5;
  EXPECT_THROW(static_cast<void>(sign_entry(fraction, kOrigin, test_key())), base::BrokenProgram);
}

TEST(EntryTest, AReceiptIsEightCharactersOfTheLeaf) {
  const std::string leaf = leaf_bytes(sign_entry(some_entry(), kOrigin, test_key()));
  EXPECT_EQ(receipt_code(leaf).size(), 8U);
  EXPECT_EQ(receipt_code(leaf), receipt_code(leaf));
  EXPECT_NE(receipt_code(leaf), receipt_code(leaf + "x"));
}

}  // namespace
}  // namespace recanvass::ledger
