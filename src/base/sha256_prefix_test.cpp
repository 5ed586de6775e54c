#include "base/sha256_prefix.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::base {
namespace {

TEST(Sha256Prefix, GivesTheHashOfBeginningAndEndAtEveryLengthOfABlock) {
  for (std::size_t length = 0; length <= 130; ++length) {
    const std::string beginning(length, 'b');
    Sha256Prefix prefix(beginning);
    EXPECT_EQ(prefix.hash(), sha256(beginning)) << length;
    EXPECT_EQ(prefix.hash_with("end"), sha256(beginning + "end")) << length;
    EXPECT_EQ(prefix.hash_with("end"), sha256(beginning + "end")) << "the prefix is not used up";
    prefix.add(std::string_view("\0", 1));
    EXPECT_EQ(prefix.hash(), sha256(beginning + std::string(1, '\0'))) << length;
  }
}

}  // namespace
}  // namespace recanvass::base
