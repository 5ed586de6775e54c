#include "formats/cost_reader.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(CostReader, LinesKeepTheirOrderAndTheirCents) {
  const auto lines = parse_cost_lines(
      "item,usd,county,note\nstaff,\"3,499.89\",Dane,x\nroom,12,Dane,\n,9117.62,Oneida,\n",
      "f.csv");
  ASSERT_TRUE(lines.ok()) << base::sentences(lines.problems());
  ASSERT_EQ(lines->size(), 3u);
  EXPECT_EQ((*lines)[0].county, "Dane");
  EXPECT_EQ((*lines)[0].item, "staff");
  EXPECT_EQ((*lines)[0].cost, base::UsdCents(349989));
  EXPECT_EQ((*lines)[2].cost, base::UsdCents(911762));
}

TEST(CostReader, EachFaultIsNamedWithItsPlace) {
  struct Case {
    const char* what;
    const char* text;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& row : {
           Case{"no usd column", "county,cost\nDane,1\n", "cost.column", 1},
           Case{"an unknown column", "county,usd,phone\nDane,1,2\n", "cost.unknown-column", 1},
           Case{"a total row", "county,usd\nDane,1\nTotals,1\n", "cost.total-row", 3},
           Case{"a bad amount", "county,usd\nDane,\"1,00\"\n", "money.format", 2},
           Case{"a negative amount", "county,usd\nDane,-5\n", "money.format", 2},
           Case{"a county twice", "county,usd\nDane,1\nDane,2\n", "cost.duplicate", 3},
           Case{"no county", "county,usd\nDane,1\n,2\n", "cost.county", 3},
           Case{"no line", "county,usd\n", "cost.none", 0},
           Case{"no text", "", "csv.empty", 0},
       }) {
    const auto lines = parse_cost_lines(row.text, "f.csv");
    ASSERT_FALSE(lines.ok()) << row.what;
    EXPECT_EQ(lines.problems()[0].cause, row.cause) << row.what;
    EXPECT_EQ(lines.problems()[0].place.row, row.row) << row.what;
    EXPECT_EQ(lines.problems()[0].place.file, "f.csv") << row.what;
  }
}

TEST(CostReader, AllFaultsAreToldAtOnce) {
  const auto lines = parse_cost_lines("county,usd\nDane,x\nVilas,-1\nDane,2\nTotal,9\n", "f.csv");
  ASSERT_FALSE(lines.ok());
  EXPECT_EQ(lines.problems().size(), 3u) << base::sentences(lines.problems());
}

TEST(CostReader, ALineGivenTwiceIsNamedAsItIsWritten) {
  const auto county = parse_cost_lines("county,usd\nDane,1\nDane ,2\n", "f.csv");
  ASSERT_FALSE(county.ok());
  EXPECT_EQ(county.problems()[0].found, "\"Dane\" again");
  EXPECT_EQ(county.problems()[0].wanted, "each county and item once; line 2 has it already");
  const auto item = parse_cost_lines("county,item,usd\nDane,staff,1\nDane,staff,2\n", "f.csv");
  ASSERT_FALSE(item.ok());
  EXPECT_EQ(item.problems()[0].found, "\"Dane\", item \"staff\" again");
}

}  // namespace
}  // namespace recanvass::formats
