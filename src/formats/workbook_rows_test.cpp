#include "formats/workbook_rows.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

const char* const kWorkbook =
    R"(<workbook xmlns:r="r"><sheets><sheet name="Notes" sheetId="1" state="hidden" r:id="rId9"/>)"
    R"(<sheet name="Cards" sheetId="2" r:id="rId1"/></sheets></workbook>)";
const char* const kRelations =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet2.xml"/></Relationships>)";
const char* const kTexts =
    "<sst><si><t>Precinct</t></si><si><r><t>Ada </t></r><r><t>L.</t></r><rPh><t>x</t></rPh></si>"
    "</sst>";

struct Read {
  std::vector<std::string> rows;  // "line: a|b|c"
  base::Problems problems;
  std::vector<std::string> remarks;
  [[nodiscard]] std::string cause() const { return problems.empty() ? "" : problems[0].cause; }
};

Read read_sheet(const std::string& rows, const char* texts = kTexts, const char* columns = "") {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "book.xlsx";
  write_zip(path,
            {{"xl/workbook.xml", kWorkbook},
             {"xl/_rels/workbook.xml.rels", kRelations},
             {"xl/sharedStrings.xml", texts},
             {"xl/worksheets/sheet2.xml", "<worksheet>" + std::string(columns) + "<sheetData>" +
                                              rows + "</sheetData></worksheet>"}});
  auto archive = ZipArchive::open(path, "book.xlsx");
  EXPECT_TRUE(archive.ok());
  const auto sheets = sheets_of(**archive, "book.xlsx");
  EXPECT_TRUE(sheets.ok());
  auto opened = open_sheet(*archive, sheets->at(1).entry, "book.xlsx");
  if (!opened) return {{}, opened.problems(), {}};
  const auto table = std::move(opened).value();
  Read read;
  while (table->next()) {
    read.rows.push_back(fmt::format("{}: {}", table->line(), fmt::join(table->fields(), "|")));
  }
  read.problems = table->problems();
  read.remarks = table->remarks();
  return read;
}

TEST(WorkbookRows, CellsAreWhatIsWrittenInThem) {
  using Rows = std::vector<std::string>;
  const auto read = read_sheet(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/></row>)"
      R"(<row r="3"><c r="B3"><v>12</v></c></row>)"
      R"(<row><c t="inlineStr"><is><t>in &amp; line</t></is></c><c t="str"><f>A1</f><v>x</v></c>)"
      R"(<c><v>0012</v></c><c><v>7</v></c></row>)");
  EXPECT_EQ(read.cause(), "");
  EXPECT_EQ(read.rows, (Rows{"1: Precinct|Ada L.|", "3: |12|", "4: in & line|x|0012|7"}));
}

TEST(WorkbookRows, WhatIsNoTableIsRefused) {
  EXPECT_EQ(read_sheet(R"(<row><c t="e"><v>#REF!</v></c></row>)").cause(), "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c t="s"><v>2</v></c></row>)").cause(), "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c r="B1"/><c r="A1"/></row>)").cause(), "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c r="ZZZZ1"><v>1</v></c></row>)").cause(), "workbook.cell");
  EXPECT_EQ(read_sheet("<row>").cause(), "xml.syntax");
  EXPECT_EQ(read_sheet("", "<!DOCTYPE x><sst/>").cause(), "xml.document-type");
}

// Rows are there before what is wrong with one of them is told, so that a table with an error in a
// cell is known for what it is; and every such cell is named.
TEST(WorkbookRows, EveryCellThatIsRefusedIsNamedAndTheRowsStay) {
  using Rows = std::vector<std::string>;
  const auto read = read_sheet(
      R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>2</v></c>)"
      R"(</row><row r="2"><c r="B2"><v>3</v></c><c r="A2"><v>4</v></c></row>)"
      R"(<row r="3"><c r="A3" t="e"><v>#DIV/0!</v></c></row>)");
  EXPECT_EQ(read.rows, (Rows{"1: 1||2", "2: |3|4", "3: ||"}));
  ASSERT_EQ(read.problems.size(), 3U);
  EXPECT_EQ(
      read.problems[0].sentence(),
      "book.xlsx:1, cell B1: found the error \"#N/A\"; wanted a value. Correct the cell where "
      "the sheet was made, or save the sheet as CSV UTF-8.");
  EXPECT_EQ(read.problems[1].place.column, "cell A2");
  EXPECT_EQ(read.problems[2].place.row, 3);
  EXPECT_EQ(read.problems[2].place.column, "cell A3");
}

// Programs write formulas without their values, and merged cells have one value for several.
TEST(WorkbookRows, CellsWithoutAValueOfTheirOwnAreRefused) {
  for (const char* value : {"", "<v/>", "<v></v>"}) {
    const auto read =
        read_sheet(std::string(R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f>)") + value +
                   "</c></row>");
    ASSERT_EQ(read.problems.size(), 1U) << value;
    EXPECT_EQ(read.problems[0].place.column, "cell B1");
    EXPECT_EQ(read.problems[0].found, "a formula without its value");
  }
  EXPECT_EQ(read_sheet(R"(<row><c t="str"><f>A1</f><v></v></c></row>)").cause(), "")
      << "its value is an empty text";
  const char* const row = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  const auto rows = read_sheet(std::string(row) +
                               "</sheetData><mergeCells><mergeCell ref=\"D2:D3\"/>"
                               "</mergeCells><sheetData>");
  ASSERT_EQ(rows.problems.size(), 1U);
  EXPECT_EQ(rows.problems[0].place.row, 2);
  EXPECT_EQ(rows.problems[0].place.column, "cell D2");
  const auto one = read_sheet(std::string(row) +
                              "</sheetData><mergeCells><mergeCell ref=\"A1:F1\"/>"
                              "</mergeCells><sheetData>");
  EXPECT_EQ(one.cause(), "");
  ASSERT_EQ(one.remarks.size(), 1U);
  EXPECT_NE(one.remarks[0].find("A1:F1"), std::string::npos);
}

TEST(WorkbookRows, HiddenRowsAndColumnsAreReadAndSaid) {
  using Texts = std::vector<std::string>;
  const std::string rows =
      R"(<row r="1"><c><v>1</v></c><c><v>2</v></c></row>)"
      R"(<row r="2" hidden="1"><c><v>3</v></c></row>)"
      R"(<row r="3" hidden="true"><c><v>4</v></c></row><row r="4" hidden="1"/>)"
      R"(<row r="5" hidden="0"><c><v>5</v></c></row>)";
  EXPECT_EQ(read_sheet(rows).remarks, (Texts{"2 hidden rows were read like the rest"}));
  // Columns of the table only: people hide all to the right of it.
  const auto read = read_sheet(
      rows, kTexts,
      R"(<cols><col min="2" max="16384" hidden="1"/><col min="1" max="1" width="9"/></cols>)");
  EXPECT_EQ(read.remarks, (Texts{"2 hidden rows were read like the rest",
                                 "1 hidden column was read like the rest"}));
  EXPECT_EQ(read.rows.size(), 5U);
}

TEST(WorkbookRows, AWorkbookWithoutASheetIsRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "book.xlsx";
  write_zip(path, {{"xl/workbook.xml", kWorkbook}, {"xl/_rels/workbook.xml.rels", kRelations}});
  auto archive = ZipArchive::open(path, "book.xlsx");
  const auto sheets = sheets_of(**archive, "book.xlsx");
  ASSERT_TRUE(sheets.ok());
  ASSERT_EQ(sheets->size(), 2U);
  EXPECT_TRUE(sheets->at(0).hidden);
  EXPECT_EQ(sheets->at(0).entry, "");
  EXPECT_EQ(sheets->at(1).name, "Cards");
  const auto opened = open_sheet(*archive, sheets->at(1).entry, "book.xlsx");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "workbook.broken");

  write_workbook(path, {{"Old", "<sheetData/>", R"(state="veryHidden")"}});
  const auto files = InputFiles::open({path});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problems()[0].found, "no sheet that can be seen");
}

TEST(WorkbookRows, MinneapolisHas80101RowsUnderItsHeading) {
  const fs::path file =
      fs::path(RECANVASS_SHARED_DIR) / "data/cvr/ess/2013_minneapolis_mayor_cvr.xlsx";
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto files = InputFiles::open({file});
  ASSERT_TRUE(files.ok());
  ASSERT_TRUE(files->files()[0].is_workbook);
  const InputFiles::Sheet sheet = files->sheet(0);
  auto opened = open_sheet(sheet.archive, sheet.entry, "m.xlsx");
  ASSERT_TRUE(opened.ok());
  const auto table = std::move(opened).value();
  ASSERT_TRUE(table->next());
  EXPECT_EQ(table->fields().back(), "COUNT");
  std::int64_t rows = 0;
  while (table->next()) ++rows;
  EXPECT_TRUE(table->problems().empty());
  EXPECT_EQ(rows, 80'101);
  EXPECT_EQ(table->line(), 80'102);
}

}  // namespace
}  // namespace recanvass::formats
