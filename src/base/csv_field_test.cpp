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

// Each beginning; the table of all of them stands with report/csv_text.h, which marks them.
TEST(CsvField, WhatASpreadsheetMightComputeIsKnown) {
  for (const char* field : {"=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "  =1", "＝1", "-1-2", "--"}) {
    EXPECT_TRUE(may_compute(field)) << field;
  }
  for (const char* field : {"", " ", "-12", "12", "Ward 1", "a=1", "'=1"}) {
    EXPECT_FALSE(may_compute(field)) << field;
  }
}

}  // namespace
}  // namespace recanvass::base
