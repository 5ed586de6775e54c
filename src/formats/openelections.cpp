#include "formats/openelections.h"

#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

// Columns of votes by mode, as the project's files name them.
constexpr std::array<std::string_view, 18> kModeColumns = {
    "election_day",   "early_voting",  "early",
    "absentee",       "absentee_mail", "absentee_in_person",
    "mail",           "mail_in",       "by_mail",
    "advance_voting", "advance",       "one_stop",
    "provisional",    "uocava",        "military",
    "machine",        "paper",         "election_day_votes"};

struct ModeColumn {
  std::size_t column;
  std::string name;
};

class OpenElectionsReader {
 public:
  OpenElectionsReader(CsvTable& table, ReturnsTable& returns, ProblemList& problems)
      : table_(table), returns_(returns), problems_(problems) {
    county_ = first_of({"county", "parish", "jurisdiction"});
    precinct_ = first_of({"precinct", "ward"});
    office_ = table.column("office");
    district_ = table.column("district");
    party_ = table.column("party");
    candidate_ = table.column("candidate");
    votes_ = first_of({"votes", "total_votes", "total"});
    for (const std::string_view name : kModeColumns) {
      if (const auto column = table.column(name)) modes_.push_back({*column, std::string(name)});
    }
    returns_.has_units = county_.has_value() || precinct_.has_value();
  }

  [[nodiscard]] bool has_votes() const { return votes_ || !modes_.empty(); }

  void read_row() {
    const std::string_view county = cell(county_);
    const std::string_view precinct = cell(precinct_);
    const std::string_view office = cell(office_);
    const std::string_view candidate = cell(candidate_);
    const std::string_view turnout = turnout_office(office);
    if (candidate.empty() && turnout.empty()) {
      problems_.add({"returns.empty-cell", table_.place(*candidate_), "nothing",
                     "the name of a candidate or of what was counted", "Write the name."});
      return;
    }
    if (county.empty() && precinct.empty()) {
      problems_.add({"returns.empty-cell", table_.place(), table_.row_text(),
                     "a row with a county or precinct",
                     "Name the unit, or remove a row of totals."});
      return;
    }
    if (!check_name(county, table_.place(), problems_) ||
        !check_name(precinct, table_.place(), problems_) ||
        !check_name(candidate, table_.place(*candidate_), problems_)) {
      return;
    }
    const std::uint32_t unit = returns_.unit_of(precinct, county);
    const std::string contest =
        turnout.empty() ? contest_text(office, cell(district_)) : std::string(kEveryContest);
    const std::uint32_t section = returns_.section_of("", "", contest);
    const std::string choice =
        turnout.empty() ? choice_key(candidate, cell(party_)) : std::string(turnout);
    add_votes(section, unit, choice);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> first_of(
      const std::vector<std::string_view>& names) const {
    for (const std::string_view name : names) {
      if (const auto column = table_.column(name)) return column;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? table_.cell(*column) : std::string_view();
  }

  // The total alone is kept where it stands beside its parts; parts alone are kept as they are.
  void add_votes(std::uint32_t section, std::uint32_t unit, const std::string& choice) {
    std::int64_t sum = 0;
    bool every_mode = true;
    bool good = true;
    for (const ModeColumn& mode : modes_) {
      if (table_.cell(mode.column).empty()) {
        every_mode = false;
        continue;
      }
      const auto votes =
          figure_or_problem(table_.cell(mode.column), table_.place(mode.column), problems_);
      good = good && votes.has_value();
      sum += votes.value_or(0);
      if (!votes_ && votes) {
        returns_.add_figure(section, unit, choice, mode.name, *votes, table_.line());
      }
    }
    if (!votes_) return;
    const auto votes = figure_or_problem(cell(votes_), table_.place(*votes_), problems_);
    if (!votes || !good) return;
    if (!modes_.empty() && every_mode && sum != *votes) {
      problems_.add({"returns.modes-differ", table_.place(*votes_),
                     fmt::format("{} votes, and {} when the modes are added up", *votes, sum),
                     "equal figures", "Find the missing or mistyped figure."});
      return;
    }
    returns_.add_figure(section, unit, choice, "", *votes, table_.line());
  }

  CsvTable& table_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::optional<std::size_t> county_, precinct_, office_, district_, party_, candidate_, votes_;
  std::vector<ModeColumn> modes_;
};

}  // namespace

base::Result<ReturnsTable> read_openelections(std::string text, const std::string& file) {
  auto opened = CsvTable::open(std::move(text), file);
  if (!opened) return opened.problems();
  CsvTable& table = **opened;
  ProblemList problems;
  ReturnsTable returns;
  returns.file = file;
  returns.format = "OpenElections CSV";
  returns.naming = Naming::Names;
  OpenElectionsReader reader(table, returns, problems);
  if (!table.column("candidate") || !reader.has_votes()) {
    return base::Problem{"returns.missing-column",
                         {file, 1, ""},
                         "the columns " + listed(table.header(), 12),
                         "candidate, and votes or votes by mode",
                         "Add the column or correct its name."};
  }
  while (table.next(problems)) reader.read_row();
  if (!problems.empty()) return problems.take();
  if (table.blank_rows() > 0) {
    returns.remarks.push_back(
        fmt::format("{}: {} blank rows passed over", file, table.blank_rows()));
  }
  return returns;
}

}  // namespace recanvass::formats
