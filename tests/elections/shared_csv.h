// Rows of a CSV file of bulk data, for tests in folders that may not see formats/. Reads quoted
// fields; nothing is checked but what a test checks. Used with GTEST_SKIP when the file is absent.
#pragma once

#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::test_support {

using Row = std::map<std::string, std::string>;

inline std::vector<std::string> split_csv_line(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

/// Rows by column name; no value when the file cannot be opened.
inline std::optional<std::vector<Row>> read_csv_rows(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = split_csv_line(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split_csv_line(line);
    Row row;
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i) row[header[i]] = fields[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

/// -1 where the field is not a whole number.
inline std::int64_t number_in(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

}  // namespace recanvass::test_support
