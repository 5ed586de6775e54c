#include "formats/published_table.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(PublishedTable, HeaderIsFoundBelowATitleAndRowsKeepTheirLines) {
  const auto table = PublishedTable::open(
      "\"A title\",,\n\nContest_Name, Min  Margin ,note\nMayor,\"1,007\",x\nEnd of worksheet,,\n",
      "a.csv", {"contest name", "min margin"});
  ASSERT_NE(table, nullptr);
  ProblemList problems;
  ASSERT_TRUE(table->next(problems));
  EXPECT_EQ(table->line(), 4);
  EXPECT_EQ(table->cell("contest name"), "Mayor");
  EXPECT_EQ(table->whole("min margin", problems), 1007);
  EXPECT_EQ(table->whole("absent", problems), std::nullopt);
  EXPECT_FALSE(table->next(problems));
  EXPECT_EQ(table->rows_of_words(), 1);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(table->unused(), std::vector<std::string>{"note"});
}

TEST(PublishedTable, WithoutTheNeededColumnsThereIsNone) {
  EXPECT_EQ(PublishedTable::open("a,b\n1,2\n", "a.csv", {"c"}), nullptr);
  EXPECT_EQ(PublishedTable::open("", "a.csv", {"c"}), nullptr);
}

TEST(PublishedTable, EveryBadCellIsToldWithRowAndColumn) {
  const auto table =
      PublishedTable::open("name,votes,share\na,12O,0.5\nb,-1,much\nc,3\n", "a.csv", {"name"});
  ASSERT_NE(table, nullptr);
  ProblemList problems;
  while (table->next(problems)) {
    table->whole("votes", problems);
    table->decimal("share", problems);
  }
  const auto found = problems.take();
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].place.row, 2);
  EXPECT_EQ(found[0].place.column, "votes");
  EXPECT_EQ(found[2].cause, "published.number");
  EXPECT_EQ(found[2].place.column, "share");
  EXPECT_EQ(found[3].cause, "csv.ragged");
  EXPECT_EQ(found[3].place.row, 4);
}

}  // namespace
}  // namespace recanvass::formats
