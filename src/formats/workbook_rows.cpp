#include "formats/workbook_rows.h"

#include "base/figures.h"
#include "formats/problem_list.h"
#include "formats/xml_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

constexpr std::size_t kSheetColumnsMax = 16'384;  // Excel's own limit
constexpr std::size_t kSheetsMax = 1'000;
constexpr std::size_t kTextsMax = std::size_t{1} << 28U;  // bytes of shared texts

base::Problem workbook_problem(const char* cause, const std::string& name, std::int64_t row,
                               std::string found, std::string wanted) {
  return {cause,
          {name, row, {}},
          std::move(found),
          std::move(wanted),
          "Save the sheet as CSV UTF-8 and give that file."};
}

// Sheets by their ids, and the files that ids stand for.
class SheetFinder : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t) override {
    if (name == "sheet" && sheets_.size() <= kSheetsMax) {
      const std::string_view state = attribute_of(attributes, "state");
      sheets_.push_back({std::string(attribute_of(attributes, "name")),
                         std::string(attribute_of(attributes, "id")),
                         !state.empty() && state != "visible"});
    }
    if (name == "Relationship") {
      targets_[std::string(attribute_of(attributes, "Id"))] = attribute_of(attributes, "Target");
    }
  }
  void end(std::string_view, std::int64_t) override {}
  void text(std::string_view) override {}

  // With the entry in the archive for the id.
  [[nodiscard]] std::vector<WorkbookSheet> sheets() && {
    for (WorkbookSheet& sheet : sheets_) {
      const auto found = targets_.find(sheet.entry);
      if (found == targets_.end()) {
        sheet.entry.clear();
      } else {
        sheet.entry =
            found->second.starts_with('/') ? found->second.substr(1) : "xl/" + found->second;
      }
    }
    return std::move(sheets_);
  }

 private:
  std::vector<WorkbookSheet> sheets_;
  std::map<std::string, std::string> targets_;
};

// The texts that cells refer to by number.
class SharedTexts : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>&, std::int64_t) override {
    if (name == "rPh") ++phonetic_;
    in_text_ = name == "t" && phonetic_ == 0;
  }
  void end(std::string_view name, std::int64_t) override {
    in_text_ = false;
    if (name == "rPh") --phonetic_;
    if (name == "si") ends_.push_back(bytes_.size());
  }
  void text(std::string_view characters) override {
    if (in_text_ && !too_large()) bytes_ += characters;
  }
  [[nodiscard]] bool too_large() const { return bytes_.size() > kTextsMax; }
  [[nodiscard]] std::optional<std::string_view> at(std::size_t number) const {
    if (number >= ends_.size()) return std::nullopt;
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(begin, ends_[number] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

struct SheetRow {
  std::int64_t line = 0;
  std::string bytes;
  std::vector<std::size_t> ends;  // of each cell in bytes
};

// "BC12" is column 54, from 0; no value: no cell's name.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z';
       ++letters) {
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
    if (column > kSheetColumnsMax) return std::nullopt;
  }
  return letters == 0 ? std::nullopt : std::optional(column - 1);
}

bool is_true(std::string_view attribute) { return attribute == "1" || attribute == "true"; }

std::uint64_t row_number_in(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Cells of a sheet, a row at a time.
class SheetReading : public XmlListener {
 public:
  SheetReading(const SharedTexts& texts, std::string name)
      : texts_(texts), name_(std::move(name)) {}

  std::deque<SheetRow> rows;
  ProblemList problems;
  std::uint64_t hidden_rows = 0;
  std::vector<std::string> merged;  // cells of one row that are one cell
  std::vector<std::pair<std::uint64_t, std::uint64_t>> hidden_columns;  // first and last, from 1

  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t) override {
    if (name == "row") {
      row_ = {};
      row_.line = ++line_;
      hidden_ = is_true(attribute_of(attributes, "hidden"));
      const auto line = static_cast<std::int64_t>(row_number_in(attribute_of(attributes, "r")));
      if (line > line_) row_.line = line_ = line;
    } else if (name == "col" && is_true(attribute_of(attributes, "hidden"))) {
      hidden_columns.emplace_back(row_number_in(attribute_of(attributes, "min")),
                                  row_number_in(attribute_of(attributes, "max")));
    } else if (name == "c") {
      begin_cell(attributes);
    } else if (name == "f") {
      computed_ = true;
    } else if (name == "mergeCell") {
      take_merged(attribute_of(attributes, "ref"));
    }
    takes_text_ = name == "v" || name == "t";
  }
  void end(std::string_view name, std::int64_t) override {
    takes_text_ = false;
    if (name == "c") end_cell();
    if (name != "row") return;
    if (hidden_ && !row_.bytes.empty()) ++hidden_rows;
    rows.push_back(std::move(row_));
  }
  void text(std::string_view characters) override {
    if (takes_text_) value_ += characters;
  }

 private:
  void begin_cell(const std::vector<XmlAttribute>& attributes) {
    kind_ = attribute_of(attributes, "t");
    value_.clear();
    computed_ = false;
    column_ = row_.ends.size();
    reference_ = attribute_of(attributes, "r");
    if (reference_.empty()) return;
    const auto column = column_of(reference_);
    if (!column || *column < row_.ends.size()) {
      refuse("a cell called " + quote(reference_), "cells from left to right");
    } else {
      column_ = *column;
    }
  }
  // Cells over several rows: all but the first are empty, so that its value would be one card's.
  void take_merged(std::string_view cells) {
    const std::size_t colon = cells.find(':');
    if (colon == std::string_view::npos) return;
    const auto row_in = [](std::string_view reference) {
      const std::size_t digit = reference.find_first_of("0123456789");
      return digit == std::string_view::npos ? 0U : row_number_in(reference.substr(digit));
    };
    const std::uint64_t first = row_in(cells.substr(0, colon));
    if (first == row_in(cells.substr(colon + 1))) {
      merged.emplace_back(cells);
      return;
    }
    row_.line = static_cast<std::int64_t>(first);
    reference_ = cells.substr(0, colon);
    refuse("cells over several rows, merged: " + quote(cells), "a value in each cell");
  }
  void refuse(std::string found, std::string wanted) {
    auto problem =
        workbook_problem("workbook.cell", name_, row_.line, std::move(found), std::move(wanted));
    if (!reference_.empty()) problem.place.column = "cell " + reference_;
    problem.mend = "Correct the cell where the sheet was made, or save the sheet as CSV UTF-8.";
    problems.add(std::move(problem));
  }
  void end_cell() {
    std::string_view value = value_;
    if (kind_ == "s") {
      std::size_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      const auto text = error == std::errc{} ? texts_.at(number) : std::nullopt;
      if (!text) refuse("a text that the workbook does not hold", "a text of the workbook");
      value = text.value_or(std::string_view());
    } else if (kind_ == "e") {
      refuse("the error " + quote(value), "a value");
      value = {};
    } else if (computed_ && value.empty() && kind_ != "str") {
      refuse("a formula without its value", "a value");
    }
    row_.ends.resize(std::max(row_.ends.size(), column_), row_.bytes.size());
    row_.bytes += value;
    row_.ends.push_back(row_.bytes.size());
  }

  const SharedTexts& texts_;
  std::string name_;
  SheetRow row_;
  std::int64_t line_ = 0;
  bool hidden_ = false;
  std::string kind_;
  std::string reference_;
  std::string value_;
  std::size_t column_ = 0;
  bool takes_text_ = false;
  bool computed_ = false;
};

using SheetCells = std::set<std::pair<std::int64_t, std::size_t>>;  // rows from 1, columns from 0

// The files that a part of a workbook refers to, by what they are.
class RelationFinder : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t) override {
    const bool drawing = attribute_of(attributes, "Type").ends_with("/relationships/drawing");
    if (name == "Relationship" && drawing) drawing_ = attribute_of(attributes, "Target");
  }
  void end(std::string_view, std::int64_t) override {}
  void text(std::string_view) override {}
  [[nodiscard]] const std::string& drawing() const { return drawing_; }

 private:
  std::string drawing_;
};

// The cells on which the pictures of a drawing begin.
class PictureFinder : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>&, std::int64_t) override {
    text_.clear();
    if (name.ends_with("CellAnchor")) {
      is_picture_ = in_from_ = false;
      row_ = column_ = 0;
    }
    if (name == "from") in_from_ = true;
    if (name == "pic") is_picture_ = true;
  }
  void end(std::string_view name, std::int64_t) override {
    if (in_from_ && name == "row") row_ = row_number_in(text_);
    if (in_from_ && name == "col") column_ = row_number_in(text_);
    if (name == "from") in_from_ = false;
    if (!is_picture_ || !name.ends_with("CellAnchor") || cells_.size() >= kPicturesMax) return;
    cells_.emplace(static_cast<std::int64_t>(row_) + 1, column_);
  }
  void text(std::string_view characters) override {
    constexpr std::size_t kDigits = 9;
    if (in_from_ && text_.size() < kDigits) text_ += characters.substr(0, kDigits - text_.size());
  }
  [[nodiscard]] SheetCells cells() && { return std::move(cells_); }

 private:
  static constexpr std::size_t kPicturesMax = 1'000'000;
  SheetCells cells_;
  std::string text_;
  std::uint64_t row_ = 0;
  std::uint64_t column_ = 0;
  bool in_from_ = false;
  bool is_picture_ = false;
};

class WorkbookRows : public TableRows {
 public:
  WorkbookRows(std::unique_ptr<SharedTexts> texts, std::unique_ptr<ByteSource> sheet,
               SheetCells pictures, const std::string& name)
      : pictures_(std::move(pictures)),
        texts_(std::move(texts)),
        sheet_(std::move(sheet)),
        reading_(*texts_, name),
        feed_(name, reading_) {}

  bool next() override {
    while (reading_.rows.empty() && broken_.empty() && !ended_) read_more();
    if (reading_.rows.empty()) {
      if (!reading_.problems.empty()) problems_ = reading_.problems.take();
      problems_.insert(problems_.end(), broken_.begin(), broken_.end());
      broken_.clear();
      ended_ = true;
      return false;
    }
    row_ = std::move(reading_.rows.front());
    reading_.rows.pop_front();
    fields_.clear();
    std::size_t begin = 0;
    for (const std::size_t end : row_.ends) {
      fields_.push_back(std::string_view(row_.bytes).substr(begin, end - begin));
      begin = end;
    }
    if (width_ == 0) width_ = fields_.size();
    if (fields_.size() < width_) fields_.resize(width_);
    return true;
  }
  [[nodiscard]] std::span<const std::string_view> fields() const override { return fields_; }
  [[nodiscard]] std::int64_t line() const override { return row_.line; }
  [[nodiscard]] const base::Problems& problems() const override { return problems_; }
  [[nodiscard]] bool has_picture(std::size_t column) const override {
    return pictures_.contains({row_.line, column});
  }
  [[nodiscard]] bool has_pictures() const override { return !pictures_.empty(); }
  [[nodiscard]] std::vector<std::string> remarks() const override {
    std::uint64_t columns = 0;
    for (const auto& [first, last] : reading_.hidden_columns) {
      const std::uint64_t end = std::min<std::uint64_t>(last, width_);
      if (first > 0 && first <= end) columns += end - first + 1;
    }
    std::vector<std::string> told;
    const auto tell = [&](std::uint64_t hidden, const char* one, const char* many) {
      if (hidden == 0) return;
      told.push_back(base::counted(static_cast<std::int64_t>(hidden), one, many) +
                     " read like the rest");
    };
    tell(reading_.hidden_rows, "hidden row was", "hidden rows were");
    tell(columns, "hidden column was", "hidden columns were");
    if (!reading_.merged.empty()) {
      told.push_back("merged cells have their value in the first of them only: " +
                     listed(reading_.merged, 6));
    }
    return told;
  }

 private:
  void read_more() {
    const auto bytes = sheet_->read(piece_);
    if (!bytes) {
      broken_ = bytes.problems();
      return;
    }
    ended_ = *bytes == 0;
    const bool fed =
        ended_ ? feed_.finish() : feed_.feed(std::string_view(piece_).substr(0, *bytes));
    if (!fed) broken_ = feed_.problems();
  }

  SheetCells pictures_;
  std::unique_ptr<SharedTexts> texts_;
  std::unique_ptr<ByteSource> sheet_;
  SheetReading reading_;
  XmlFeed feed_;
  std::string piece_ = std::string(std::size_t{1} << 16U, '\0');
  SheetRow row_;
  std::vector<std::string_view> fields_;
  std::size_t width_ = 0;
  bool ended_ = false;
  base::Problems broken_;  // of the sheet as a whole, told after its rows
  base::Problems problems_;  // once all rows were given out
};

base::Problems read_part(ZipArchive& archive, std::string_view part, const std::string& name,
                         XmlListener& listener) {
  const auto entry = archive.find(part);
  if (!entry) {
    return {workbook_problem("workbook.broken", name, 0, fmt::format("no {} in it", part),
                             "a whole workbook")};
  }
  auto source = archive.read(*entry);
  if (!source) return source.problems();
  return read_xml(*std::move(source).value(), name, listener);
}

// "xl/drawings/drawing1.xml" for "../drawings/drawing1.xml" of a part in "xl/worksheets/".
std::string entry_beside(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    folder = folder.substr(0, folder.find_last_of('/'));
    folder = folder.substr(0, folder.find_last_of('/') + 1);
  }
  return fmt::format("{}{}", folder, target);
}

// The cells with pictures of a sheet, none where it has no drawing.
base::Result<SheetCells> pictures_on(ZipArchive& archive, std::string_view entry,
                                     const std::string& name) {
  const std::size_t begin = entry.find_last_of('/') + 1;
  const std::string_view folder = entry.substr(0, begin);
  const std::string relations = fmt::format("{}_rels/{}.rels", folder, entry.substr(begin));
  if (!archive.find(relations)) return SheetCells();
  RelationFinder finder;
  if (auto problems = read_part(archive, relations, name, finder); !problems.empty()) {
    return problems;
  }
  const std::string drawing = entry_beside(folder, finder.drawing());
  if (finder.drawing().empty() || !archive.find(drawing)) return SheetCells();
  PictureFinder pictures;
  if (auto problems = read_part(archive, drawing, name, pictures); !problems.empty()) {
    return problems;
  }
  return std::move(pictures).cells();
}

}  // namespace

base::Result<std::vector<WorkbookSheet>> sheets_of(ZipArchive& archive, const std::string& name) {
  SheetFinder finder;
  for (const char* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
    const auto problems = read_part(archive, part, name, finder);
    if (!problems.empty()) return problems;
  }
  auto sheets = std::move(finder).sheets();
  if (sheets.size() > kSheetsMax) {
    return workbook_problem("workbook.too-large", name, 0, "more than 1,000 sheets",
                            "a workbook of cast vote records or a manifest");
  }
  if (std::ranges::all_of(sheets, &WorkbookSheet::hidden)) {
    return workbook_problem("workbook.broken", name, 0, "no sheet that can be seen",
                            "a workbook with a sheet");
  }
  return sheets;
}

base::Result<std::unique_ptr<TableRows>> open_sheet(const std::shared_ptr<ZipArchive>& archive,
                                                    const std::string& entry,
                                                    const std::string& name) {
  auto texts = std::make_unique<SharedTexts>();
  if (archive->find("xl/sharedStrings.xml")) {
    const auto problems = read_part(*archive, "xl/sharedStrings.xml", name, *texts);
    if (!problems.empty()) return problems;
  }
  if (texts->too_large()) {
    return workbook_problem("workbook.too-large", name, 0, "more than 256 MiB of texts",
                            "a workbook of cast vote records or a manifest");
  }
  auto pictures = pictures_on(*archive, entry, name);
  if (!pictures) return pictures.problems();
  const auto part = archive->find(entry);
  if (!part) {
    return workbook_problem("workbook.broken", name, 0, "a sheet that is not in it",
                            "a whole workbook");
  }
  auto sheet = archive->read(*part);
  if (!sheet) return sheet.problems();
  return std::unique_ptr<TableRows>(std::make_unique<WorkbookRows>(
      std::move(texts), std::move(sheet).value(), std::move(pictures).value(), name));
}

}  // namespace recanvass::formats
