#include "ledger/note.h"

#include <gtest/gtest.h>

namespace recanvass::ledger {
namespace {

SigningKey key_of(std::uint8_t first) {
  SigningKey::Seed seed{};
  seed[0] = first;
  return SigningKey::from_seed(seed);
}

Checkpoint some_checkpoint() { return {"example.org/wi-2016", 20852163, base::sha256("root")}; }

// The example key of the signed-note specification, PeterNeumann, and its published hash.
TEST(VerifierKeyTest, ReadsTheSpecificationsExampleKey) {
  const char* text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const auto key = VerifierKey::parse(text);
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key->name, "PeterNeumann");
  EXPECT_EQ(key->id(), 0xc74f20a3U);
  EXPECT_EQ(key->text(), text);
}

TEST(NoteTest, VerifiesTheSpecificationsExampleNote) {
  const auto key =
      VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key.ok());
  const auto note = parse_note(
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n"
      "\n"
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
      "otpRZb6KE6RyyBwJnAM=\n");
  ASSERT_TRUE(note.ok());
  EXPECT_TRUE(verified_time(*note, *key).has_value());
  Note altered = *note;
  altered.text[0] = 'i';
  EXPECT_FALSE(verified_time(altered, *key).has_value());
}

TEST(CheckpointTest, LogAndWitnessSignTheSameTextApart) {
  const std::string text = checkpoint_text(some_checkpoint());
  const Note note{text,
                  {sign_as_log(text, "example.org/wi-2016", key_of(1)),
                   sign_as_witness(text, "press.example", key_of(2), 1481587200)}};
  const auto read = parse_note(format_note(note));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(parse_checkpoint(read->text).value(), some_checkpoint());
  const VerifierKey log{"example.org/wi-2016", SignerKind::Log, key_of(1).public_key()};
  const VerifierKey witness{"press.example", SignerKind::Witness, key_of(2).public_key()};
  EXPECT_EQ(verified_time(*read, log), 0U);
  EXPECT_EQ(verified_time(*read, witness), 1481587200U);
  const VerifierKey other{"press.example", SignerKind::Witness, key_of(3).public_key()};
  EXPECT_FALSE(verified_time(*read, other).has_value());
  // A witness's key does not verify as a log's: the kinds sign different bytes.
  const VerifierKey confused{"press.example", SignerKind::Log, key_of(2).public_key()};
  EXPECT_FALSE(verified_time(*read, confused).has_value());
  Note later = *read;
  later.signatures[1].bytes[7] = static_cast<char>(later.signatures[1].bytes[7] ^ 1);
  EXPECT_FALSE(verified_time(later, witness).has_value());
}

TEST(NoteTest, RefusesWhatIsNotANote) {
  const std::string good = format_note({"a\n", {sign_as_log("a\n", "log", key_of(1))}});
  ASSERT_TRUE(parse_note(good).ok());
  for (const std::string& text :
       {std::string(), std::string("a\n"), std::string("a\n\n"), good.substr(0, good.size() - 1),
        "a\tb" + good, std::string("a\n\n- log AAAAAAAA\n"), std::string("a\n\n\u2014 log\n"),
        std::string("a\n\n\u2014 lo+g AAAAAAAA\n"), std::string("a\n\n\u2014 log AAA\n")}) {
    EXPECT_FALSE(parse_note(text).ok()) << text;
  }
}

TEST(CheckpointTest, RefusesOtherSizesAndRoots) {
  const std::string good = checkpoint_text(some_checkpoint());
  ASSERT_TRUE(parse_checkpoint(good).ok());
  const std::string root = good.substr(good.find("63\n") + 3);
  for (const std::string& text :
       {"o\n01\n" + root, "o\n-1\n" + root, "o\n1e3\n" + root, "\n1\n" + root,
        std::string("o\n1\nAAAA\n"), "o\n1\n" + root + "extension\n", good.substr(0, 30),
        "o\n18446744073709551616\n" + root}) {
    EXPECT_FALSE(parse_checkpoint(text).ok()) << text;
  }
}

TEST(VerifierKeyTest, RefusesAWrongHashKindOrName) {
  const VerifierKey key{"log", SignerKind::Log, key_of(1).public_key()};
  std::string text = key.text();
  ASSERT_TRUE(VerifierKey::parse(text).ok());
  std::string hash = text;
  hash[4] = hash[4] == '0' ? '1' : '0';
  EXPECT_EQ(VerifierKey::parse(hash).problems()[0].cause, "key.id");
  EXPECT_FALSE(VerifierKey::parse("log").ok());
  EXPECT_FALSE(VerifierKey::parse("lo g" + text.substr(3)).ok());
  EXPECT_FALSE(VerifierKey::parse(text.substr(0, text.size() - 4)).ok());
}

}  // namespace
}  // namespace recanvass::ledger
