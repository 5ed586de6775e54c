#include "store/storage.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(StorageTest, F3_TheAlarmComesAtNineTenthsOfTheDisk) {
  EXPECT_EQ(disk_state(899, 101), DiskState::Ample);
  EXPECT_EQ(disk_state(900, 100), DiskState::NearlyFull);
  EXPECT_EQ(disk_state(901, 99), DiskState::NearlyFull);
  EXPECT_EQ(disk_state(1000, 0), DiskState::Full);
  EXPECT_EQ(disk_state(0, 1000), DiskState::Ample);
  EXPECT_EQ(disk_state(~std::uint64_t{0}, 1), DiskState::NearlyFull);
}

TEST(StorageTest, TextIsWellFormedUtf8WithoutAZeroByte) {
  EXPECT_TRUE(is_plain_utf8(""));
  EXPECT_TRUE(is_plain_utf8("plain \t\n \x7f"));
  EXPECT_TRUE(is_plain_utf8("Zo\xC3\xAB \xF0\x9F\x97\xB3"));
  EXPECT_FALSE(is_plain_utf8(std::string_view("\0", 1)));
  EXPECT_FALSE(is_plain_utf8("\xC3"));
  EXPECT_FALSE(is_plain_utf8("\xC0\x80"));
  EXPECT_FALSE(is_plain_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_plain_utf8("\xFF"));
}

TEST(StorageTest, ASoundBatchHasNoProblems) {
  const std::vector<NewEntry> batch = {{"x", "a", "1"}, {"x", "a", "2"}, {"x", "b", "1"}};
  EXPECT_TRUE(batch_problems(batch).empty());
}

}  // namespace
}  // namespace recanvass::store
