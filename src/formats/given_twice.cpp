#include "formats/given_twice.h"

#include "formats/left_out_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

constexpr std::size_t kTellingFigures = 5;
constexpr double kTellingFrom = 10.0;

}  // namespace

void GivenTwice::take(const CsvTable& csv, const std::string& key, const std::string& name) {
  std::string figures;
  std::size_t numbers = 0;
  std::size_t telling = 0;
  for (std::size_t column = 0; column < csv.header().size(); ++column) {
    if (std::find(naming_.begin(), naming_.end(), column) != naming_.end()) continue;
    double value = 0.0;
    const std::string_view cell = csv.cell(column);
    if (!read_table_value(cell, value)) continue;
    ++numbers;
    if (value >= kTellingFrom) ++telling;
    figures += fmt::format("{}={}\x1f", column, cell);
  }
  if (telling < kTellingFigures) return;
  const base::Place here = csv.place();
  const auto [first, is_new] = seen_.try_emplace(std::move(figures), Row{key, name, here.row});
  if (is_new) return;
  const Row& before = first->second;
  found_.push_back(
      {before.key, key,
       fmt::format("row {} of {} has {} figures of {}, all alike", here.row, here.file, numbers,
                   before.name == name ? fmt::format("the unit's row {} again", before.row)
                                       : fmt::format("{} (row {})", before.name, before.row))});
}

}  // namespace recanvass::formats
