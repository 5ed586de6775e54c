#include "formats/workbook_writer.h"

#include "formats/xml_text.h"
#include "formats/zip_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace recanvass::formats {
namespace {

constexpr const char* kXmlBegin = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr const char* kKinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";

// "A", "Z", "AA" for columns 0, 25, 26.
std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return letters;
}

std::string relation(const char* of, const char* target) {
  return fmt::format(
      "{}<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" Type=\"{}/{}\" "
      "Target=\"{}\"/></Relationships>",
      kXmlBegin, kPackage, kOffice, of, target);
}

std::string content_types() {
  return fmt::format(
      "{}<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{}.sheet.main+xml\"/>"
      "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{}.worksheet+xml\"/></Types>",
      kXmlBegin, kPackage, kKinds, kKinds);
}

}  // namespace

WorkbookWriter::WorkbookWriter()
    : sheet_(fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>", kXmlBegin, kMain)) {}

void WorkbookWriter::add_row(std::span<const std::string_view> cells) {
  if (++rows_ > kRowsMax) return;
  fmt::format_to(std::back_inserter(sheet_), "<row r=\"{}\">", rows_);
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const std::string_view text = cells[column];
    if (text.empty() && rows_ > 1) continue;
    if (text.empty()) {  // a heading that is empty is one of the table's columns all the same
      fmt::format_to(std::back_inserter(sheet_), "<c r=\"{}1\"/>", column_letters(column));
      continue;
    }
    // Without the mark spaces at both ends of a text do not count.
    const bool spaced = text.front() == ' ' || text.back() == ' ';
    fmt::format_to(std::back_inserter(sheet_), "<c r=\"{}{}\" t=\"inlineStr\"><is><t{}>",
                   column_letters(column), rows_, spaced ? " xml:space=\"preserve\"" : "");
    append_xml_text(sheet_, text);
    sheet_ += "</t></is></c>";
  }
  sheet_ += "</row>\n";
}

base::Result<std::string> WorkbookWriter::bytes() {
  ZipWriter archive;
  archive.add("[Content_Types].xml", content_types());
  archive.add("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
  archive.add("xl/workbook.xml",
              fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets><sheet name=\"Sheet1\" "
                          "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                          kXmlBegin, kMain, kOffice));
  archive.add("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
  sheet_ += "</sheetData></worksheet>";
  archive.add("xl/worksheets/sheet1.xml", std::exchange(sheet_, {}));
  return archive.bytes();
}

}  // namespace recanvass::formats
