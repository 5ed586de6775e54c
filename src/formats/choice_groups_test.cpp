#include "formats/choice_groups.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<ColumnGroup> looked_at(const std::vector<std::string>& headings, const Rows& rows) {
  auto groups = column_groups(headings, std::vector<bool>(headings.size(), true));
  for (ColumnGroup& group : groups) {
    for (const auto& row : rows) {
      group.look_at([&](std::size_t column) { return std::string_view(row[column]); });
    }
  }
  return groups;
}

TEST(ChoiceGroups, HeadingsThatCountNeighboursAreAGroup) {
  const std::vector<std::string> headings = {"Mayor",     "Council 1", "Council 2", "Judge 1st",
                                             "Judge 2nd", "Sheriff",   "",          "Seat A",
                                             "Seat B",    "Seat D",    "Board"};
  const auto groups = column_groups(headings, std::vector<bool>(headings.size(), true));
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[0].family, ColumnGroup::Family::Numbered);
  EXPECT_EQ(groups[0].contest, "Council");
  EXPECT_EQ(groups[1].family, ColumnGroup::Family::Ordered);
  EXPECT_EQ(groups[2].family, ColumnGroup::Family::OneTitle);
  EXPECT_EQ(groups[3].family, ColumnGroup::Family::Lettered);
  EXPECT_EQ(groups[3].first, 7U);
  EXPECT_EQ(groups[3].end, 9U);
  EXPECT_TRUE(
      column_groups(std::vector<std::string>{"Seat A", "Seats B", "Seat 2"}, {true, true, true})
          .empty());
  EXPECT_TRUE(
      column_groups(std::vector<std::string>{"Council 1", "Council 2"}, {true, false}).empty());
}

TEST(ChoiceGroups, SeatsByLetterStayApartAndAreRemarkedWhereTheirNamesAreTheSame) {
  const std::vector<std::string> headings = {"Council A", "Council B"};
  const Rows same = {{"Ann", "Bob"}, {"Bob", "Cy"}, {"Cy", "Ann"}};
  const auto shared = looked_at(headings, same);
  ASSERT_EQ(shared.size(), 1U);
  EXPECT_FALSE(shared[0].is_one_contest());
  EXPECT_EQ(shared[0].remark(headings),
            "the columns Council A to Council B were read as contests of their own, though they "
            "have the same names. If they are not: headings that are empty behind the first make "
            "one contest, headings that differ by more than a number make several");
  const auto other = looked_at(headings, {{"Ann", "Dee"}, {"Bob", "Eve"}});
  EXPECT_EQ(other[0].remark(headings), "");
  const auto numbered = looked_at({"Council 1", "Council 2"}, same);
  EXPECT_TRUE(numbered[0].is_one_contest());
}

}  // namespace
}  // namespace recanvass::formats
