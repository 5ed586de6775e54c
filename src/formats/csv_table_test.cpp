#include "formats/csv_table.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

struct ReadTable {
  std::vector<std::string> rows;
  base::Problems problems;
  std::int64_t blank_rows = 0;
};

ReadTable read_all(const std::string& text) {
  ReadTable read;
  auto table = CsvTable::open(text, "t.csv");
  if (!table) {
    read.problems = table.problems();
    return read;
  }
  ProblemList problems;
  while ((*table)->next(problems)) {
    std::string row;
    for (std::size_t i = 0; i < (*table)->header().size(); ++i) {
      row += std::string((*table)->cell(i)) + ";";
    }
    read.rows.push_back(row);
  }
  read.problems = problems.take();
  read.blank_rows = (*table)->blank_rows();
  return read;
}

TEST(CsvTableTest, BlankRowsAndRowsOfCommasArePassedOverAndCounted) {
  const ReadTable read = read_all("\n,,\nunit,votes,,\n\nA, 1 ,,\n,,,\n , ,,\nB,2,,\n");
  EXPECT_TRUE(read.problems.empty()) << base::sentences(read.problems);
  EXPECT_EQ(read.rows, (std::vector<std::string>{"A;1;", "B;2;"}));
  EXPECT_EQ(read.blank_rows, 5);
}

TEST(CsvTableTest, EverythingWrongWithTheShapeIsSaidAtOnce) {
  struct Case {
    const char* what;
    const char* text;
    std::vector<std::pair<std::string, std::int64_t>> causes;  // with the row
  };
  for (const Case& row :
       {Case{"too few and too many fields",
             "a,b,c\n1,2\n1,2,3\n1,2,3,4\n",
             {{"csv.ragged", 2}, {"csv.ragged", 4}}},
        Case{"an unquoted comma", "choice,votes\nStein, Jill,7\n", {{"csv.ragged", 2}}},
        Case{"a value under no header", "a,,b\n1,x,2\n1,,2\n", {{"csv.value-without-header", 2}}},
        Case{"a value beyond the header", "a,b,,\n1,2,,9\n", {{"csv.value-without-header", 2}}},
        Case{"one name twice", "a,B,b\n", {{"csv.header-duplicate", 1}}},
        Case{"tabs", "a\tb\n1\t2\n", {{"csv.separator", 1}}},
        Case{"semicolons", "a;b\n1;2\n", {{"csv.separator", 1}}},
        Case{"nothing at all", "", {{"csv.empty", 0}}},
        Case{"nothing but blanks", "\n,,\n\n", {{"csv.empty", 0}}},
        Case{"a quote never closed", "a,b\n1,\"2\n", {{"csv.syntax", 2}}}}) {
    const ReadTable read = read_all(row.text);
    ASSERT_EQ(read.problems.size(), row.causes.size()) << row.what;
    for (std::size_t i = 0; i < row.causes.size(); ++i) {
      EXPECT_EQ(read.problems[i].cause, row.causes[i].first) << row.what;
      EXPECT_EQ(read.problems[i].place.row, row.causes[i].second) << row.what;
    }
  }
}

TEST(CsvTableTest, ARaggedRowSaysBothNumbersOfColumns) {
  const ReadTable read = read_all("unit,county,choice,votes\nTotals,\"32,990\"\n");
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].found, "2 fields: \"Totals | 32,990\"");
  EXPECT_EQ(read.problems[0].wanted, "4 fields, as the header has");
}

}  // namespace
}  // namespace recanvass::formats
