#include "base/sha256.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(Sha256Test, GivesThePublishedDigests) {
  // FIPS 180-4 examples (NIST, SHA256.pdf) and the empty message.
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256Test, PiecesGiveTheHashOfTheWholeAndTheStreamStartsAgain) {
  Sha256Stream stream;
  for (const int round : {1, 2}) {
    stream.add("a");
    stream.add("");
    stream.add("bc");
    EXPECT_EQ(stream.finish(), sha256("abc")) << "round " << round;
  }
  EXPECT_EQ(stream.finish(), sha256(""));
}

TEST(Sha256Test, ReadsBackItsOwnHexadecimalAndNothingElse) {
  const std::string text = hex(sha256("abc"));
  EXPECT_EQ(parse_hex(text), sha256("abc"));
  EXPECT_FALSE(parse_hex(text.substr(1)));
  EXPECT_FALSE(parse_hex(text + "0"));
  EXPECT_FALSE(parse_hex("BA" + text.substr(2)));
  EXPECT_FALSE(parse_hex("g" + text.substr(1)));
}

}  // namespace
}  // namespace recanvass::base
