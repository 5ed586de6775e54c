#include "formats/workbook_writer.h"

#include "formats/card_round_trip.h"
#include "formats/workbook_rows.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::formats {
namespace {

using Cells = std::vector<std::string_view>;

std::vector<std::vector<std::string>> rows_read(const std::string& workbook) {
  const TripFolder folder;
  const std::filesystem::path path = folder.path() / "w.xlsx";
  std::ofstream(path, std::ios::binary) << workbook;
  auto archive = ZipArchive::open(path, "w.xlsx");
  RECANVASS_CHECK(archive.ok());
  const auto sheets = sheets_of(**archive, "w.xlsx");
  RECANVASS_CHECK(sheets.ok());
  auto rows = open_sheet(*archive, sheets->at(0).entry, "w.xlsx");
  RECANVASS_CHECK(rows.ok());
  std::vector<std::vector<std::string>> found;
  while ((*rows)->next()) {
    found.emplace_back((*rows)->fields().begin(), (*rows)->fields().end());
  }
  EXPECT_TRUE((*rows)->problems().empty()) << base::sentences((*rows)->problems());
  return found;
}

TEST(WorkbookWriter, TextsComeBackAsTheyWere) {
  std::vector<std::string> wide(703);
  wide[0] = " <Ada> & \"Ben\" ";
  wide[25] = "Z";
  wide[26] = "AA";
  wide[702] = "AAA";
  WorkbookWriter writer;
  writer.add_row(Cells(wide.begin(), wide.end()));
  writer.add_row(Cells{"", "007", ""});
  const auto bytes = writer.bytes();
  ASSERT_TRUE(bytes.ok());
  const auto rows = rows_read(*bytes);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], wide);
  EXPECT_EQ(rows[1][1], "007");
}

TEST(WorkbookWriter, RowsThatExcelCannotHoldAreCountedAndNotKept) {
  WorkbookWriter writer;
  const Cells empty;
  for (std::uint64_t i = 0; i < WorkbookWriter::kRowsMax + 2; ++i) writer.add_row(empty);
  EXPECT_EQ(writer.rows(), WorkbookWriter::kRowsMax + 2);
  EXPECT_EQ(rows_read(*writer.bytes()).size(), WorkbookWriter::kRowsMax);
}

}  // namespace
}  // namespace recanvass::formats
