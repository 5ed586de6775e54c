#include "base/csv_field.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

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

// Every text of up to four of these letters: none computes, no two are alike, each comes back.
TEST(CsvField, AGuardedFieldComputesNothingAndIsGivenBackAsItWas) {
  const std::string letters = "'=-a1 ";
  std::vector<std::string> fields{""};
  for (std::size_t i = 0; i < fields.size() && fields[i].size() < 4; ++i) {
    for (const char letter : letters) fields.push_back(fields[i] + letter);
  }
  std::set<std::string> guarded;
  for (const std::string& field : fields) {
    const std::string inert = guarded_field(field);
    EXPECT_FALSE(may_compute(inert)) << inert;
    EXPECT_EQ(unguarded_field(inert), field);
    guarded.insert(inert);
  }
  EXPECT_EQ(guarded.size(), fields.size());
  EXPECT_EQ(guarded_field("=1-1-1"), "'=1-1-1");
  EXPECT_EQ(guarded_field("O'Neil"), "O'Neil");
  EXPECT_EQ(unguarded_field("'Ada'"), "'Ada'") << "as a person may type it";
}

}  // namespace
}  // namespace recanvass::base
