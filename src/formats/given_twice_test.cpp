#include "formats/given_twice.h"

#include "formats/text.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

std::vector<SameRows> same_rows(const std::string& rows) {
  ProblemList problems;
  auto csv = CsvTable::open("town,ward,voters,ballots,issued,counted,late,where\n" + rows, "f.csv");
  EXPECT_TRUE(csv.ok());
  GivenTwice twice({0, 1});
  while ((*csv)->next(problems)) {
    const std::string name = std::string((*csv)->cell(1)) + ", " + std::string((*csv)->cell(0));
    twice.take(**csv, std::string((*csv)->cell(0)), name);
  }
  return twice.found();
}

// Wauwatosa, Wards 3 and 4, in the form of 2016: one ward's line stands under two names.
TEST(GivenTwice, ALineOfAFormUnderTwoNamesIsFoundWithItsRows) {
  const auto found = same_rows(
      "W,Ward 3,1311,1309,560,545,12,here\nW,Ward 5,900,890,310,300,11,\n"
      "W,Ward 4,1311,1309,560,545,12,there\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].words, "row 4 of f.csv has 5 figures of Ward 3, W (row 2), all alike");
  EXPECT_EQ(found[0].first_key, "W");
}

TEST(GivenTwice, OneFigureThatDiffersMakesTwoLines) {
  EXPECT_TRUE(
      same_rows("W,Ward 3,1311,1309,560,545,12,\nW,Ward 4,1311,1309,560,545,13,\n").empty());
}

TEST(GivenTwice, SmallOrFewFiguresAreAlikeByChance) {
  EXPECT_TRUE(same_rows("W,Ward 3,11,11,10,10,9,\nW,Ward 4,11,11,10,10,9,\n").empty());
  EXPECT_FALSE(same_rows("W,Ward 3,11,11,10,10,10,\nW,Ward 4,11,11,10,10,10,\n").empty());
  EXPECT_TRUE(same_rows("W,Ward 3,500,,400,300,,\nW,Ward 4,500,,400,300,,\n").empty());
}

TEST(GivenTwice, TwoLinesOfOneUnitThatAreAlikeAreToldAsItsOwn) {
  const auto found =
      same_rows("W,Ward 3,1311,1309,560,545,12,a\nW,Ward 3,1311,1309,560,545,12,b\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].words, "row 3 of f.csv has 5 figures of the unit's row 2 again, all alike");
}

}  // namespace
}  // namespace recanvass::formats
