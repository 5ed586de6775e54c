#include "formats/cost_reader.h"

#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::formats {
namespace {

struct CostColumns {
  std::size_t county = 0;
  std::size_t usd = 0;
  std::optional<std::size_t> item;
};

// A sheet's last row, which would double every figure above it.
bool is_total_row(std::string_view county) {
  const std::string name = lower_case(county);
  return name == "total" || name == "totals" || name == "grand total" || name == "sum" ||
         name == "statewide" || name == "all counties";
}

base::Result<CostColumns> find_cost_columns(const CsvTable& table) {
  base::Problems problems;
  const auto county = table.column("county");
  const auto usd = table.column("usd");
  const auto missing = [&](const char* name) {
    problems.push_back({"cost.column",
                        {table.file(), 1, name},
                        listed(table.header(), 8),
                        fmt::format("a column named \"{}\"", name),
                        "Name the columns county, usd and, if there are several lines a county, "
                        "item."});
  };
  if (!county) missing("county");
  if (!usd) missing("usd");
  const std::vector<std::string> known = {"county", "item", "usd", "note"};
  for (const std::string& name : table.header()) {
    const std::string lower = lower_case(name);
    if (std::find(known.begin(), known.end(), lower) != known.end()) continue;
    problems.push_back({"cost.unknown-column",
                        {table.file(), 1, name},
                        quote(name),
                        "county, item, usd or note",
                        "Rename the column, or put its text into a column named note."});
  }
  if (!problems.empty()) return problems;
  return CostColumns{*county, *usd, table.column("item")};
}

struct CostReading {
  std::vector<recount::CostLine> lines;
  std::map<std::pair<std::string, std::string>, std::int64_t> seen;  // by county and item: line
};

void read_row(const CsvTable& table, const CostColumns& columns, CostReading& reading,
              ProblemList& problems) {
  const std::string county(table.cell(columns.county));
  const std::string item(columns.item ? table.cell(*columns.item) : std::string_view());
  if (const std::string why = why_not_a_name(county); !why.empty()) {
    problems.add({"cost.county", table.place(columns.county), quote(county) + ": " + why,
                  "the name of a county", "Write the county's name."});
  } else if (is_total_row(county)) {
    problems.add({"cost.total-row", table.place(), quote(table.row_text()),
                  "lines of counties only: the sum is worked out here",
                  "Remove the row; state the announced sum with --quoted."});
    return;
  }
  const auto cost = base::parse_dollars(table.cell(columns.usd));
  if (!cost) {
    for (base::Problem problem : cost.problems()) {
      problem.place = table.place(columns.usd);
      problems.add(problem);
    }
    return;
  }
  const auto [first, is_new] = reading.seen.insert({{county, item}, table.line()});
  if (!is_new) {
    problems.add({"cost.duplicate", table.place(columns.county), line_name(county, item) + " again",
                  fmt::format("each county and item once; line {} has it already", first->second),
                  "Remove one of the two lines, or tell them apart in the column item."});
    return;
  }
  reading.lines.push_back({county, item, *cost, table.line()});
}

}  // namespace

std::string line_name(const std::string& county, const std::string& item) {
  return quote(county) + (item.empty() ? "" : ", item " + quote(item));
}

base::Result<std::vector<recount::CostLine>> parse_cost_lines(std::string text,
                                                              const std::string& file) {
  auto opened = CsvTable::open(std::move(text), file);
  if (!opened) return opened.problems();
  const std::unique_ptr<CsvTable> table = std::move(opened).value();
  const auto columns = find_cost_columns(*table);
  if (!columns) return columns.problems();
  ProblemList problems;
  CostReading reading;
  while (table->next(problems)) read_row(*table, *columns, reading, problems);
  if (problems.empty() && reading.lines.empty()) {
    problems.add({"cost.none",
                  {file, 0, ""},
                  "a header and no line",
                  "at least one cost line",
                  "Write one line for each county."});
  }
  if (!problems.empty()) return problems.take();
  return reading.lines;
}

base::Result<std::vector<recount::CostLine>> read_cost_lines(const std::filesystem::path& path) {
  const std::string name = path.string();
  auto bytes = read_bytes(path, name);
  if (!bytes) return bytes.problems();
  auto decoded = decode_text(std::move(bytes).value(), name);
  if (!decoded) return decoded.problems();
  return parse_cost_lines(std::move(decoded).value().text, name);
}

}  // namespace recanvass::formats
