#include "formats/table_file.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(TableFile, GivesTheFirstRowsOfATable) {
  const auto files = InputFiles::of_texts({{"a.csv", "a,b\n1,2\n3,4\n"}, {"b.csv", "a\n\"b"}});
  using Rows = std::vector<std::vector<std::string>>;
  EXPECT_EQ(*first_rows(files, 0, 2), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(first_rows(files, 0, 9)->size(), 3U);
  EXPECT_EQ(*first_rows(files, 1, 9), (Rows{{"a"}}));
}

TEST(TableFile, RowsThatHoldNothingAreBlank) {
  const std::vector<std::string_view> blank = {"", " ", "\t"};
  const std::vector<std::string_view> filled = {"", "0"};
  EXPECT_TRUE(is_blank_row(blank));
  EXPECT_FALSE(is_blank_row(filled));
}

}  // namespace
}  // namespace recanvass::formats
