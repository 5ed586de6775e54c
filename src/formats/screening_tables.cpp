#include "formats/screening_tables.h"

#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/given_twice.h"
#include "formats/left_out_rows.h"
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
constexpr double kFigureMost = 9'999'999'999.0;
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
  std::map<std::string, std::string> across;  // last part of a key to the row that stands for it
  std::int64_t rows_read = 0;
  std::vector<std::string> left_out;  // sentences
  std::vector<SameRows> same_rows;

  // The row of a unit, or that of a unit of its name which holds in every group.
  [[nodiscard]] const SourceRow* row_of(const std::string& key) const {
    if (const auto row = rows.find(key); row != rows.end()) return &row->second;
    if (across.empty() || key.size() < 2) return nullptr;
    const auto before = key.rfind(kKeyPartEnd, key.size() - 2);
    const auto other = across.find(before == std::string::npos ? key : key.substr(before + 1));
    return other == across.end() ? nullptr : &rows.at(other->second);
  }

  [[nodiscard]] double number(const std::string& key, const std::string& column) const {
    const SourceRow* row = row_of(key);
    const auto at = std::find(numbers.begin(), numbers.end(), column);
    if (row == nullptr || at == numbers.end()) return kUnknown;
    return row->numbers[static_cast<std::size_t>(at - numbers.begin())];
  }
  [[nodiscard]] std::string label(const std::string& key, const std::string& column) const {
    const SourceRow* row = row_of(key);
    const auto at = std::find(labels.begin(), labels.end(), column);
    if (row == nullptr || at == labels.end()) return {};
    return row->labels[static_cast<std::size_t>(at - labels.begin())];
  }
};

// The columns of a source that rules of its level ask for.
class Wanted {
 public:
  Wanted(const LevelRule& level, const UnitSource& source) : source_(source) {
    for (const MeasureRule& rule : level.measures) {
      using Kind = MeasureRule::Kind;
      if (rule.kind == Kind::Present || rule.kind == Kind::Only) continue;
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
    for (const std::string& column : {level.name, level.shape}) add(column, labels_);
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
    LeftOutRows left_out(source_, csv_, problems_);
    if (!problems_.empty()) return;
    out_.parts = keys_.size();
    std::vector<std::size_t> naming;
    for (const KeyPart& key : keys_) {
      naming.insert(naming.end(), key.columns.begin(), key.columns.end());
    }
    GivenTwice twice(naming);
    while (csv_.next(problems_)) {
      if (!is_meant(filters) || left_out.takes(csv_, unit_name())) continue;
      read_row();
      twice.take(csv_, row_key(), unit_name());
    }
    out_.left_out = left_out.words();
    out_.same_rows = twice.found();
  }

 private:
  std::size_t column(const std::string& name) { return screening_column(csv_, name, problems_); }

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
    std::string spelling;
    std::string last;
    bool stands_across = false;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      std::string part = part_of(keys_[i]);
      if (i + 1 == keys_.size() && !source_.across.empty() && part.ends_with(source_.across)) {
        part.resize(part.size() - source_.across.size());
        stands_across = true;
      }
      if (key.empty()) group = part;
      last = joining_key(part) + kKeyPartEnd;
      key += last;
      name = part;
      spelling += folded(part) + kKeyPartEnd;
    }
    if (keys_.size() > 1) name += ", " + group;
    if (repeats(name) || has_other_name(key, spelling, name)) return;
    if (stands_across) out_.across.try_emplace(last, key);
    ++out_.rows_read;
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

  [[nodiscard]] std::string unit_name() const {
    return part_of(keys_.back()) + (keys_.size() > 1 ? ", " + part_of(keys_.front()) : "");
  }

  [[nodiscard]] std::string row_key() const {
    std::string key;
    for (const KeyPart& part : keys_) key += joining_key(part_of(part)) + kKeyPartEnd;
    return key;
  }

  [[nodiscard]] std::string part_of(const KeyPart& key) const {
    std::string part;
    for (const std::size_t at : key.columns) {
      part += (part.empty() ? "" : " ") + std::string(csv_.cell(at));
    }
    if (key.length > 0) part = part.substr(0, key.length);
    return part;
  }

  // Capitals, with one space between words: how a name is spelt, whatever its case.
  static std::string folded(const std::string& name) {
    std::string out;
    for (const char c : name) {
      const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (upper == ' ' && (out.empty() || out.back() == ' ')) continue;
      out += upper;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }

  // A row that says again, cell by cell, what one before it said: added up it would count twice.
  bool repeats(const std::string& name) {
    if (numbers_.empty()) return false;
    std::string cells;
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      cells += std::string(csv_.cell(i)) + kKeyPartEnd;
    }
    if (seen_.insert(std::move(cells)).second) return false;
    problems_.add({"screening.repeated-row", csv_.place(keys_.front().columns.front()),
                   "the row of " + quote(name) + " again, each cell the same",
                   "each row once, as rows of one unit are added up",
                   "Take the copy out, or correct the name when another unit was meant."});
    return true;
  }

  // Two spellings that differ in more than case, but are one name to the joining of files.
  bool has_other_name(const std::string& key, const std::string& spelling,
                      const std::string& name) {
    const auto [known, is_new] = spellings_.try_emplace(key, std::pair{spelling, name});
    if (is_new || known->second.first == spelling) return false;
    problems_.add({"screening.two-names", csv_.place(keys_.back().columns.back()),
                   quote(name) + " and " + quote(known->second.second),
                   "names that differ in letters or digits, not only in marks between them",
                   "Write one name where one unit is meant, and more different ones where two "
                   "are."});
    return true;
  }

  double number_of(std::size_t at) {
    const std::string_view cell = csv_.cell(at);
    double value = kUnknown;
    if (cell.empty()) return kUnknown;
    if (read_table_value(cell, value)) {
      if (value == 0.0 && source_.zero_unknown) return kUnknown;
      const double least = source_.adjusted ? -kFigureMost : 0.0;
      if (value >= least && value <= kFigureMost) return value;
      problems_.add({"number.range", csv_.place(at), quote(cell),
                     "a figure from 0 to 9,999,999,999",
                     "Correct the cell, or leave it empty when the figure is not known."});
      return kUnknown;
    }
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
  std::set<std::string> seen_;  // rows, cell by cell
  std::map<std::string, std::pair<std::string, std::string>> spellings_;  // by key, with the name
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
    const auto borders =
        rule_.neighbours.empty() ? base::Result<fs::path>(fs::path()) : path_of(rule_.neighbours);
    if (!borders) {
      problems_.add_all(borders.problems());
      return out;
    }
    std::error_code at_borders;
    if (!borders->empty() && !fs::exists(*borders, at_borders)) {
      out.missing.push_back(fs::absolute(*borders, at_borders).string());
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
    list_unlisted(out.table);
    list_given_twice(out.table);
    for (const MeasureRule& measure : rule_.measures) {
      out.table.measures.push_back(
          {measure.id, measure.words, values_of(measure), left_out_of(measure), files_of(measure)});
      done_[measure.id] = out.table.measures.back().values;
    }
    for (const LabelRule& label : rule_.labels) out.table.labels.push_back(labels_of(label));
    if (!borders->empty()) read_neighbours(*borders, out.table);
    if (!rule_.name.empty()) out.table.units = texts_or(rule_.name, out.table.units);
    if (!rule_.shape.empty()) {
      out.table.shapes = texts_or(rule_.shape, std::vector<std::string>(keys_.size()));
    }
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

  // Two units a row, by their own names; a unit that the level does not list is a problem.
  void read_neighbours(const fs::path& path, screen::UnitTable& table) {
    auto bytes = read_bytes(path, rule_.neighbours);
    if (!bytes) return problems_.add_all(bytes.problems());
    auto text = decode_text(std::move(bytes).value(), rule_.neighbours);
    if (!text) return problems_.add_all(text.problems());
    auto csv = CsvTable::open(std::move(text).value().text, rule_.neighbours);
    if (!csv) return problems_.add_all(csv.problems());
    std::map<std::string, std::size_t> units;
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) units[keys_[unit]] = unit;
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    while ((*csv)->next(problems_)) {
      std::vector<std::size_t> both;
      for (std::size_t column = 0; column < std::min<std::size_t>(2, (*csv)->header().size());
           ++column) {
        const auto unit = units.find(joining_key((*csv)->cell(column)) + kKeyPartEnd);
        if (unit != units.end()) {
          both.push_back(unit->second);
          continue;
        }
        problems_.add({"screening.neighbour", (*csv)->place(column), quote((*csv)->cell(column)),
                       "a unit of the level " + quote(rule_.id),
                       "Write its name as the first source of the level has it."});
      }
      if (both.size() == 2 && both[0] != both[1]) {
        pairs.emplace(std::min(both[0], both[1]), std::max(both[0], both[1]));
      }
    }
    table.neighbours.assign(pairs.begin(), pairs.end());
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
    for (std::size_t i = 0; i < rule_.sources.size(); ++i) {
      const SourceTable& table = tables_.at(rule_.sources[i].id);
      const bool added = static_cast<std::size_t>(table.rows_read) > table.rows.size();
      if (i == 0 && !added) continue;  // it lists the units
      const auto found = std::count_if(keys_.begin(), keys_.end(), [&](const std::string& key) {
        return table.row_of(key_in(table, key)) != nullptr;
      });
      out.joined.push_back(fmt::format(
          "{}: {} of {} {}{}", rule_.sources[i].id, base::grouped(found),
          base::grouped(static_cast<std::int64_t>(keys_.size())), rule_.words,
          added ? fmt::format(", by adding up {} rows", base::grouped(table.rows_read)) : ""));
    }
  }

  // Units of sources that should list what the first does, and have more.
  void list_unlisted(screen::UnitTable& table) const {
    const SourceTable& first = tables_.at(rule_.sources.front().id);
    for (const UnitSource& source : rule_.sources) {
      const SourceTable& other = tables_.at(source.id);
      if (!source.lists || other.parts != first.parts) continue;
      for (std::size_t i = 0; i < other.order.size(); ++i) {
        if (first.rows.contains(other.order[i])) continue;
        table.unlisted.push_back(source.id + ": " + other.names[i]);
      }
    }
  }

  // Units whose own row of a source is another row again.
  void list_given_twice(screen::UnitTable& table) const {
    std::map<std::string, std::size_t> units;
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) units[keys_[unit]] = unit;
    for (const UnitSource& source : rule_.sources) {
      for (const SameRows& same : tables_.at(source.id).same_rows) {
        const auto unit = units.find(same.key);
        if (unit != units.end()) table.given_twice.emplace_back(unit->second, same.words);
      }
    }
  }

  // Files that a measure is worked out from.
  [[nodiscard]] std::vector<std::string> files_of(const MeasureRule& rule) {
    std::set<std::string>& files = files_[rule.id];
    for (const auto* names : {&rule.of, &rule.whole}) {
      for (const std::string& name : *names) {
        if (const auto known = files_.find(name); known != files_.end()) {
          files.insert(known->second.begin(), known->second.end());
        }
        for (const UnitSource& source : rule_.sources) {
          if (name.starts_with(source.id + ".")) files.insert(source.file);
        }
      }
    }
    return {files.begin(), files.end()};
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

  // The column's text of every unit, or what it is called otherwise.
  [[nodiscard]] std::vector<std::string> texts_or(const std::string& column,
                                                  std::vector<std::string> otherwise) const {
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) {
      std::string found = text(column, unit);
      if (!found.empty()) otherwise[unit] = std::move(found);
    }
    return otherwise;
  }

  // What was left out of the files that a measure is made of.
  [[nodiscard]] std::vector<std::string> left_out_of(const MeasureRule& rule) {
    std::vector<std::string>& out = left_out_[rule.id];
    const auto take = [&](const std::vector<std::string>& sentences) {
      for (const std::string& one : sentences) {
        if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
      }
    };
    for (const auto* names : {&rule.of, &rule.whole}) {
      for (const std::string& name : *names) {
        if (const auto known = left_out_.find(name); known != left_out_.end()) {
          take(known->second);
        } else if (const auto table = tables_.find(name.substr(0, name.find('.')));
                   table != tables_.end()) {
          take(table->second.left_out);
        }
      }
    }
    return out;
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
      case Kind::LogOdds: {
        const double of = sum(rule.of, unit);
        const double others = sum(rule.whole, unit) - of;
        return of > 0.0 && others > 0.0 ? std::log(of / others) : kUnknown;
      }
      case Kind::Product: {
        double product = 1.0;
        for (const std::string& name : rule.of) product *= number(name, unit);
        return product;
      }
      case Kind::Indicator: {
        const std::string cell = text(rule.of[0], unit);
        if (cell.empty()) return kUnknown;
        return cell.find(rule.text) != std::string::npos ? 1.0 : 0.0;
      }
      case Kind::Present: return present(rule, unit);
      case Kind::Only: return only(rule, unit);
      case Kind::AbsoluteChange: return absolute_change(rule, unit);
    }
    return kUnknown;
  }

  // 1 where the first source has a row, 0 where another of them has, else not known.
  [[nodiscard]] double present(const MeasureRule& rule, std::size_t unit) const {
    for (std::size_t i = 0; i < rule.of.size(); ++i) {
      const SourceTable& table = tables_.at(rule.of[i]);
      if (table.row_of(key_in(table, keys_[unit])) != nullptr) return i == 0 ? 1.0 : 0.0;
    }
    return kUnknown;
  }

  // 1 where the first source has a row and no other has, 0 where another has, else not known.
  [[nodiscard]] double only(const MeasureRule& rule, std::size_t unit) const {
    const auto has = [&](const std::string& source) {
      const SourceTable& table = tables_.at(source);
      return table.row_of(key_in(table, keys_[unit])) != nullptr;
    };
    if (std::any_of(rule.of.begin() + 1, rule.of.end(), has)) return 0.0;
    return has(rule.of.front()) ? 1.0 : kUnknown;
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
    for (std::size_t unit = 0; unit < keys_.size(); ++unit) {
      const double value = value_of(rule, unit);
      const bool small = rule.least && value < static_cast<double>(*rule.least);
      values.push_back(small ? kUnknown : value);
    }
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
  std::map<std::string, std::vector<std::string>> left_out_;  // by measure
  std::map<std::string, std::set<std::string>> files_;  // by measure
};

}  // namespace

std::string joining_key(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string key;
  bool apart = false;  // by a mark or a space from what is in the key
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool padding = c == '0' && i + 1 < name.size() && is_digit(name[i + 1]);
    if (padding && !key.empty() && !is_digit(key.back())) continue;  // "Ward 034" is "Ward 34"
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && !(c >= 'A' && c <= 'Z') && !is_digit(c) && static_cast<unsigned char>(c) < 0x80) {
      apart = true;
      continue;
    }
    if (apart && !key.empty() && is_digit(c) && is_digit(key.back())) key += '.';
    apart = false;
    key += lower ? static_cast<char>(c - 'a' + 'A') : c;
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
