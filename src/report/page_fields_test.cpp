#include "report/page_fields.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(PageFields, TheFirstCellOfARowIsItsHeadAndTheOthersKeepTheirs) {
  const ChartTable table{"Caption", {"Unit", "Votes"}, {{"Ward 1", "12"}, {"Ward 2", "7"}}};
  const base::Json fields = table_fields(table);
  EXPECT_EQ(fields["caption"], "Caption");
  EXPECT_EQ(fields["heads"].size(), 2u);
  EXPECT_EQ(fields["rows"][1]["first"], "Ward 2");
  EXPECT_EQ(fields["rows"][1]["cells"][0]["text"], "7");
  EXPECT_EQ(fields["rows"][1]["cells"][0]["head"], "Votes");
}

TEST(PageFields, NoChartIsAbsentAndLinesAreTexts) {
  EXPECT_TRUE(chart_fields(std::nullopt).is_null());
  EXPECT_EQ(line_fields({"a", "b"})[1]["text"], "b");
}

}  // namespace
}  // namespace recanvass::report
