#include "report/value_text.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace recanvass::report {
namespace {

using base::Json;

constexpr int kIndent = 2;
constexpr int kLabelWidthMax = 26;
constexpr const char* kWords = "words";

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

bool is_plain(const Json& value) { return !value.is_structured(); }

bool all_plain(const Json& value) { return std::all_of(value.begin(), value.end(), is_plain); }

// Numbers that name a place are not figures.
bool is_place(std::string_view name) {
  return name == "entry" || name == "position" || name == "row" || name == "year";
}

bool is_cents(std::string_view name) { return name == "cents" || name.ends_with("_cents"); }

// "sum_cents" holds dollars when people read it.
std::string label_of(const std::string& name) {
  const bool cents = name.ends_with("_cents");
  return spoken(cents ? name.substr(0, name.size() - 6) : name == "cents" ? "usd" : name);
}

std::string number_text(std::string_view name, const Json& value) {
  if (!value.is_number_integer() || is_place(name)) return value.dump();
  const auto number = value.get<std::int64_t>();
  return is_cents(name) ? base::dollars(base::UsdCents(number)) : base::grouped(number);
}

bool is_sentence(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().ends_with('.');
}

// One line for a value that has one: plain ones, and short lists of them.
std::string one_line(std::string_view name, const Json& value) {
  if (value.is_null()) return "-";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return printable(value.get_ref<const std::string&>());
  if (!value.is_structured()) return number_text(name, value);
  const bool sentences = value.is_array() && std::all_of(value.begin(), value.end(), is_sentence);
  std::string line;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (!line.empty()) line += sentences ? " " : ", ";
    line += value.is_object() ? label_of(it.key()) + " " + one_line(it.key(), *it)
                              : one_line(name, *it);
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

bool says_nothing(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty()) || value == "";
}

// What names a row stands first, then how things stand with it.
int rank_of(const std::string& name) {
  constexpr std::array<std::string_view, 14> kFirst = {
      "exhibit", "petition", "order", "county", "unit",   "batch",  "container",
      "id",      "item",     "name",  "state",  "status", "finish", "late"};
  return static_cast<int>(std::find(kFirst.begin(), kFirst.end(), name) - kFirst.begin());
}

// A table's columns: those that say something in a line; the rest stands under each row.
struct Columns {
  std::vector<std::string> shown;
  std::vector<std::string> below;
};

// Per unit a dozen figures that nobody stated: one unit's are read, hundreds of units' are not.
constexpr const char* kHoles = "holes";

// A column of longer words than these gives way to the others.
constexpr int kWidthMax = 28;

Columns columns_of(const Json& rows) {
  std::map<std::string, int> widths;
  std::set<std::string> nested;
  std::set<std::string> told;
  for (const Json& row : rows) {
    for (auto it = row.begin(); it != row.end(); ++it) {
      if (it->is_structured() && !all_plain(*it)) nested.insert(it.key());
      if (!says_nothing(*it)) told.insert(it.key());
      int& width = widths.emplace(it.key(), width_of(label_of(it.key()))).first->second;
      width = std::max(width, width_of(one_line(it.key(), *it)));
    }
  }
  Columns columns;
  for (const auto& [name, width] : widths) {
    if (!told.contains(name)) continue;
    // Sentences never take the room of figures.
    if (name == kWords && width > kWidthMax) nested.insert(name);
    (nested.contains(name) ? columns.below : columns.shown).push_back(name);
  }
  std::stable_sort(columns.shown.begin(), columns.shown.end(),
                   [](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
  return columns;
}

int least_width(const Json& rows, const std::string& name) {
  int width = width_of(label_of(name));
  for (const Json& row : rows) {
    if (row.contains(name)) width = std::max(width, width_of(one_line(name, row[name])));
  }
  return all_numbers(rows, name) ? width : std::min(width, kWidthMax);
}

// Puts the last columns under the rows until the rest fits.
void fit(Columns& columns, const Json& rows, int room) {
  int taken = 0;
  std::vector<std::string> shown;
  for (const std::string& name : columns.shown) {
    const int width = least_width(rows, name) + (shown.empty() ? 0 : 2);
    if (!shown.empty() && taken + width > room) {
      columns.below.push_back(name);
      continue;
    }
    taken += width;
    shown.push_back(name);
  }
  columns.shown = shown;
}

std::string value_block(const Json& value, const Screen& screen, int indent);

// What of a row has no column: its words, then short values on a line, then its lists, set in.
std::string below_row(const Json& row, const std::vector<std::string>& names,
                      const Screen& screen) {
  std::string words;
  std::string line;
  std::string lists;
  for (const std::string& name : names) {
    if (!row.contains(name) || says_nothing(row[name])) continue;
    const Json& value = row[name];
    if (name == kWords) {
      words = one_line(name, value) + "\n";
    } else if (value.is_structured() && !all_plain(value)) {
      lists += label_of(name) + "\n" + value_block(value, screen, kIndent);
    } else {
      line += (line.empty() ? "" : "; ") + label_of(name) + " " + one_line(name, value);
    }
  }
  std::string text = words + (line.empty() ? "" : line + "\n") + lists;
  if (!text.empty()) text.pop_back();  // the table ends the line
  return text;
}

// A table of the columns that fit the screen; what does not stands under its row.
std::string rows_text(const Json& rows, const Screen& screen, int indent) {
  Columns columns = columns_of(rows);
  fit(columns, rows, screen.columns - indent);
  const bool holes_left_out = rows.size() > 1 && std::erase(columns.below, kHoles) > 0;
  std::vector<Column> heads;
  for (const std::string& name : columns.shown) {
    const bool numbers = all_numbers(rows, name);
    heads.push_back({label_of(name), numbers ? Align::Right : Align::Left, !numbers});
  }
  Screen under = screen;
  under.columns -= indent + kIndent;
  Table table(heads);
  for (const Json& row : rows) {
    std::vector<Cell> cells;
    for (const std::string& name : columns.shown) {
      cells.push_back({row.contains(name) ? one_line(name, row[name]) : ""});
    }
    table.add(std::move(cells), below_row(row, columns.below, under));
  }
  const std::string text = table.text(screen, indent);
  if (!holes_left_out) return text;
  return text + paragraph(fmt::format("(--json also has: {})", kHoles), screen, indent);
}

// A hash or a key that does not fit beside its label: people copy it, so it is never broken.
bool is_long_word(const Json& value, int room) {
  return value.is_string() && value.get_ref<const std::string&>().find(' ') == std::string::npos &&
         width_of(one_line("", value)) > room;
}

std::string member_text(const std::string& name, const Json& value, int label_width,
                        const Screen& screen, int indent) {
  const bool on_one_line =
      is_plain(value) || value.empty() || (all_plain(value) && value.is_array());
  if (on_one_line && is_long_word(value, screen.columns - indent - label_width)) {
    return paragraph(label_of(name), screen, indent) +
           std::string(static_cast<std::size_t>(indent + kIndent), ' ') + one_line(name, value) +
           "\n";
  }
  if (on_one_line) {
    return labelled(label_of(name), one_line(name, value), label_width, screen, Tone::Plain,
                    indent);
  }
  return paragraph(label_of(name), screen, indent) + value_block(value, screen, indent + kIndent);
}

std::string value_block(const Json& value, const Screen& screen, int indent) {
  if (is_table(value)) return rows_text(value, screen, indent);
  if (is_plain(value) || value.empty()) return paragraph(one_line("", value), screen, indent);
  std::string text;
  if (value.is_array()) {
    for (const Json& item : value) text += value_block(item, screen, indent);
    return text;
  }
  int label_width = 0;
  for (auto it = value.begin(); it != value.end(); ++it) {
    label_width = std::max(label_width, width_of(label_of(it.key())) + 2);
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
