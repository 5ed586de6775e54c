#include "formats/table_file.h"

#include "formats/csv_stream.h"
#include "formats/text.h"
#include "formats/workbook_rows.h"

#include <algorithm>

namespace recanvass::formats {
namespace {

// Rows of CSV with the bytes that they come from.
class CsvFileRows : public TableRows {
 public:
  CsvFileRows(std::unique_ptr<ByteSource> source, const std::string& name, base::Executor* executor)
      : source_(std::move(source)), rows_(*source_, name, executor) {}
  bool next() override { return rows_.next(); }
  void each_row(const std::function<void()>& row) override { rows_.each_row(row); }
  [[nodiscard]] std::span<const std::string_view> fields() const override { return rows_.fields(); }
  [[nodiscard]] std::int64_t line() const override { return rows_.line(); }
  [[nodiscard]] const base::Problems& problems() const override { return rows_.problems(); }

 private:
  std::unique_ptr<ByteSource> source_;
  CsvStream rows_;
};

}  // namespace

base::Result<std::unique_ptr<TableRows>> open_table(const InputFiles& files, std::size_t at,
                                                    base::Executor* executor) {
  const auto& file = files.files()[at];
  if (file.is_workbook) {
    const InputFiles::Sheet sheet = files.sheet(at);
    return open_sheet(sheet.archive, sheet.entry, file.name);
  }
  auto source = files.read(at);
  if (!source) return source.problems();
  return std::unique_ptr<TableRows>(
      std::make_unique<CsvFileRows>(std::move(source).value(), file.name, executor));
}

base::Result<std::vector<std::vector<std::string>>> first_rows(const InputFiles& files,
                                                               std::size_t at, std::size_t rows) {
  auto table = open_table(files, at);
  if (!table) return table.problems();
  const auto opened = std::move(table).value();
  std::vector<std::vector<std::string>> found;
  while (found.size() < rows && opened->next()) {
    found.emplace_back(opened->fields().begin(), opened->fields().end());
  }
  if (found.empty() && !opened->problems().empty()) return opened->problems();
  return found;
}

void add_remarks(const TableRows& rows, const std::string& name,
                 std::vector<std::string>& remarks) {
  for (const std::string& remark : rows.remarks()) remarks.push_back(name + ": " + remark);
}

std::string letters_and_digits(std::string_view name) {
  std::string kept;
  for (const char c : lower_case(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept += c;
  }
  return kept;
}

bool is_blank_row(std::span<const std::string_view> fields) {
  return std::ranges::all_of(fields, [](std::string_view field) { return trimmed(field).empty(); });
}

std::optional<std::uint64_t> go_to_heading(
    TableRows& rows, const std::function<bool(std::span<const std::string>)>& is_heading) {
  std::uint64_t above = 0;
  for (std::size_t row = 0; row < kHeadingRowsMax && rows.next(); ++row) {
    const std::vector<std::string> header(rows.fields().begin(), rows.fields().end());
    if (is_heading(header)) return above;
    above += is_blank_row(rows.fields()) ? 0U : 1U;
  }
  return std::nullopt;
}

}  // namespace recanvass::formats
