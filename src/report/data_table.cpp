#include "report/data_table.h"

#include "base/json.h"
#include "report/csv_text.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

std::string field_of(const DataCell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return {};
}

CsvTable as_text(const DataTable& table) {
  CsvTable text{table.name, table.columns, {}};
  for (const std::vector<DataCell>& row : table.rows) {
    RECANVASS_CHECK(row.size() == table.columns.size());
    std::vector<std::string> fields;
    for (const DataCell& cell : row) fields.push_back(field_of(cell));
    text.rows.push_back(std::move(fields));
  }
  return text;
}

base::Json value_of(const DataCell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return nullptr;
}

}  // namespace

std::string csv_of(const DataTable& table) { return csv_text(as_text(table)); }

std::string spreadsheet_csv_of(const DataTable& table) { return csv_for_excel(as_text(table)); }

std::string json_of(const DataTable& table) {
  base::Json list = base::Json::array();
  for (const std::vector<DataCell>& row : table.rows) {
    RECANVASS_CHECK(row.size() == table.columns.size());
    base::Json object = base::Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i]] = value_of(row[i]);
    list.push_back(std::move(object));
  }
  return base::canonical_json(list) + "\n";
}

}  // namespace recanvass::report
