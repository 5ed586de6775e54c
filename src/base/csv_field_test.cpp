#include "base/csv_field.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(CsvField, IsQuotedOnlyWhereTheLineWouldBreak) {
  EXPECT_EQ(csv_field("Ward 1"), "Ward 1");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("Smith, A."), "\"Smith, A.\"");
  EXPECT_EQ(csv_field("\"Bud\" Jones"), "\"\"\"Bud\"\" Jones\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field("two\rlines"), "\"two\rlines\"");
  EXPECT_EQ(csv_field(" ;'\t"), " ;'\t");
}

}  // namespace
}  // namespace recanvass::base
