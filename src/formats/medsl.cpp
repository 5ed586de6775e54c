#include "formats/medsl.h"

#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

constexpr std::size_t kCountyCodeWidth =
    5;  // FIPS 6-4: two digits of the state, three of the county

struct MedslColumns {
  std::optional<std::size_t> year, state, county, county_code, precinct, office, district, stage,
      special, candidate, party, mode, votes;
};

MedslColumns medsl_columns(const CsvTable& table, const char* votes) {
  MedslColumns columns;
  columns.year = table.column("year");
  columns.state = table.column(table.column("state_po") ? "state_po" : "state_postal");
  columns.county = table.column("county_name");
  columns.county_code = table.column("county_fips");
  columns.precinct = table.column("precinct");
  columns.office = table.column("office");
  columns.district = table.column("district");
  columns.stage = table.column("stage");
  columns.special = table.column("special");
  columns.candidate = table.column("candidate");
  columns.party = table.column(table.column("party_detailed") ? "party_detailed" : "party");
  columns.mode = table.column("mode");
  columns.votes = table.column(votes);
  return columns;
}

class MedslReader {
 public:
  MedslReader(CsvTable& table, const MedslColumns& columns, ReturnsTable& returns,
              ProblemList& problems)
      : table_(table), columns_(columns), returns_(returns), problems_(problems) {}

  void read_row() {
    const std::optional<std::int64_t> votes = read_votes();
    const std::string_view county = cell(columns_.county);
    const std::string_view precinct = cell(columns_.precinct);
    const std::string_view candidate = cell(columns_.candidate);
    if (!check_names(county, precinct, candidate) || !votes) return;
    const std::string_view turnout = turnout_of(candidate);
    const std::string contest = turnout.empty() ? contest_name() : std::string(kEveryContest);
    const std::uint32_t unit = returns_.unit_of(precinct, county);
    const std::uint32_t section =
        returns_.section_of("", jurisdiction(), contest, cell(columns_.year));
    const std::string choice =
        turnout.empty() ? choice_key(candidate, cell(columns_.party)) : std::string(turnout);
    const std::string mode = lower_case(cell(columns_.mode));
    returns_.add_figure(section, unit, choice, mode == "total" ? "" : mode, *votes, table_.line());
  }

 private:
  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? table_.cell(*column) : std::string_view();
  }

  // "NA" matters only where the row is asked for: these files hold many years and states.
  std::optional<std::int64_t> read_votes() {
    const std::string_view text = cell(columns_.votes);
    if (text == "NA") return kUnknownVotes;
    return figure_or_problem(text, table_.place(*columns_.votes), problems_);
  }

  bool check_names(std::string_view county, std::string_view precinct, std::string_view candidate) {
    if (candidate.empty()) {
      problems_.add({"returns.empty-cell", table_.place(*columns_.candidate), "nothing",
                     "the name of a candidate or of what was counted", "Write the name."});
      return false;
    }
    note_code(cell(columns_.county_code));
    return check_name(county, table_.place(), problems_) &&
           check_name(precinct, table_.place(), problems_) &&
           check_name(candidate, table_.place(*columns_.candidate), problems_);
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
};

base::Result<ReturnsTable> read_medsl(std::string text, const std::string& file, const char* votes,
                                      const char* format) {
  auto opened = CsvTable::open(std::move(text), file);
  if (!opened) return opened.problems();
  CsvTable& table = **opened;
  const MedslColumns columns = medsl_columns(table, votes);
  if (!columns.office || !columns.candidate || !columns.votes || !columns.county) {
    return base::Problem{"returns.missing-column",
                         {file, 1, ""},
                         "the columns " + listed(table.header(), 12),
                         fmt::format("office, county_name, candidate and {}", votes),
                         "Add the column or correct its name."};
  }
  ProblemList problems;
  ReturnsTable returns;
  returns.file = file;
  returns.format = format;
  returns.naming = Naming::Names;
  returns.has_units = true;
  MedslReader reader(table, columns, returns, problems);
  while (table.next(problems)) reader.read_row();
  if (!problems.empty()) return problems.take();
  return returns;
}

}  // namespace

base::Result<ReturnsTable> read_medsl_precincts(std::string text, const std::string& file) {
  return read_medsl(std::move(text), file, "votes", "MEDSL precinct returns");
}

base::Result<ReturnsTable> read_medsl_counties(std::string text, const std::string& file) {
  return read_medsl(std::move(text), file, "candidatevotes", "MEDSL county returns");
}

}  // namespace recanvass::formats
