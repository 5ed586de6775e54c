#include "election/marking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace recanvass::election {
namespace {

TEST(MarkingTable, TheSameMarksInAnyOrderAreOneMarking) {
  MarkingTable table;
  EXPECT_EQ(table.size(), 4U);
  const std::vector<Mark> up = {{0, 1, 1}, {1, 2, 1}};
  const std::vector<Mark> down = {{1, 2, 1}, {0, 1, 1}};
  const std::uint32_t code = table.code_of(MarkingState::Marked, up);
  EXPECT_EQ(table.code_of(MarkingState::Marked, down), code);
  EXPECT_NE(table.code_of(MarkingState::Overvoted, up), code);
  const std::vector<Mark> one = {{2, 1, 1}};
  EXPECT_EQ(table.code_of_one(2, 1), table.code_of(MarkingState::Marked, one));
  EXPECT_EQ(table.code_of_one(2, 1), table.code_of_one(2, 1));
  EXPECT_NE(table.code_of_one(2, 2), table.code_of_one(2, 1));
  const MarkingView view = table.at(code);
  EXPECT_TRUE(std::ranges::equal(view.marks, up));
}

TEST(MarkingTable, IsMadeAgainFromItsPartsAndOnlyFromPartsThatFit) {
  MarkingTable table;
  const std::vector<Mark> marks = {{0, 1, 1}, {1, 2, 1}};
  const std::uint32_t code = table.code_of(MarkingState::Marked, marks);
  auto again = MarkingTable::from_parts(table.all_states(), table.all_ends(), table.all_marks());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->size(), table.size());
  EXPECT_EQ(again->code_of(MarkingState::Marked, marks), code);
  EXPECT_EQ(again->code_of_one(0, 1), table.size());

  const auto fits = [&](auto&& spoil) {
    std::vector<MarkingState> states(table.all_states().begin(), table.all_states().end());
    std::vector<std::uint64_t> ends(table.all_ends().begin(), table.all_ends().end());
    std::vector<Mark> kept(table.all_marks().begin(), table.all_marks().end());
    spoil(states, ends, kept);
    return MarkingTable::from_parts(states, ends, kept).has_value();
  };
  using States = std::vector<MarkingState>;
  using Ends = std::vector<std::uint64_t>;
  using Marks = std::vector<Mark>;
  EXPECT_TRUE(fits([](States&, Ends&, Marks&) {}));
  EXPECT_FALSE(fits([](States& states, Ends&, Marks&) { states.pop_back(); }));
  EXPECT_FALSE(fits([](States& states, Ends&, Marks&) { states[4] = MarkingState{9}; }));
  EXPECT_FALSE(fits([](States& states, Ends&, Marks&) { std::swap(states[0], states[1]); }));
  EXPECT_FALSE(fits([](States&, Ends& ends, Marks&) { --ends.back(); }));
  EXPECT_FALSE(fits([](States&, Ends& ends, Marks&) { ends[1] = 9; }));
  EXPECT_FALSE(fits([](States&, Ends&, Marks& kept) { kept.pop_back(); }));
  EXPECT_FALSE(fits([](States&, Ends&, Marks& kept) { std::swap(kept[1], kept[2]); }));
  EXPECT_FALSE(fits([](States& states, Ends& ends, Marks& kept) {
    states.resize(3);
    ends.resize(3);
    kept.clear();
  }));
}

}  // namespace
}  // namespace recanvass::election
