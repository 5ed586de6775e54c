#include "formats/returns_table.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ReturnsTableTest, ANameKeepsItsNumberInAnyOrder) {
  NamePool pool;
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(pool.number_of("a"), 0u);
    EXPECT_EQ(pool.number_of("b"), 1u);
    EXPECT_EQ(pool.number_of("c"), 2u);
    EXPECT_EQ(pool.number_of("b"), 1u);
    EXPECT_EQ(pool.number_of("b"), 1u);
  }
  EXPECT_EQ(pool.size(), 3u);
  EXPECT_EQ(pool.name(2), "c");
}

TEST(ReturnsTableTest, UnitsOfOneNameInTwoCountiesAreTwo) {
  ReturnsTable table;
  EXPECT_EQ(table.unit_of("Ward 1", "dane"), 0u);
  EXPECT_EQ(table.unit_of("Ward 1", "iron"), 1u);
  EXPECT_EQ(table.unit_of("Ward 1", "dane"), 0u);
  EXPECT_EQ(table.section_of("", "us-wi", "mayor"), 0u);
  EXPECT_EQ(table.section_of("", "us-wi", "mayor", "2016"), 1u);
  table.add_figure(0, 0, "ada", "", 5, 2);
  table.add_figure(1, 0, "ada", "", 6, 3);
  table.add_figure(0, 1, "ada", "", 7, 4);
  EXPECT_EQ(table.figures_by_section(), (std::vector<std::vector<std::uint32_t>>{{0, 2}, {1}}));
}

TEST(ReturnsTableTest, ACandidateOnTwoLinesHasOneName) {
  EXPECT_NE(choice_key("Ada", "Green"), choice_key("Ada", "Blue"));
  EXPECT_EQ(choice_name(choice_key("Ada", "Green")), "Ada");
  EXPECT_EQ(choice_name("Ada"), "Ada");
}

}  // namespace
}  // namespace recanvass::formats
