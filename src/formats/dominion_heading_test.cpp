#include "formats/dominion_heading.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(DominionHeading, TitlesSayVotesAndRanks) {
  const auto plain = dominion_title_of("Mayor (City of X) (Vote For=2)");
  EXPECT_EQ(plain.name, "Mayor (City of X)");
  EXPECT_EQ(plain.vote_for, 2);
  EXPECT_EQ(plain.ranks, 0);
  const auto ranked = dominion_title_of("Mayor (Number of positions=1, Number of ranks=4)");
  EXPECT_EQ(ranked.name, "Mayor");
  EXPECT_EQ(ranked.vote_for, 1);
  EXPECT_EQ(ranked.ranks, 4);
  EXPECT_EQ(dominion_title_of("Mayor (City of X)").name, "Mayor (City of X)");
}

TEST(DominionHeading, ARankStandsBehindAName) {
  const auto ada = ranked_name("Ada (Lee)(2)");
  ASSERT_TRUE(ada);
  EXPECT_EQ(ada->name, "Ada (Lee)");
  EXPECT_EQ(ada->rank, 2);
  EXPECT_FALSE(ranked_name("Ada (Lee)"));
  EXPECT_FALSE(ranked_name("Ada"));
}

TEST(DominionHeading, FourKnownColumnsAreAHeading) {
  using Row = std::vector<std::string_view>;
  EXPECT_TRUE(is_dominion_heading_row(Row{"CvrNumber", "tabulatorNum", "BatchId", "RecordId"}));
  EXPECT_FALSE(is_dominion_heading_row(Row{"CvrNumber", "Batch", "BatchId", "RecordId"}));
  EXPECT_EQ(without_excel_form("=\"1-2-3\""), "1-2-3");
  EXPECT_EQ(without_excel_form("=1"), "=1");
}

}  // namespace
}  // namespace recanvass::formats
