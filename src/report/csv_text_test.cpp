#include "report/csv_text.h"

#include "base/check.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(CsvText, FieldsAreQuotedOnlyWhereTheyMustBe) {
  const CsvTable table{"t", {"a", "b"}, {{"1,2", "say \"x\""}, {"line\nend", "plain"}}};
  EXPECT_EQ(csv_text(table), "a,b\r\n\"1,2\",\"say \"\"x\"\"\"\r\n\"line\nend\",plain\r\n");
}

TEST(CsvText, TheExactFileKeepsAFormulaAsItIs) {
  const CsvTable table{"t", {"batch"}, {{"=HYPERLINK(\"http://x\",\"ok\")"}}};
  EXPECT_EQ(csv_text(table), "batch\r\n\"=HYPERLINK(\"\"http://x\"\",\"\"ok\"\")\"\r\n");
}

TEST(CsvText, TheFileForASpreadsheetComputesNothing) {
  const CsvTable table{"t", {"batch", "votes"}, {{"=1+1", "-12"}}};
  EXPECT_EQ(csv_for_excel(table),
            "\xEF\xBB\xBF"
            "batch,votes\r\n'=1+1,-12\r\n");
}

TEST(CsvText, WhatASpreadsheetMightComputeIsText) {
  struct Row {
    std::string field;
    bool is_marked;
  };
  const std::vector<Row> rows = {
      {"=1", true},       {"+1", true},      {"-x", true},
      {"@SUM(A1)", true}, {"\t=1", true},    {std::string("\0=1", 3), true},
      {"\r=1", true},     {"  =1", true},    {"＝1", true},
      {"-1+1", true},     {"-", true},       {"-12", false},
      {"12", false},      {"Ward 1", false}, {"", false},
      {"a=1", false},     {"'=1", false}};
  for (const Row& row : rows) {
    EXPECT_EQ(inert_field(row.field), (row.is_marked ? "'" : "") + row.field) << row.field;
  }
}

TEST(CsvText, ATableToFillInComputesNothing) {
  EXPECT_EQ(csv_to_fill_in({"t", {"card", "+Mayor"}, {{"=1-1-1", "-1+2"}, {"'=1", "-12"}}}),
            "card,'+Mayor\r\n'=1-1-1,'-1+2\r\n''=1,-12\r\n");
}

TEST(CsvText, ARowOfAnotherLengthIsABrokenProgram) {
  EXPECT_THROW(static_cast<void>(csv_text({"t", {"a", "b"}, {{"1"}}})), base::BrokenProgram);
}

}  // namespace
}  // namespace recanvass::report
