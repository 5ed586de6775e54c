#include "report/page_fields.h"

namespace recanvass::report {

using base::Json;

Json table_fields(const ChartTable& table) {
  Json heads = Json::array();
  for (const std::string& head : table.heads) heads.push_back({{"text", head}});
  Json rows = Json::array();
  for (const std::vector<std::string>& row : table.rows) {
    Json cells = Json::array();
    for (std::size_t i = 1; i < row.size(); ++i) {
      cells.push_back({{"text", row[i]}, {"head", table.heads[i]}});
    }
    rows.push_back({{"first", row.front()}, {"cells", cells}});
  }
  return {{"caption", table.caption}, {"heads", heads}, {"rows", rows}};
}

Json chart_fields(const std::optional<Chart>& chart) {
  if (!chart) return nullptr;
  return {{"id", chart->id},
          {"title", chart->title},
          {"key", chart->key},
          {"wide_svg", chart->wide},
          {"narrow_svg", chart->narrow},
          {"table", table_fields(chart->table)}};
}

Json line_fields(const std::vector<std::string>& lines) {
  Json list = Json::array();
  for (const std::string& line : lines) list.push_back({{"text", line}});
  return list;
}

}  // namespace recanvass::report
