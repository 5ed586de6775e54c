#include "report/value_text.h"

#include <algorithm>

namespace recanvass::report {
namespace {

using base::Json;

constexpr int kIndent = 2;
constexpr int kLabelWidthMax = 26;

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

bool is_plain(const Json& value) { return !value.is_structured(); }

bool all_plain(const Json& value) {
  return std::all_of(value.begin(), value.end(), is_plain);
}

// One line for a value that has one: plain ones, and short lists of them.
std::string one_line(const Json& value) {
  if (value.is_null()) return "-";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return printable(value.get_ref<const std::string&>());
  if (!value.is_structured()) return value.dump();
  std::string line;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (!line.empty()) line += ", ";
    line += value.is_object() ? spoken(it.key()) + " " + one_line(*it) : one_line(*it);
  }
  return line.empty() ? "-" : line;
}

bool is_table(const Json& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(), [](const Json& row) { return row.is_object(); });
}

bool all_numbers(const Json& rows, const std::string& name) {
  return std::all_of(rows.begin(), rows.end(), [&](const Json& row) {
    const auto found = row.find(name);
    return found == row.end() || found->is_null() || found->is_number();
  });
}

// Columns in the order in which the rows first name them.
std::vector<std::string> member_names(const Json& rows) {
  std::vector<std::string> names;
  for (const Json& row : rows) {
    for (auto it = row.begin(); it != row.end(); ++it) {
      if (std::find(names.begin(), names.end(), it.key()) == names.end()) names.push_back(it.key());
    }
  }
  return names;
}

std::string value_block(const Json& value, const Screen& screen, int indent);

// A table where it fits the screen, else the rows one under the other.
std::string rows_text(const Json& rows, const Screen& screen, int indent) {
  const std::vector<std::string> names = member_names(rows);
  std::vector<Column> columns;
  for (const std::string& name : names) {
    const bool numbers = all_numbers(rows, name);
    columns.push_back({spoken(name), numbers ? Align::Right : Align::Left, !numbers});
  }
  constexpr std::size_t kColumnsMax = 8;
  if (names.size() <= kColumnsMax) {
    Table table(columns);
    for (const Json& row : rows) {
      std::vector<Cell> cells;
      for (const std::string& name : names) {
        cells.push_back({row.contains(name) ? one_line(row[name]) : ""});
      }
      table.add(std::move(cells));
    }
    return table.text(screen, indent);
  }
  std::string text;
  for (const Json& row : rows) {
    if (!text.empty()) text += "\n";
    text += value_block(row, screen, indent);
  }
  return text;
}

std::string member_text(const std::string& name, const Json& value, int label_width,
                        const Screen& screen, int indent) {
  const bool on_one_line = is_plain(value) || value.empty() ||
                           (all_plain(value) && value.is_array());
  if (on_one_line) {
    return labelled(spoken(name), one_line(value), label_width, screen, Tone::Plain, indent);
  }
  return paragraph(spoken(name), screen, indent) + value_block(value, screen, indent + kIndent);
}

std::string value_block(const Json& value, const Screen& screen, int indent) {
  if (is_table(value)) return rows_text(value, screen, indent);
  if (is_plain(value) || value.empty()) return paragraph(one_line(value), screen, indent);
  std::string text;
  if (value.is_array()) {
    for (const Json& item : value) text += value_block(item, screen, indent);
    return text;
  }
  int label_width = 0;
  for (auto it = value.begin(); it != value.end(); ++it) {
    label_width = std::max(label_width, width_of(it.key()) + 2);
  }
  label_width = std::min(label_width, kLabelWidthMax);
  for (auto it = value.begin(); it != value.end(); ++it) {
    text += member_text(it.key(), *it, label_width, screen, indent);
  }
  return text;
}

}  // namespace

std::string value_text(const Json& value, const Screen& screen) {
  return value_block(value, screen, 0);
}

}  // namespace recanvass::report
