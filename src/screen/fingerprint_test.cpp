#include "screen/fingerprint.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

TEST(Fingerprint, AUnitIsInTheCellOfItsTurnoutAndShare) {
  // 61 of 100 could vote, 40 of 61 for the choice: 61 % and 65.6 %.
  const std::vector<FingerprintUnit> units = {{40, 61, 100}, {400, 610, 1'000}, {10, 61, 100}};
  const Fingerprint picture = make_fingerprint(units);
  ASSERT_EQ(picture.cells.size(), 2u);
  EXPECT_EQ(picture.units, 3);
  EXPECT_EQ(picture.cells[0].turnout, 30);
  EXPECT_EQ(picture.cells[0].share, 8);
  EXPECT_EQ(picture.cells[1].share, 32);
  EXPECT_EQ(picture.cells[1].units, 2);
  EXPECT_EQ(picture.cells[1].votes, 671);
}

TEST(Fingerprint, AHundredPercentIsInTheLastCellAndMoreInNone) {
  const std::vector<FingerprintUnit> units = {{50, 50, 50}, {0, 51, 50}, {0, 0, 50}, {0, 3, 0}};
  const Fingerprint picture = make_fingerprint(units);
  ASSERT_EQ(picture.cells.size(), 1u);
  EXPECT_EQ(picture.cells[0].turnout, Fingerprint::kCells - 1);
  EXPECT_EQ(picture.cells[0].share, Fingerprint::kCells - 1);
  EXPECT_EQ(picture.above, 1);
  EXPECT_EQ(picture.empty, 2);
  // An edge belongs to the cell above it: 2 of 100 are in the second.
  const std::vector<FingerprintUnit> edge = {{1, 2, 100}};
  EXPECT_EQ(make_fingerprint(edge).cells[0].turnout, 1);
  EXPECT_EQ(make_fingerprint(edge).cells[0].share, 25);
}

}  // namespace
}  // namespace recanvass::screen
