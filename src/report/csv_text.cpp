#include "report/csv_text.h"

#include "base/check.h"
#include "base/csv_field.h"

namespace recanvass::report {
namespace {

template <class Change>
void add_row(std::string& out, const std::vector<std::string>& fields, Change change) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    out += base::csv_field(change(fields[i]));
  }
  out += "\r\n";
}

template <class Change>
std::string written(const CsvTable& table, Change change) {
  std::string out;
  add_row(out, table.columns, change);
  for (const auto& row : table.rows) {
    RECANVASS_CHECK(row.size() == table.columns.size());
    add_row(out, row, change);
  }
  return out;
}

}  // namespace

std::string csv_text(const CsvTable& table) {
  return written(table, [](const std::string& field) { return field; });
}

std::string csv_for_excel(const CsvTable& table) {
  return "\xEF\xBB\xBF" +
         written(table, [](const std::string& field) { return inert_field(field); });
}

std::string csv_to_fill_in(const CsvTable& table) {
  return written(table, [](const std::string& field) { return base::guarded_field(field); });
}

std::string inert_field(std::string_view field) {
  return base::may_compute(field) ? "'" + std::string(field) : std::string(field);
}

}  // namespace recanvass::report
