#include "report/data_table.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

DataTable hostile_table() {
  return {"units",
          "A unit.",
          {"unit", "votes", "change"},
          {{std::string("=HYPERLINK(\"http://x\",\"ok\")"), std::int64_t{8}, std::int64_t{-246}},
           {std::string("Ward 1, \"old\"\nhall"), std::monostate{}, std::int64_t{0}},
           {std::string("@b"), std::int64_t{9007199254740991}, std::string("-x")}}};
}

TEST(DataTable, TheExactCsvKeepsEveryByteOfATextAndLeavesHolesEmpty) {
  EXPECT_EQ(csv_of(hostile_table()),
            "unit,votes,change\r\n"
            "\"=HYPERLINK(\"\"http://x\"\",\"\"ok\"\")\",8,-246\r\n"
            "\"Ward 1, \"\"old\"\"\nhall\",,0\r\n"
            "@b,9007199254740991,-x\r\n");
}

TEST(DataTable, InASpreadsheetATextIsInertAndANumberIsANumber) {
  EXPECT_EQ(spreadsheet_csv_of(hostile_table()),
            "\xEF\xBB\xBFunit,votes,change\r\n"
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"ok\"\")\",8,-246\r\n"
            "\"Ward 1, \"\"old\"\"\nhall\",,0\r\n"
            "'@b,9007199254740991,'-x\r\n");
}

TEST(DataTable, JsonIsCanonicalWithNullForAHole) {
  const DataTable table{
      "t",
      "",
      {"b", "a"},
      {{std::string("x"), std::monostate{}}, {std::monostate{}, std::int64_t{2}}}};
  EXPECT_EQ(json_of(table), "[{\"a\":null,\"b\":\"x\"},{\"a\":2,\"b\":null}]\n");
  EXPECT_EQ(json_of({"t", "", {"a"}, {}}), "[]\n");
}

}  // namespace
}  // namespace recanvass::report
