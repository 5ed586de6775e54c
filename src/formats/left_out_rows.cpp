#include "formats/left_out_rows.h"

#include "base/figures.h"
#include "formats/number.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace recanvass::formats {
namespace {

constexpr std::size_t kUnitsTold = 20;

}  // namespace

bool read_table_value(std::string_view text, double& value) {
  std::int64_t whole = 0;
  if (read_figure(text, whole) == NumberFault::None) {
    value = static_cast<double>(whole);
    return true;
  }
  text = trimmed(text);
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() &&
         std::isfinite(value);
}

std::size_t screening_column(const CsvTable& csv, const std::string& name, ProblemList& problems) {
  const auto found = csv.column(name);
  if (found) return *found;
  problems.add({"screening.column",
                {csv.file(), 1, name},
                "no such column",
                "a column of the file: " + listed(csv.header(), 12),
                suggest(name, csv.header(), "Correct the name in screening.toml.")});
  return 0;
}

LeftOutRows::LeftOutRows(const UnitSource& source, const CsvTable& csv, ProblemList& problems)
    : source_(source.id) {
  for (const RowRule& written : source.leave_out) {
    Rule rule;
    rule.as_written = written;
    for (const std::string& name : written.empty) {
      rule.empty.push_back(screening_column(csv, name, problems));
    }
    if (!written.column.empty()) {
      rule.column = screening_column(csv, written.column, problems);
      rule.of = screening_column(csv, written.of, problems);
    }
    if (!written.told.empty()) rule.told = screening_column(csv, written.told, problems);
    rules_.push_back(std::move(rule));
  }
}

bool LeftOutRows::meets(const Rule& rule, const CsvTable& csv) {
  if (std::any_of(rule.empty.begin(), rule.empty.end(),
                  [&](std::size_t column) { return csv.cell(column).empty(); })) {
    return true;
  }
  if (rule.as_written.column.empty()) return false;
  double value = 0.0;
  double of = 0.0;
  if (!read_table_value(csv.cell(rule.column), value)) return false;
  if (!read_table_value(csv.cell(rule.of), of)) return false;
  if (of < static_cast<double>(rule.as_written.from)) return false;
  return (rule.as_written.below && value < *rule.as_written.below * of) ||
         (rule.as_written.above && value > *rule.as_written.above * of);
}

bool LeftOutRows::takes(const CsvTable& csv, const std::string& unit) {
  for (Rule& rule : rules_) {
    if (!meets(rule, csv)) continue;
    ++rule.rows;
    double told = 0.0;
    if (!rule.as_written.told.empty() && read_table_value(csv.cell(rule.told), told)) {
      rule.sum += told;
    }
    if (std::find(rule.units.begin(), rule.units.end(), unit) == rule.units.end()) {
      rule.units.push_back(unit);
    }
    return true;
  }
  return false;
}

std::vector<std::string> LeftOutRows::words() const {
  std::vector<std::string> sentences;
  for (const Rule& rule : rules_) {
    if (rule.rows == 0) continue;
    std::string told;
    if (!rule.as_written.told.empty()) {
      told = fmt::format(" with {} {}", base::grouped(std::llround(rule.sum)),
                         rule.as_written.told_words);
    }
    const std::string of =
        rule.units.size() <= kUnitsTold
            ? fmt::format("{}", fmt::join(rule.units, ", "))
            : fmt::format("{} and {} more",
                          fmt::join(rule.units.begin(), rule.units.begin() + kUnitsTold / 4, ", "),
                          base::grouped(static_cast<std::int64_t>(rule.units.size()) -
                                        static_cast<std::int64_t>(kUnitsTold / 4)));
    sentences.push_back(fmt::format("Left out in every year: {}{}, because {} ({}).",
                                    base::counted(rule.rows, "row", "rows"), told,
                                    rule.as_written.words, of));
  }
  return sentences;
}

}  // namespace recanvass::formats
