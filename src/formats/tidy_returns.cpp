#include "formats/tidy_returns.h"

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
};

TidyColumns find_columns(const CsvTable& table) {
  return {table.column("unit"),    table.column("county"),    table.column("choice"),
          table.column("votes"),   table.column("mode"),      table.column("jurisdiction"),
          table.column("contest"), table.column("result_set")};
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
    if (name.empty()) continue;
    const auto& known = tidy_columns();
    if (std::find(known.begin(), known.end(), lower_case(name)) != known.end()) continue;
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
    bool good = same_unit(unit, county) ? check_choice(choice)
                                        : check_unit(unit, county) && check_choice(choice);
    good = read_votes(figure.votes) && good;
    good = read_mode(figure.mode) && good;
    if (!good) return;
    figure.section = returns_.section_of(cell(columns_.result_set), cell(columns_.jurisdiction),
                                         cell(columns_.contest));
    figure.unit = returns_.unit_of(unit, county);
    figure.choice = returns_.choices.number_of(choice);
    returns_.figures.push_back(figure);
  }

 private:
  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? table_.cell(*column) : std::string_view();
  }

  // The unit of the row before, whose name was found good.
  [[nodiscard]] bool same_unit(std::string_view unit, std::string_view county) const {
    if (returns_.figures.empty()) return false;
    const auto& last = returns_.units[returns_.figures.back().unit];
    return last.name == unit && last.county == county;
  }

  bool check_choice(std::string_view choice) {
    if (!choice.empty()) return true;
    problems_.add({"returns.empty-cell", table_.place(*columns_.choice), "nothing",
                   "the id of a choice", "Write the choice's id as election.toml has it."});
    return false;
  }

  bool check_unit(std::string_view unit, std::string_view county) {
    if (columns_.unit && unit.empty() && county.empty()) {
      problems_.add({"returns.empty-cell", table_.place(*columns_.unit), "nothing",
                     "the name of a reporting unit",
                     "Name the unit; votes that belong to none are a unit of their own."});
      return false;
    }
    return check_name(unit, table_, columns_.unit.value_or(0), problems_);
  }

  bool read_votes(std::int64_t& votes) {
    const auto read = figure_or_problem(cell(columns_.votes), table_, *columns_.votes, problems_);
    votes = read.value_or(0);
    return read.has_value();
  }

  bool read_mode(std::uint32_t& mode) {
    const std::string_view text = cell(columns_.mode);
    const auto& known = tidy_modes();
    if (!text.empty() && std::find(known.begin(), known.end(), text) == known.end()) {
      problems_.add({"returns.unknown-mode", table_.place(*columns_.mode), quote(text),
                     "one of " + listed(known, known.size()) + ", or nothing for all modes",
                     suggest(text, known, "Use the nearest of these.")});
      return false;
    }
    mode = returns_.modes.number_of(text);
    return true;
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

base::Result<ReturnsTable> read_tidy_returns(std::string text, const std::string& file) {
  auto opened = CsvTable::open(std::move(text), file);
  if (!opened) return opened.problems();
  CsvTable& table = **opened;
  ProblemList problems;
  check_header(table, problems);
  if (!problems.empty()) return problems.take();
  ReturnsTable returns;
  returns.file = file;
  returns.format = "returns CSV";
  returns.naming = Naming::Ids;
  returns.has_units = table.column("unit").has_value() || table.column("county").has_value();
  TidyReader reader(table, returns, problems);
  while (table.next(problems)) reader.read_row();
  if (!problems.empty()) return problems.take();
  if (table.blank_rows() > 0) {
    returns.remarks.push_back(
        fmt::format("{}: {} blank rows passed over", file, table.blank_rows()));
  }
  return returns;
}

}  // namespace recanvass::formats
