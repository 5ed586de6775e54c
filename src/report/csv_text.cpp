#include "report/csv_text.h"

#include "base/check.h"
#include "base/csv_field.h"

#include <algorithm>
#include <array>

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

bool is_whole_number(std::string_view field) {
  if (field.starts_with("-")) field.remove_prefix(1);
  return !field.empty() && std::ranges::all_of(field, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string csv_text(const CsvTable& table) {
  return written(table, [](const std::string& field) { return field; });
}

std::string csv_for_excel(const CsvTable& table) {
  return "\xEF\xBB\xBF" +
         written(table, [](const std::string& field) { return inert_field(field); });
}

std::string inert_field(std::string_view field) {
  constexpr std::string_view kComputes("=+-@\t\r\n\0", 8);
  constexpr std::array<std::string_view, 4> kFullWidth = {"＝", "＋", "－", "＠"};
  const std::string text(field);
  if (is_whole_number(field)) return text;
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  const bool computes =
      (!field.empty() && kComputes.find(field.front()) != std::string_view::npos) ||
      std::ranges::any_of(kFullWidth,
                          [&](std::string_view sign) { return field.starts_with(sign); });
  return computes ? "'" + text : text;
}

}  // namespace recanvass::report
