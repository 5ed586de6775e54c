#include "formats/medsl.h"

#include "base/figures.h"
#include "formats/named_returns.h"
#include "formats/number.h"
#include "formats/odd_figures.h"
#include "formats/text.h"
#include "formats/unit_check.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace recanvass::formats {
namespace {

constexpr std::size_t kCountyCodeWidth =
    5;  // FIPS 6-4: two digits of the state, three of the county

struct MedslColumns {
  std::optional<std::size_t> year, state, county, county_code, precinct, office, district, stage,
      special, candidate, party, mode, votes, total;
};

// Which file it is: the columns differ.
enum class MedslKind { Precincts, Counties };

// Files of counties say candidatevotes, and since 2024 votes.
const char* votes_column(const CsvTable& table, MedslKind kind) {
  const bool is_older = kind == MedslKind::Counties && table.column("candidatevotes");
  return is_older ? "candidatevotes" : "votes";
}

MedslColumns medsl_columns(const CsvTable& table, MedslKind kind) {
  MedslColumns columns;
  columns.year = table.column("year");
  columns.state = table.column(table.column("state_po") ? "state_po" : "state_postal");
  // The county file of 2000 to 2016 says county and FIPS, later ones county_name and county_fips.
  columns.county = table.column(table.column("county_name") ? "county_name" : "county");
  columns.county_code = table.column(table.column("county_fips") ? "county_fips" : "FIPS");
  columns.precinct = table.column("precinct");
  columns.office = table.column("office");
  columns.district = table.column("district");
  columns.stage = table.column("stage");
  columns.special = table.column("special");
  columns.candidate = table.column("candidate");
  columns.party = table.column(table.column("party_detailed") ? "party_detailed" : "party");
  columns.mode = table.column("mode");
  columns.votes = table.column(votes_column(table, kind));
  if (kind == MedslKind::Counties) columns.total = table.column("totalvotes");
  return columns;
}

class MedslReader {
 public:
  MedslReader(CsvTable& table, const MedslColumns& columns, ReturnsTable& returns,
              ProblemList& problems)
      : table_(table), columns_(columns), returns_(returns), problems_(problems) {}

  void read_row() {
    const std::string_view candidate = cell(columns_.candidate);
    const bool has_candidate = check_candidate(candidate);
    const std::uint32_t unit = read_unit();
    const std::int64_t votes = read_votes();
    const std::string_view turnout = turnout_of(candidate);
    const std::string contest = turnout.empty() ? contest_name() : std::string(kEveryContest);
    const std::uint32_t section =
        returns_.section_of("", jurisdiction(), contest, cell(columns_.year));
    const std::string choice = !turnout.empty() ? std::string(turnout)
                               : has_candidate  ? choice_key(candidate, cell(columns_.party))
                                                : std::string(kUnreadableChoice);
    std::string mode = lower_case(cell(columns_.mode));
    if (mode == "total") mode.clear();
    returns_.add_figure(section, unit, choice, mode, votes, table_.line());
    if (columns_.total && turnout.empty()) note_total(section, unit, candidate, mode, votes);
  }

  /// A remark for each contest whose stated total is not the sum of its rows somewhere. The
  /// figures of the candidates stand: the total is derived, and known to be wrong in places.
  void remark_totals() {
    std::map<std::uint32_t, std::vector<std::string>> by_section;
    std::map<std::uint32_t, std::int64_t> first_lines;
    for (const auto& [key, total] : totals_) {
      if (total.is_explained()) continue;
      const auto& unit = returns_.units[key.second];
      by_section[key.first].push_back(fmt::format("{} (row {}): {}, and {} in its rows",
                                                  unit_words(unit.name, unit.county), total.line,
                                                  total.stated, total.all_rows()));
      first_lines.emplace(key.first, total.line);
    }
    for (const auto& [section, units] : by_section) {
      returns_.section_remarks.push_back(
          {section,
           remark_at(table_.file(), first_lines[section],
                     fmt::format("totalvotes differs from the sum of {} in {}: {}",
                                 table_.header()[*columns_.votes],
                                 base::counted(static_cast<std::int64_t>(units.size()), "county",
                                               "counties"),
                                 listed(units, kShown)),
                     "The candidates' figures are used; compare them with the county's own "
                     "canvass.")});
    }
  }

 private:
  static constexpr std::size_t kShown = 5;

  // What a county's rows say of all its votes.
  struct CountyTotal {
    std::int64_t stated = 0;
    std::int64_t line = 0;
    std::int64_t candidates = 0;  // in rows for all modes
    std::int64_t not_votes = 0;  // undervotes, overvotes
    bool is_whole = true;  // no figure unknown, one total in all rows
    std::set<std::string> whole_candidates;
    std::map<std::string, std::int64_t> by_mode;  // candidate, votes

    // A candidate with a row for all modes is counted by it alone.
    [[nodiscard]] std::int64_t all_rows() const {
      std::int64_t sum = candidates;
      for (const auto& [candidate, votes] : by_mode) {
        if (!whole_candidates.contains(candidate)) sum += votes;
      }
      return sum;
    }
    [[nodiscard]] bool is_explained() const {
      return !is_whole || stated == all_rows() || stated == all_rows() + not_votes;
    }
  };

  void note_total(std::uint32_t section, std::uint32_t unit, std::string_view candidate,
                  const std::string& mode, std::int64_t votes) {
    std::int64_t stated = 0;
    const bool is_read = read_figure(cell(columns_.total), stated) == NumberFault::None;
    const auto [found, is_first] = totals_.try_emplace({section, unit});
    CountyTotal& total = found->second;
    if (is_first) {
      total.stated = stated;
      total.line = table_.line();
    }
    if (!is_read || votes < 0) total.is_whole = false;
    if (total.stated != stated || !total.is_whole) return;
    if (is_not_a_vote(candidate)) {
      total.not_votes += votes;
    } else if (mode.empty()) {
      total.candidates += votes;
      total.whole_candidates.insert(std::string(candidate));
    } else {
      total.by_mode[std::string(candidate)] += votes;
    }
  }

  static bool is_not_a_vote(std::string_view candidate) {
    const std::string name = lower_case(candidate);
    return name.find("undervote") != std::string::npos ||
           name.find("overvote") != std::string::npos || name.find("blank") != std::string::npos ||
           name.find("spoiled") != std::string::npos;
  }

  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? table_.cell(*column) : std::string_view();
  }

  // "NA" matters only where the row is asked for: these files hold many years and states.
  std::int64_t read_votes() {
    const std::string_view text = cell(columns_.votes);
    if (text == "NA") return kUnknownVotes;
    return figure_or_problem(text, table_, *columns_.votes, problems_).value_or(kUnreadableVotes);
  }

  bool check_candidate(std::string_view candidate) {
    if (!candidate.empty()) return check_name(candidate, table_, *columns_.candidate, problems_);
    problems_.add({"returns.empty-cell", table_.place(*columns_.candidate), "nothing",
                   "the name of a candidate or of what was counted", "Write the name."});
    return false;
  }

  std::uint32_t read_unit() {
    const std::string_view county = cell(columns_.county);
    const std::string_view precinct = cell(columns_.precinct);
    note_code(cell(columns_.county_code));
    const bool has_county = check_name(county, table_, *columns_.county, problems_);
    const bool has_precinct =
        precinct.empty() || check_name(precinct, table_, *columns_.precinct, problems_);
    if (has_county && has_precinct) return returns_.unit_of(precinct, county);
    // A county whose name cannot be read may be any of them.
    returns_.has_lost_rows = returns_.has_lost_rows || !has_county;
    return returns_.unreadable_unit_of(precinct, has_county ? county : std::string_view());
  }

  // Counties are known by their names here, so a code that lost its zero is said and not refused.
  void note_code(std::string_view code) {
    if (noted_ || code.empty() || code.size() >= kCountyCodeWidth || code == "NA") return;
    noted_ = true;
    returns_.remarks.push_back(
        fmt::format("{}:{}: the county code {} lacks a leading zero; codes are not used",
                    table_.file(), table_.line(), quote(code)));
  }

  [[nodiscard]] std::string_view turnout_of(std::string_view candidate) const {
    const std::string_view by_office = turnout_office(cell(columns_.office));
    return by_office.empty() ? turnout_office(candidate) : by_office;
  }

  // A runoff or primary in the same file is another contest.
  [[nodiscard]] std::string contest_name() const {
    std::string text = contest_text(cell(columns_.office), cell(columns_.district));
    const std::string stage = lower_case(cell(columns_.stage));
    if (!stage.empty() && stage != "gen") text += ", " + stage;
    if (lower_case(cell(columns_.special)) == "true") text += ", special";
    return text;
  }

  [[nodiscard]] std::string jurisdiction() const {
    const std::string_view state = cell(columns_.state);
    return state.empty() ? std::string() : "us-" + lower_case(state);
  }

  CsvTable& table_;
  MedslColumns columns_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  bool noted_ = false;
  std::map<std::pair<std::uint32_t, std::uint32_t>, CountyTotal> totals_;  // by section and unit
};

ReturnsReading read_medsl(std::string text, const std::string& file, MedslKind kind,
                          const char* format) {
  ProblemList problems;
  const auto opened = CsvTable::open(std::move(text), file, problems);
  if (!opened) return problems.take();
  CsvTable& table = *opened;
  const MedslColumns columns = medsl_columns(table, kind);
  if (!columns.office || !columns.candidate || !columns.votes || !columns.county) {
    problems.add({"returns.missing-column",
                  {file, 1, ""},
                  "the columns " + listed(table.header(), 12),
                  fmt::format("office, county_name, candidate and {}", votes_column(table, kind)),
                  "Add the column or correct its name."});
    return problems.take();
  }
  ReturnsTable returns;
  returns.file = file;
  returns.format = format;
  returns.naming = Naming::Names;
  returns.has_units = true;
  returns.votes_place = column_place(votes_column(table, kind));
  returns.choice_place = column_place("candidate");
  returns.county_place = column_place(table.header()[*columns.county]);
  MedslReader reader(table, columns, returns, problems);
  while (table.next(problems)) reader.read_row();
  returns.has_lost_rows = returns.has_lost_rows || table.rows_lost();
  if (!problems.empty()) return {std::move(returns), problems.take()};
  reader.remark_totals();
  return returns;
}

}  // namespace

ReturnsReading read_medsl_precincts(std::string text, const std::string& file) {
  return read_medsl(std::move(text), file, MedslKind::Precincts, "MEDSL precinct returns");
}

ReturnsReading read_medsl_counties(std::string text, const std::string& file) {
  return read_medsl(std::move(text), file, MedslKind::Counties, "MEDSL county returns");
}

}  // namespace recanvass::formats
