#include "store/memory_log.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(MemoryLogTest, ARecordIsReadBackAndNothingBehindItMatters) {
  const std::string bytes = log_record(RecordKind::Origin, {"a", "", std::string("\0x", 2)});
  for (const std::string& log : {bytes, bytes + "rest"}) {
    const LogRecord record = read_log_record(log);
    ASSERT_EQ(record.state, RecordState::Whole);
    EXPECT_EQ(record.kind, RecordKind::Origin);
    EXPECT_EQ(record.fields, (std::vector<std::string>{"a", "", std::string("\0x", 2)}));
    EXPECT_EQ(record.bytes, bytes.size());
  }
}

TEST(MemoryLogTest, EveryCutIsSeenAsACutAndEveryFlippedBitAsAChange) {
  const std::string bytes = log_record(RecordKind::Entries, {"author", "key", "leaf"});
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_EQ(read_log_record(bytes.substr(0, size)).state, RecordState::CutOff) << size;
  }
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(read_log_record(changed).state, RecordState::Changed) << bit;
  }
}

TEST(MemoryLogTest, NumbersAreEightBytes) {
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{258}, ~std::uint64_t{0}}) {
    EXPECT_EQ(field_number(number_field(number)), number);
  }
  EXPECT_EQ(number_field(258), std::string("\2\1\0\0\0\0\0\0", 8));
}

}  // namespace
}  // namespace recanvass::store
