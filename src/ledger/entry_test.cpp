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
  return {"tally.entered",
          {{"batch", "B-17"}, {"votes", {{"a", 254}}}},
          "team-4",
          "k-1",
          "2016-12-01T09:00:00Z"};
}

constexpr const char* kOrigin = "example.org/wi-2016";

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

TEST(EntryTest, AStoredLeafIsReadToTheSameEntryAndOneOfAnotherShapeIsReadStrictly) {
  const SignedEntry signed_entry = sign_entry(some_entry(), kOrigin, test_key());
  const std::string leaf = leaf_bytes(signed_entry);
  const auto read = read_stored_entry(leaf);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(leaf_bytes({*read, signed_entry.key, signed_entry.signature}), leaf);
  EXPECT_EQ(read_stored_entry("{}").problems()[0].cause, parse_leaf("{}").problems()[0].cause);
  const std::string broken = "{\"entry\":x" + leaf.substr(9);
  EXPECT_EQ(read_stored_entry(broken).problems()[0].cause, parse_leaf(broken).problems()[0].cause);
}

TEST(EntryTest, AReceiptIsEightCharactersOfTheLeaf) {
  const std::string leaf = leaf_bytes(sign_entry(some_entry(), kOrigin, test_key()));
  EXPECT_EQ(receipt_code(leaf).size(), 8U);
  EXPECT_EQ(receipt_code(leaf), receipt_code(leaf));
  EXPECT_NE(receipt_code(leaf), receipt_code(leaf + "x"));
}

TEST(EntryTest, AnInstantHasOneWriting) {
  for (const auto& [time, is_one] : {std::pair{"2016-12-01T23:59:59Z", true},
                                     {"2016-12-02T00:00:00Z", true},
                                     {"2016-12-01T24:00:00Z", false},
                                     {"2016-12-01T10:00:60Z", false},
                                     {"2016-12-01T10:00:00", false}}) {
    SignedEntry entry;
    entry.entry = {"minute.add", base::Json::object(), "a", "k", time};
    const std::string leaf = leaf_bytes(entry);
    EXPECT_EQ(parse_leaf(leaf).ok(), is_one) << time;
    EXPECT_EQ(read_stored_entry(leaf).ok(), is_one) << time;
  }
}

}  // namespace
}  // namespace recanvass::ledger
