#include "formats/columns_apart.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Rows of cells, x for a filled one; the columns are 3, 4, 5, ...
std::vector<std::size_t> begins_of(const std::vector<std::string>& rows) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < rows[0].size(); ++i) columns.push_back(i + 3);
  ColumnsApart apart(columns);
  for (const std::string& row : rows) {
    apart.look_at([&](std::size_t column) { return row[column - 3] != 'x'; });
  }
  return apart.begins();
}

using Columns = std::vector<std::size_t>;

TEST(ColumnsApart, PartsThatNoCardHasTwoOfAreContestsOfTheirOwn) {
  EXPECT_EQ(begins_of({"xx..", "..xx", "....", "xx.."}), (Columns{3, 5}));
  EXPECT_EQ(begins_of({"x....", ".xx..", "...xx"}), (Columns{3, 4, 6}));
}

TEST(ColumnsApart, AMissingCellMakesNoContests) {
  EXPECT_EQ(begins_of({"xxxx", "x.xx", "xxxx"}), Columns{}) << "a hole beside whole cards";
  EXPECT_EQ(begins_of({"xxxx", "...."}), Columns{}) << "a contest of all";
  EXPECT_EQ(begins_of({"xx..", "....", "xx.."}), Columns{}) << "nobody carries the rest";
  EXPECT_EQ(begins_of({"xx..", ".xx.", "..xx"}), Columns{}) << "parts that overlap";
}

}  // namespace
}  // namespace recanvass::formats
