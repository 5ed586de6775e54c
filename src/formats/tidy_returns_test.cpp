#include "formats/tidy_returns.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(TidyReturnsTest, ColumnsComeInAnyOrderAndSomeAreLeftOut) {
  const auto read = read_tidy_returns("Votes,CHOICE\n\"1,007\",ada\n0,@blank\n", "r.csv");
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->has_units);
  ASSERT_EQ(read->figures.size(), 2u);
  EXPECT_EQ(read->figures[0].votes, 1007);
  EXPECT_EQ(read->figures[1].line, 3);
  EXPECT_EQ(read->choices.name(1), "@blank");
}

// As our own tables write what a spreadsheet might compute.
TEST(TidyReturnsTest, AnApostropheBeforeAFormulaIsNotOfTheName) {
  const auto read =
      read_tidy_returns("unit,choice,votes\n'=A1,'@SUM(A1),3\nO'Brien,'Ada,4\n", "r.csv");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->units[read->figures[0].unit].name, "=A1");
  EXPECT_EQ(read->choices.name(read->figures[0].choice), "@SUM(A1)");
  EXPECT_EQ(read->units[read->figures[1].unit].name, "O'Brien");
  EXPECT_EQ(read->choices.name(read->figures[1].choice), "'Ada");
}

TEST(TidyReturnsTest, AMisspelledColumnIsNamedWithTheNearest) {
  const auto read = read_tidy_returns("unit,choice,votes,conty\n", "r.csv");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems().front().sentence(),
            "r.csv:1, column conty: found \"conty\"; wanted one of unit, county, choice, votes, "
            "mode, jurisdiction, contest, result_set. Did you mean \"county\"?");
}

TEST(TidyReturnsTest, AQuotedLineEndDoesNotShiftTheRowsOfMessages) {
  const auto read = read_tidy_returns("votes,choice\r\n1,\"a\r\nb\"\r\nx,c\r\n", "r.csv");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems().front().place.row, 4);
}

}  // namespace
}  // namespace recanvass::formats
