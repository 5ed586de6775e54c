#include "formats/published_table.h"

#include "base/figures.h"
#include "formats/number.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace recanvass::formats {
namespace {

constexpr int kTitleRowsMax = 8;

bool is_empty_field(std::string_view field) { return trimmed(field).empty(); }

}  // namespace

std::string column_key(std::string_view name) {
  std::string key;
  for (const char letter : lower_case(trimmed(name))) {
    const bool space = letter == ' ' || letter == '_' || letter == '\t' || letter == '\n';
    if (!space) {
      key += letter;
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  return key;
}

bool has_columns(const std::vector<std::string_view>& fields,
                 const std::vector<std::string_view>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](std::string_view column) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](std::string_view field) { return column_key(field) == column; });
  });
}

std::unique_ptr<PublishedTable> PublishedTable::open(std::string text, std::string file,
                                                     const std::vector<std::string_view>& needed) {
  std::unique_ptr<PublishedTable> table(new PublishedTable(std::move(text), std::move(file)));
  if (!table->read_header(needed)) return nullptr;
  return table;
}

bool PublishedTable::read_header(const std::vector<std::string_view>& needed) {
  for (int row = 0; row < kTitleRowsMax && reader_.next(); ++row) {
    if (!has_columns(reader_.fields(), needed)) continue;
    const auto& fields = reader_.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (is_empty_field(fields[i])) continue;
      width_ = i + 1;
      columns_.try_emplace(column_key(fields[i]), Column{std::string(trimmed(fields[i])), i});
    }
    return true;
  }
  return false;
}

bool PublishedTable::next(ProblemList& problems) {
  while (reader_.next()) {
    const auto& fields = reader_.fields();
    const auto filled = static_cast<std::size_t>(
        std::count_if(fields.begin(), fields.end(),
                      [](std::string_view field) { return !is_empty_field(field); }));
    if (filled == 0) continue;
    if (filled == 1 && width_ > 1 && !is_empty_field(fields.front())) {
      ++rows_of_words_;
    } else if (fields.size() >= width_) {
      return true;
    } else {
      problems.add({"csv.ragged",
                    {file_, line(), {}},
                    base::counted(static_cast<std::int64_t>(fields.size()), "field", "fields"),
                    fmt::format("{} fields, as the header has", width_),
                    "Compare the row with the publisher's own file; a field with a comma must be "
                    "in quotation marks."});
    }
  }
  if (const auto& fault = reader_.fault(); fault && !fault_told_) {
    fault_told_ = true;
    problems.add({"csv.syntax",
                  {file_, fault->line, fmt::format("field {}", fault->field)},
                  fault->what,
                  "fields as RFC 4180 has them",
                  "Fetch the file again; what follows is not read."});
  }
  return false;
}

PublishedTable::Column* PublishedTable::find(std::string_view column) {
  const auto found = columns_.find(column);
  if (found == columns_.end()) return nullptr;
  found->second.asked = true;
  return &found->second;
}

bool PublishedTable::has(std::string_view column) { return find(column) != nullptr; }

std::string_view PublishedTable::cell(std::string_view column) {
  const Column* known = find(column);
  return known == nullptr ? std::string_view() : trimmed(reader_.fields()[known->at]);
}

std::string_view PublishedTable::name(std::string_view column) {
  const Column* known = find(column);
  return known == nullptr ? std::string_view() : reader_.fields()[known->at];
}

std::optional<std::int64_t> PublishedTable::whole(std::string_view column, ProblemList& problems) {
  const Column* known = find(column);
  if (known == nullptr) return std::nullopt;
  const std::string_view text = cell(column);
  std::int64_t number = 0;
  const NumberFault fault = read_figure(text, number);
  if (fault == NumberFault::None) return number;
  problems.add(figure_problem(fault, text, {file_, line(), known->name}));
  return std::nullopt;
}

std::optional<double> PublishedTable::decimal(std::string_view column, ProblemList& problems) {
  const Column* known = find(column);
  if (known == nullptr) return std::nullopt;
  const std::string_view text = cell(column);
  double number = 0.0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stopped == end && number >= 0.0 && std::isfinite(number)) {
    return number;
  }
  problems.add({"published.number",
                {file_, line(), known->name},
                quote(text),
                "a number, 0 or more, with a point for decimals",
                "Compare the cell with the publisher's own file and correct it."});
  return std::nullopt;
}

std::vector<std::string> PublishedTable::unused() const {
  std::vector<std::pair<std::size_t, std::string>> places;
  for (const auto& [key, column] : columns_) {
    if (!column.asked) places.emplace_back(column.at, column.name);
  }
  std::sort(places.begin(), places.end());
  std::vector<std::string> names;
  for (auto& [at, name] : places) names.push_back(std::move(name));
  return names;
}

}  // namespace recanvass::formats
