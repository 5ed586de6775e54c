#include "formats/screening_tables.h"

#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/number.h"
#include "formats/package_parts.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr char kKeyPartEnd = '\x1f';  // parts of a key; no name has it

// Columns whose texts stand after each other, and how many first characters are meant; 0: all.
struct ColumnPart {
  std::vector<std::string> columns;
  std::size_t length = 0;
};

ColumnPart column_part(const std::string& name) {
  ColumnPart part;
  const auto colon = name.rfind(':');
  if (colon != std::string::npos) {
    std::from_chars(name.data() + colon + 1, name.data() + name.size(), part.length);
  }
  std::string_view rest = std::string_view(name).substr(0, colon);
  for (auto plus = rest.find('+'); plus != std::string_view::npos; plus = rest.find('+')) {
    part.columns.emplace_back(rest.substr(0, plus));
    rest = rest.substr(plus + 1);
  }
  part.columns.emplace_back(rest);
  return part;
}

// What one source says of one unit.
struct SourceRow {
  std::vector<double> numbers;      // by SourceTable::numbers
  std::vector<std::string> labels;  // by SourceTable::labels
};

struct SourceTable {
  std::size_t parts = 0;              // of its key
  std::vector<std::string> numbers;   // columns read as numbers
  std::vector<std::string> labels;    // columns read as texts
  std::vector<std::string> order;     // keys as they come
  std::vector<std::string> names;     // of the unit, a key
  std::vector<std::string> groups;
  std::map<std::string, SourceRow> rows;

  [[nodiscard]] double number(const std::string& key, const std::string& column) const {
    const auto row = rows.find(key);
    const auto at = std::find(numbers.begin(), numbers.end(), column);
    if (row == rows.end() || at == numbers.end()) return kUnknown;
    return row->second.numbers[static_cast<std::size_t>(at - numbers.begin())];
  }
  [[nodiscard]] std::string label(const std::string& key, const std::string& column) const {
    const auto row = rows.find(key);
    const auto at = std::find(labels.begin(), labels.end(), column);
    if (row == rows.end() || at == labels.end()) return {};
    return row->second.labels[static_cast<std::size_t>(at - labels.begin())];
  }
};

// A decimal number as tables have it; whole numbers with groups of three too.
bool read_value(std::string_view text, double& value) {
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

// The columns of a source that rules of its level ask for.
class Wanted {
 public:
  Wanted(const LevelRule& level, const UnitSource& source) : source_(source) {
    for (const MeasureRule& rule : level.measures) {
      using Kind = MeasureRule::Kind;
      if (rule.kind == Kind::Present) continue;
      for (const auto* list : {&rule.of, &rule.whole}) {
        for (const std::string& name : *list) {
          if (rule.kind == Kind::AbsoluteChange) {
            if (rule.from == source.id || rule.to == source.id) numbers_.insert(name);
          } else {
            add(name, rule.kind == Kind::Indicator ? labels_ : numbers_);
          }
        }
      }
    }
    for (const LabelRule& rule : level.labels) add(rule.column, labels_);
  }
  [[nodiscard]] std::vector<std::string> numbers() const {
    return {numbers_.begin(), numbers_.end()};
  }
  [[nodiscard]] std::vector<std::string> labels() const { return {labels_.begin(), labels_.end()}; }

 private:
  void add(const std::string& name, std::set<std::string>& into) {
    const std::string prefix = source_.id + ".";
    if (name.starts_with(prefix)) into.insert(name.substr(prefix.size()));
  }
  const UnitSource& source_;
  std::set<std::string> numbers_;
  std::set<std::string> labels_;
};

// Reads one file of a level.
class SourceReading {
  struct KeyPart {
    std::vector<std::size_t> columns;
    std::size_t length = 0;
  };

 public:
  SourceReading(const UnitSource& source, CsvTable& csv, SourceTable& out, ProblemList& problems)
      : source_(source), csv_(csv), out_(out), problems_(problems) {}

  void read() {
    for (const std::string& part : source_.unit) {
      const ColumnPart one = column_part(part);
      KeyPart key{{}, one.length};
      for (const std::string& name : one.columns) key.columns.push_back(column(name));
      keys_.push_back(key);
    }
    for (const std::string& name : out_.numbers) numbers_.push_back(column(name));
    for (const std::string& name : out_.labels) labels_.push_back(column(name));
    std::vector<std::size_t> filters;
    for (const auto& [name, values] : source_.where) filters.push_back(column(name));
    if (!problems_.empty()) return;
    out_.parts = keys_.size();
    while (csv_.next(problems_)) {
      if (is_meant(filters)) read_row();
    }
  }

 private:
  std::size_t column(const std::string& name) {
    const auto found = csv_.column(name);
    if (found) return *found;
    problems_.add({"screening.column",
                   {csv_.file(), 1, name},
                   "no such column",
                   "a column of the file: " + listed(csv_.header(), 12),
                   suggest(name, csv_.header(), "Correct the name in screening.toml.")});
    return 0;
  }

  bool is_meant(const std::vector<std::size_t>& filters) const {
    for (std::size_t i = 0; i < filters.size(); ++i) {
      const auto& values = source_.where[i].second;
      const std::string_view cell = csv_.cell(filters[i]);
      if (std::find(values.begin(), values.end(), cell) == values.end()) return false;
    }
    return true;
  }

  void read_row() {
    std::string key;
    std::string group;
    std::string name;
    for (const auto& [columns, length] : keys_) {
      std::string part;
      for (const std::size_t at : columns)
        part += (part.empty() ? "" : " ") + std::string(csv_.cell(at));
      if (length > 0) part = part.substr(0, length);
      if (key.empty()) group = part;
      key += joining_key(part) + kKeyPartEnd;
      name = part;
    }
    if (keys_.size() > 1) name += ", " + group;
    const auto [row, is_new] = out_.rows.try_emplace(key);
    if (is_new) {
      out_.order.push_back(key);
      out_.names.push_back(name);
      out_.groups.push_back(group);
      row->second.numbers.assign(numbers_.size(), 0.0);
      row->second.labels.assign(labels_.size(), "");
    }
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      row->second.numbers[i] += number_of(numbers_[i]);
    }
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      std::string& label = row->second.labels[i];
      if (label.empty()) label = csv_.cell(labels_[i]);
    }
  }

  double number_of(std::size_t at) {
    const std::string_view cell = csv_.cell(at);
    double value = kUnknown;
    if (cell.empty() || read_value(cell, value)) return cell.empty() ? kUnknown : value;
    problems_.add({"number.not-digits", csv_.place(at), quote(cell), "a number, or nothing",
                   "Correct the cell, or leave it empty when the figure is not known."});
    return kUnknown;
  }

  const UnitSource& source_;
  CsvTable& csv_;
  SourceTable& out_;
  ProblemList& problems_;
  std::vector<KeyPart> keys_;
  std::vector<std::size_t> numbers_;
  std::vector<std::size_t> labels_;
};

// One level: its sources read, units listed, measures worked out.
class LevelMaker {
 public:
  LevelMaker(const LevelRule& rule, const FigureFolders& folders, ProblemList& problems)
      : rule_(rule), folders_(folders), problems_(problems) {}

  LevelTable make() {
    LevelTable out;
    std::vector<fs::path> paths;
    for (const UnitSource& source : rule_.sources) {
      const auto path = path_of(source.file);
      if (!path) {
        problems_.add_all(path.problems());
        return out;
      }
      std::error_code error;
      if (!fs::exists(*path, error)) out.missing.push_back(fs::absolute(*path, error).string());
      paths.push_back(*path);
    }
    if (!out.missing.empty()) return out;
    for (std::size_t i = 0; i < rule_.sources.size(); ++i) {
      read_source(rule_.sources[i], paths[i]);
    }
    if (!problems_.empty()) return out;
    out.table.id = rule_.id;
    out.table.words = rule_.words;
    out.table.group_words = rule_.group_words;
    const SourceTable& base = tables_.at(rule_.sources.front().id);
    out.table.units = base.names;
    out.table.groups = base.groups;
    keys_ = base.order;
    if (keys_.empty()) {
      problems_.add({"screening.no-units",
                     {rule_.sources.front().file, 0, ""},
                     "no row that is meant",
                     "at least one unit",
                     "Check the file and its \"where\"."});
      return out;
    }
    count_joins(out);
    for (const MeasureRule& measure : rule_.measures) {
      out.table.measures.push_back({measure.id, measure.words, values_of(measure)});
      done_[measure.id] = out.table.measures.back().values;
    }
    for (const LabelRule& label : rule_.labels) out.table.labels.push_back(labels_of(label));
    return out;
  }

 private:
  base::Result<fs::path> path_of(const std::string& name) const {
    auto inside = resolve_in_package(folders_.package, name);
    std::error_code error;
    if (!inside || !folders_.bulk || fs::exists(*inside, error)) return inside;
    return resolve_in_package(*folders_.bulk, name);
  }

  void read_source(const UnitSource& source, const fs::path& path) {
    SourceTable& table = tables_[source.id];
    const Wanted wanted(rule_, source);
    table.numbers = wanted.numbers();
    table.labels = wanted.labels();
    auto bytes = read_bytes(path, source.file);
    if (!bytes) return problems_.add_all(bytes.problems());
    auto text = decode_text(std::move(bytes).value(), source.file);
    if (!text) return problems_.add_all(text.problems());
    auto csv = CsvTable::open(std::move(text).value().text, source.file);
    if (!csv) return problems_.add_all(csv.problems());
    SourceReading(source, **csv, table, problems_).read();
  }

  // The key of a unit as a source of fewer parts has it: a county's figures hold for its towns.
  [[nodiscard]] std::string key_in(const SourceTable& table, const std::string& key) const {
    std::size_t end = 0;
    for (std::size_t part = 0; part < table.parts; ++part) {
      const auto at = key.find(kKeyPartEnd, end);
      if (at == std::string::npos) return key;
      end = at + 1;
    }
    return key.substr(0, end);
  }

  void count_joins(LevelTable& out) const {
    for (std::size_t i = 1; i < rule_.sources.size(); ++i) {
      const SourceTable& table = tables_.at(rule_.sources[i].id);
      const auto found = std::count_if(keys_.begin(), keys_.end(), [&](const std::string& key) {
        return table.rows.contains(key_in(table, key));
      });
      out.joined.push_back(fmt::format("{}: {} of {} {}", rule_.sources[i].id, base::grouped(found),
                                       base::grouped(static_cast<std::int64_t>(keys_.size())),
                                       rule_.words));
    }
  }

  // A number by "source.column", or of a measure before.
  [[nodiscard]] double number(const std::string& name, std::size_t unit) const {
    if (const auto measure = done_.find(name); measure != done_.end()) {
      return measure->second[unit];
    }
    const auto dot = name.find('.');
    const SourceTable& table = tables_.at(name.substr(0, dot));
    return table.number(key_in(table, keys_[unit]), name.substr(dot + 1));
  }
  [[nodiscard]] double sum(const std::vector<std::string>& names, std::size_t unit) const {
    double total = 0.0;
    for (const std::string& name : names) total += number(name, unit);
    return total;
  }
  [[nodiscard]] std::string text(const std::string& name, std::size_t unit) const {
    const auto dot = name.find('.');
    const SourceTable& table = tables_.at(name.substr(0, dot));
    return table.label(key_in(table, keys_[unit]), name.substr(dot + 1));
  }

  [[nodiscard]] double value_of(const MeasureRule& rule, std::size_t unit) const {
    using Kind = MeasureRule::Kind;
    switch (rule.kind) {
      case Kind::Sum: return sum(rule.of, unit);
      case Kind::Share: {
        const double whole = sum(rule.whole, unit);
        return whole > 0.0 ? sum(rule.of, unit) / whole : kUnknown;
      }
      case Kind::Difference: return number(rule.of[0], unit) - number(rule.of[1], unit);
      case Kind::Log10: {
        const double value = sum(rule.of, unit);
        return value > 0.0 ? std::log10(value) : kUnknown;
      }
      case Kind::Indicator: {
        const std::string cell = text(rule.of[0], unit);
        if (cell.empty()) return kUnknown;
        return cell.find(rule.text) != std::string::npos ? 1.0 : 0.0;
      }
      case Kind::Present: return present(rule, unit);
      case Kind::AbsoluteChange: return absolute_change(rule, unit);
    }
    return kUnknown;
  }

  // 1 where the first source has a row, 0 where another of them has, else not known.
  [[nodiscard]] double present(const MeasureRule& rule, std::size_t unit) const {
    for (std::size_t i = 0; i < rule.of.size(); ++i) {
      const SourceTable& table = tables_.at(rule.of[i]);
      if (table.rows.contains(key_in(table, keys_[unit]))) return i == 0 ? 1.0 : 0.0;
    }
    return kUnknown;
  }

  [[nodiscard]] double absolute_change(const MeasureRule& rule, std::size_t unit) const {
    const SourceTable& from = tables_.at(rule.from);
    const SourceTable& to = tables_.at(rule.to);
    double total = 0.0;
    for (const std::string& column : rule.of) {
      total += std::abs(to.number(key_in(to, keys_[unit]), column) -
                        from.number(key_in(from, keys_[unit]), column));
    }
    return total;
  }

  [[nodiscard]] std::vector<double> values_of(const MeasureRule& rule) const {
    std::vector<double> values;
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) values.push_back(value_of(rule, unit));
    return values;
  }
  [[nodiscard]] screen::Label labels_of(const LabelRule& rule) const {
    screen::Label label{rule.id, {}};
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) {
      std::string value = text(rule.column, unit);
      label.values.push_back(value.empty() ? rule.otherwise : value);
    }
    return label;
  }

  const LevelRule& rule_;
  const FigureFolders& folders_;
  ProblemList& problems_;
  std::map<std::string, SourceTable> tables_;
  std::vector<std::string> keys_;
  std::map<std::string, std::vector<double>> done_;
};

}  // namespace

std::string joining_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') {
      key += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80) {
      key += c;
    }
  }
  return key;
}

base::Result<std::vector<LevelTable>> make_tables(const ScreeningFile& screening,
                                                  const FigureFolders& folders) {
  ProblemList problems;
  std::vector<LevelTable> tables;
  for (const LevelRule& level : screening.levels) {
    ProblemList of_level;
    tables.push_back(LevelMaker(level, folders, of_level).make());
    problems.add_all(of_level.take());
  }
  if (!problems.empty()) return problems.take();
  return tables;
}

}  // namespace recanvass::formats
