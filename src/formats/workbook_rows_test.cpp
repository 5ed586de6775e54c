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
  std::string cause;
};

Read read_sheet(const std::string& rows, const char* texts = kTexts) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "book.xlsx";
  write_zip(path, {{"xl/workbook.xml", kWorkbook},
                   {"xl/_rels/workbook.xml.rels", kRelations},
                   {"xl/sharedStrings.xml", texts},
                   {"xl/worksheets/sheet2.xml",
                    "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
  auto archive = ZipArchive::open(path, "book.xlsx");
  EXPECT_TRUE(archive.ok());
  auto opened = open_workbook(*archive, "book.xlsx");
  if (!opened) return {{}, opened.problems()[0].cause};
  const auto table = std::move(opened).value();
  Read read;
  while (table->next()) {
    read.rows.push_back(fmt::format("{}: {}", table->line(), fmt::join(table->fields(), "|")));
  }
  if (!table->problems().empty()) read.cause = table->problems()[0].cause;
  return read;
}

TEST(WorkbookRows, CellsAreWhatIsWrittenInThem) {
  using Rows = std::vector<std::string>;
  const auto read = read_sheet(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/></row>)"
      R"(<row r="3"><c r="B3"><v>12</v></c></row>)"
      R"(<row><c t="inlineStr"><is><t>in &amp; line</t></is></c><c t="str"><f>A1</f><v>x</v></c>)"
      R"(<c><v>0012</v></c><c><v>7</v></c></row>)");
  EXPECT_EQ(read.cause, "");
  EXPECT_EQ(read.rows, (Rows{"1: Precinct|Ada L.|", "3: |12|", "4: in & line|x|0012|7"}));
}

TEST(WorkbookRows, WhatIsNoTableIsRefused) {
  EXPECT_EQ(read_sheet(R"(<row><c t="e"><v>#REF!</v></c></row>)").cause, "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c t="s"><v>2</v></c></row>)").cause, "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c r="B1"/><c r="A1"/></row>)").cause, "workbook.cell");
  EXPECT_EQ(read_sheet(R"(<row><c r="ZZZZ1"><v>1</v></c></row>)").cause, "workbook.cell");
  EXPECT_EQ(read_sheet("<row>").cause, "xml.syntax");
  EXPECT_EQ(read_sheet("", "<!DOCTYPE x><sst/>").cause, "xml.document-type");
}

TEST(WorkbookRows, AWorkbookWithoutASheetIsRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "book.xlsx";
  write_zip(path, {{"xl/workbook.xml", kWorkbook}, {"xl/_rels/workbook.xml.rels", kRelations}});
  auto archive = ZipArchive::open(path, "book.xlsx");
  const auto opened = open_workbook(*archive, "book.xlsx");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "workbook.broken");
}

TEST(WorkbookRows, MinneapolisHas80101RowsUnderItsHeading) {
  const fs::path file =
      fs::path(RECANVASS_SHARED_DIR) / "data/cvr/ess/2013_minneapolis_mayor_cvr.xlsx";
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto files = InputFiles::open({file});
  ASSERT_TRUE(files.ok());
  ASSERT_TRUE(files->files()[0].is_workbook);
  auto opened = open_workbook(*files->workbook(0), "m.xlsx");
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
