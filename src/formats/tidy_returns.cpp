#include "formats/tidy_returns.h"

#include "base/csv_field.h"
#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/name_map.h"
#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace recanvass::formats {
namespace {

const std::vector<std::string>& tidy_columns() {
  static const std::vector<std::string> names = {"unit", "county",       "choice",  "votes",
                                                 "mode", "jurisdiction", "contest", "result_set"};
  return names;
}

const std::vector<std::string>& tidy_modes() {
  static const std::vector<std::string> names = {"election-day", "absentee", "early",
                                                 "provisional"};
  return names;
}

struct TidyColumns {
  std::optional<std::size_t> unit, county, choice, votes, mode, jurisdiction, contest, result_set;
  std::vector<std::size_t> unknown;
};

bool is_known_column(const std::string& name) {
  const auto& known = tidy_columns();
  return std::find(known.begin(), known.end(), lower_case(name)) != known.end();
}

TidyColumns find_columns(const CsvTable& table) {
  TidyColumns columns{
      table.column("unit"),    table.column("county"),     table.column("choice"),
      table.column("votes"),   table.column("mode"),       table.column("jurisdiction"),
      table.column("contest"), table.column("result_set"), {}};
  for (std::size_t i = 0; i < table.header().size(); ++i) {
    const std::string& name = table.header()[i];
    if (!name.empty() && !is_known_column(name)) columns.unknown.push_back(i);
  }
  return columns;
}

void check_header(const CsvTable& table, ProblemList& problems) {
  for (const char* needed : {"choice", "votes"}) {
    if (table.column(needed)) continue;
    problems.add({"returns.missing-column",
                  {table.file(), 1, ""},
                  fmt::format("no column {}", quote(needed)),
                  "the columns choice and votes",
                  "Add the column or correct its name."});
  }
  for (const std::string& name : table.header()) {
    if (name.empty() || is_known_column(name)) continue;
    const auto& known = tidy_columns();
    problems.add({"returns.unknown-column",
                  {table.file(), 1, column_place(name)},
                  quote(name),
                  "one of " + listed(known, known.size()),
                  suggest(name, known, "Remove the column.")});
  }
}

// One row at a time, from the table into figures.
class TidyReader {
 public:
  TidyReader(CsvTable& table, ReturnsTable& returns, ProblemList& problems)
      : table_(table), returns_(returns), problems_(problems), columns_(find_columns(table)) {}

  void read_row() {
    const std::string_view unit = cell(columns_.unit);
    const std::string_view county = cell(columns_.county);
    const std::string_view choice = cell(columns_.choice);
    if ((!same_unit(unit, county) && (names_a_total(unit) || names_a_total(county))) ||
        names_a_total(choice)) {
      problems_.add({"returns.total-row", table_.place(), table_.row_text(),
                     "rows of reporting units only",
                     "Remove the row of totals; give a unit's own total as the choice @total."});
      return;
    }
    ReturnsTable::Figure figure;
    figure.line = table_.line();
    const bool has_unit = same_unit(unit, county) || check_unit(unit, county);
    const bool has_choice = check_choice(choice);
    figure.votes = read_votes();
    figure.mode = read_mode();
    figure.section = returns_.section_of(cell(columns_.result_set), cell(columns_.jurisdiction),
                                         cell(columns_.contest));
    figure.unit = has_unit ? returns_.unit_of(unit, county, unknown_cells())
                           : returns_.unreadable_unit_of(unit, county);
    figure.choice = returns_.choices.number_of(has_choice ? choice : kUnreadableChoice);
    returns_.figures.push_back(figure);
  }

 private:
  // Tables of ours have an apostrophe before what a spreadsheet might compute.
  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    std::string_view text = column ? table_.cell(*column) : std::string_view();
    if (text.starts_with('\'') && base::may_compute(text.substr(1))) text.remove_prefix(1);
    return text;
  }

  // The unit of the row before, whose name was found good.
  [[nodiscard]] bool same_unit(std::string_view unit, std::string_view county) const {
    if (returns_.figures.empty()) return false;
    const auto& last = returns_.units[returns_.figures.back().unit];
    return last.is_readable && last.name == unit && last.county == county;
  }

  // What the columns that nobody knows say of the row.
  [[nodiscard]] std::string unknown_cells() const {
    std::string cells;
    for (const std::size_t column : columns_.unknown) {
      cells += table_.cell(column);
      cells += '\x1f';
    }
    return cells;
  }

  bool check_choice(std::string_view choice) {
    if (!choice.empty()) return true;
    problems_.add({"returns.empty-cell", table_.place(*columns_.choice), "nothing",
                   "the id of a choice", "Write the choice's id as election.toml has it."});
    return false;
  }

  bool check_unit(std::string_view unit, std::string_view county) {
    if (columns_.unit && unit.empty() && county.empty()) {
      returns_.has_lost_rows = true;  // it may be of any county
      problems_.add({"returns.empty-cell", table_.place(*columns_.unit), "nothing",
                     "the name of a reporting unit",
                     "Name the unit; votes that belong to none are a unit of their own."});
      return false;
    }
    return check_name(unit, table_, columns_.unit.value_or(0), problems_);
  }

  std::int64_t read_votes() {
    return figure_or_problem(cell(columns_.votes), table_, *columns_.votes, problems_)
        .value_or(kUnreadableVotes);
  }

  std::uint32_t read_mode() {
    const std::string_view text = cell(columns_.mode);
    const auto& known = tidy_modes();
    if (!text.empty() && std::find(known.begin(), known.end(), text) == known.end()) {
      problems_.add({"returns.unknown-mode", table_.place(*columns_.mode), quote(text),
                     "one of " + listed(known, known.size()) + ", or nothing for all modes",
                     suggest(text, known, "Use the nearest of these.")});
    }
    return returns_.modes.number_of(text);
  }

  CsvTable& table_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  TidyColumns columns_;
};

}  // namespace

bool is_tidy_header(const std::vector<std::string>& header) {
  const auto has = [&](std::string_view name) {
    return std::any_of(header.begin(), header.end(),
                       [&](const std::string& column) { return lower_case(column) == name; });
  };
  return has("choice") && has("votes");
}

ReturnsReading read_tidy_returns(std::string text, const std::string& file) {
  ProblemList problems;
  const auto opened = CsvTable::open(std::move(text), file, problems);
  if (!opened) return problems.take();
  CsvTable& table = *opened;
  check_header(table, problems);
  if (!table.column("choice") || !table.column("votes")) return problems.take();
  ReturnsTable returns;
  returns.file = file;
  returns.format = "returns CSV";
  returns.naming = Naming::Ids;
  returns.has_units = table.column("unit").has_value() || table.column("county").has_value();
  returns.has_contest_column = table.column("contest").has_value();
  returns.has_unknown_columns = !find_columns(table).unknown.empty();
  TidyReader reader(table, returns, problems);
  while (table.next(problems)) reader.read_row();
  returns.has_lost_rows = returns.has_lost_rows || table.rows_lost();
  if (!problems.empty()) return {std::move(returns), problems.take()};
  if (table.blank_rows() > 0) {
    returns.remarks.push_back(fmt::format(
        "{}: {} passed over", file, base::counted(table.blank_rows(), "blank row", "blank rows")));
  }
  return returns;
}

}  // namespace recanvass::formats
