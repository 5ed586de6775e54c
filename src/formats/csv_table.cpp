#include "formats/csv_table.h"

#include "base/figures.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

base::Problem syntax_problem(const CsvFault& fault, const std::string& file) {
  const bool is_open = std::string_view(fault.what).find("never closed") != std::string_view::npos;
  return {"csv.syntax",
          {file, fault.line, fmt::format("field {}", fault.field)},
          fault.what,
          "fields as RFC 4180 has them",
          is_open
              ? "Close the quotation mark at the field's end, or remove it; what follows is not "
                "read."
              : "Put the whole field in quotation marks and double each mark inside it."};
}

std::string fields_text(std::size_t fields) {
  return base::counted(static_cast<std::int64_t>(fields), "field", "fields");
}

// A header in one piece that holds another separator was not written with commas.
base::Problems separator_problems(std::string_view header, const std::string& file) {
  for (const auto& [separator, name] : {std::pair{'\t', "tabs"}, std::pair{';', "semicolons"}}) {
    if (header.find(separator) == std::string_view::npos) continue;
    return {base::Problem{"csv.separator",
                          {file, 1, ""},
                          fmt::format("columns separated by {}", name),
                          "columns separated by commas",
                          "Export the table as CSV with commas."}};
  }
  return {};
}

}  // namespace

base::Result<std::unique_ptr<CsvTable>> CsvTable::open(std::string text, std::string file) {
  ProblemList problems;
  std::unique_ptr<CsvTable> table = open(std::move(text), std::move(file), problems);
  if (!problems.empty()) return problems.take();
  return table;
}

std::unique_ptr<CsvTable> CsvTable::open(std::string text, std::string file,
                                         ProblemList& problems) {
  std::unique_ptr<CsvTable> table(new CsvTable(std::move(text), std::move(file)));
  bool found = false;
  while (!found && table->reader_.next()) {
    found = !table->row_is_blank();
    if (!found) ++table->blank_rows_;
  }
  if (const auto& fault = table->reader_.fault()) {
    problems.add(syntax_problem(*fault, table->file_));
    return nullptr;
  }
  if (!found) {
    problems.add({"csv.empty",
                  {table->file_, 0, ""},
                  "no rows",
                  "a header line and rows",
                  "Export the table again."});
    return nullptr;
  }
  for (const std::string_view name : table->reader_.fields()) {
    table->header_.emplace_back(trimmed(name));
  }
  table->header_width_ = table->header_.size();
  while (!table->header_.empty() && table->header_.back().empty()) table->header_.pop_back();
  if (table->header_.size() == 1) {
    const auto separators = separator_problems(table->header_.front(), table->file_);
    problems.add_all(separators);
    if (!separators.empty()) return nullptr;
  }
  for (std::size_t i = 0; i < table->header_.size(); ++i) {
    const std::string& name = table->header_[i];
    table->every_column_named_ = table->every_column_named_ && !name.empty();
    if (name.empty() && i == 0) {
      table->first_column_reported_ = true;
      problems.add({"csv.header-empty",
                    {table->file_, table->reader_.line(), "column 1"},
                    "no name for the first column",
                    "a name for each column",
                    "Name the column, or remove it if it only numbers the rows."});
    }
    if (name.empty() || table->column(name) == i) continue;
    problems.add({"csv.header-duplicate", table->place(i),
                  fmt::format("two columns named {}", quote(name)), "each name once",
                  "Rename or remove one of the two columns."});
  }
  return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (lower_case(header_[i]) == lower_case(name)) return i;
  }
  return std::nullopt;
}

bool CsvTable::next(ProblemList& problems) {
  while (reader_.next()) {
    if (row_is_blank()) {
      ++blank_rows_;
    } else if (row_has_shape(problems)) {
      return true;
    }
  }
  if (const auto& fault = reader_.fault()) {
    problems.add(syntax_problem(*fault, file_));
    rows_lost_ = true;
  }
  return false;
}

bool CsvTable::row_is_blank() const {
  const auto& fields = reader_.fields();
  return std::all_of(fields.begin(), fields.end(),
                     [](std::string_view field) { return trimmed(field).empty(); });
}

bool CsvTable::row_has_shape(ProblemList& problems) {
  const auto& fields = reader_.fields();
  if (fields.size() == header_.size() && every_column_named_) return true;
  if (fields.size() < header_.size()) {
    problems.add(
        {"csv.ragged", place(), fields_text(fields.size()) + ": " + row_text(),
         fields_text(header_.size()) + ", as the header has",
         "Add what is missing; a field that holds a line end must be in quotation marks."});
    rows_lost_ = true;
    return false;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool named = i < header_.size() && !header_[i].empty();
    if (named || trimmed(fields[i]).empty() || (i == 0 && first_column_reported_)) continue;
    if (i >= header_width_) {
      rows_lost_ = true;
      problems.add({"csv.ragged", place(), fields_text(fields.size()) + ": " + row_text(),
                    fields_text(header_width_) + ", as the header has",
                    "Put a field that holds a comma in quotation marks."});
      return false;
    }
    problems.add({"csv.value-without-header",
                  {file_, line(), fmt::format("column {}", i + 1)},
                  quote(fields[i]),
                  "nothing in a column without a name",
                  "Name the column or empty it."});
  }
  return true;
}

std::string_view CsvTable::cell(std::size_t column) const {
  return trimmed(reader_.fields()[column]);
}

base::Place CsvTable::place(std::size_t column) const {
  return {file_, line(), column_place(header_[column])};
}

base::Place CsvTable::place() const { return {file_, line(), ""}; }

std::string CsvTable::row_text() const {
  return quote(fmt::format("{}", fmt::join(reader_.fields(), " | ")));
}

std::string column_place(std::string_view name) { return fmt::format("column {}", name); }

}  // namespace recanvass::formats
