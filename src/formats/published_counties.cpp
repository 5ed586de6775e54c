#include "formats/published_counties.h"

#include "formats/published_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace recanvass::formats {
namespace {

// Votes for candidates, blank papers, overvotes, other votes, and all ballots.
constexpr std::array<std::string_view, 5> kCountyParts = {"tbj", "und", "ovr", "oth", "bc"};

std::optional<std::int64_t> signed_figure(std::string_view cell) {
  std::int64_t figure = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), figure);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return figure;
}

std::string small_letters(std::string_view text) {
  std::string small;
  for (const char letter : text) {
    small += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return small;
}

}  // namespace

bool is_county_table(const std::vector<std::vector<std::string_view>>& rows) {
  return std::ranges::any_of(rows, [](const auto& row) {
    return has_columns(row, {"county", "ofc-tbj", "ofc-bc", "rla-tbj", "rla-bc"});
  });
}

CountyTable read_county_table(const std::string& text, const std::string& file,
                              ProblemList& problems) {
  CountyTable read{file, {}};
  const auto table = PublishedTable::open(text, file, {"county", "ofc-tbj", "rla-tbj"});
  if (!table) return read;
  // The column of a difference is headed by the Greek letter.
  std::vector<std::pair<std::string, std::string>> columns = {{"rla-invw", "rla-invw"},
                                                              {"rla-valw", "rla-valw"}};
  for (const std::string_view part : kCountyParts) {
    const std::string name(part);
    columns.emplace_back("ofc-" + name, "ofc-" + name);
    columns.emplace_back("rla-" + name, "rla-" + name);
    columns.emplace_back("\xCE\x94-" + name, "delta-" + name);
  }
  while (table->next(problems)) {
    CountyFigures county{{file, table->line()}, std::string(table->cell("county")), {}};
    for (const auto& [column, name] : columns) {
      if (!table->has(column)) continue;
      const std::string_view cell = table->cell(column);
      const auto figure = signed_figure(cell);
      if (figure) {
        county.figures[name] = *figure;
        continue;
      }
      problems.add({"published.number",
                    {file, table->line(), column},
                    "\"" + std::string(cell) + "\"",
                    "a whole number",
                    "Fetch the file again, or correct the cell."});
    }
    read.rows.push_back(std::move(county));
  }
  return read;
}

bool is_county_document(const base::Json& json) {
  return json.is_object() && !json.empty() && std::ranges::all_of(json, [](const auto& county) {
           return county.is_object() && county.contains("BC") && county.contains("TBJ") &&
                  std::ranges::all_of(county,
                                      [](const auto& each) { return each.is_number_integer(); });
         });
}

CountyTable read_county_document(const base::Json& json, const std::string& file) {
  CountyTable read{file, {}};
  for (const auto& [name, figures] : json.items()) {
    CountyFigures county{{file, 0}, name, {}};
    for (const auto& [key, value] : figures.items()) {
      county.figures["ofc-" + small_letters(key)] = value.get<std::int64_t>();
    }
    read.rows.push_back(std::move(county));
  }
  return read;
}

}  // namespace recanvass::formats
