#include "formats/openelections.h"

#include "base/figures.h"
#include "formats/mode_columns.h"
#include "formats/named_returns.h"
#include "formats/number.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace recanvass::formats {
namespace {

// Columns of votes by mode, as files name them.
constexpr std::array<std::string_view, 59> kModeColumns = {"absentee",
                                                           "absentee_ballots",
                                                           "absentee_by_mail",
                                                           "absentee_by_mail_votes",
                                                           "absentee_in_person",
                                                           "absentee_mail",
                                                           "absentee_mail_votes",
                                                           "absentee_votes",
                                                           "advance",
                                                           "advance_votes",
                                                           "advance_voting",
                                                           "advance_voting_votes",
                                                           "advanced",
                                                           "advanced_votes",
                                                           "advanced_voting",
                                                           "affidavit",
                                                           "affidavit_votes",
                                                           "by_mail",
                                                           "early",
                                                           "early_vote",
                                                           "early_votes",
                                                           "early_voting",
                                                           "early_voting_votes",
                                                           "eday",
                                                           "election_day",
                                                           "election_day_votes",
                                                           "electionday",
                                                           "emergency",
                                                           "federal",
                                                           "federal_votes",
                                                           "in_person",
                                                           "in_person_absentee",
                                                           "in_person_votes",
                                                           "limited",
                                                           "machine",
                                                           "machine_votes",
                                                           "mail",
                                                           "mail_ballots",
                                                           "mail_in",
                                                           "mail_in_votes",
                                                           "mail_votes",
                                                           "mailin",
                                                           "military",
                                                           "military_votes",
                                                           "one_stop",
                                                           "one_stop_votes",
                                                           "overseas",
                                                           "paper",
                                                           "paper_votes",
                                                           "poll",
                                                           "polling",
                                                           "polling_votes",
                                                           "polls",
                                                           "provisional",
                                                           "provisional_votes",
                                                           "provisionals",
                                                           "uocava",
                                                           "uocava_votes",
                                                           "vote_by_mail"};

// Columns whose figures are no votes of the row's candidate.
constexpr std::array<std::string_view, 61> kColumnsWithoutVotes = {"ballots",
                                                                   "ballots_cast",
                                                                   "blanks",
                                                                   "candidate_id",
                                                                   "candidate_order",
                                                                   "city_code",
                                                                   "contest_id",
                                                                   "county_code",
                                                                   "county_fips",
                                                                   "county_fips_code",
                                                                   "county_id",
                                                                   "date",
                                                                   "district",
                                                                   "district_id",
                                                                   "election_date",
                                                                   "election_id",
                                                                   "fips",
                                                                   "fips_code",
                                                                   "id",
                                                                   "incumbent",
                                                                   "jurisdiction",
                                                                   "line_number",
                                                                   "municipality_code",
                                                                   "office_code",
                                                                   "office_id",
                                                                   "order",
                                                                   "over_votes",
                                                                   "overvotes",
                                                                   "parish",
                                                                   "party_code",
                                                                   "party_id",
                                                                   "pct",
                                                                   "percent",
                                                                   "percentage",
                                                                   "precinct_code",
                                                                   "precinct_fips",
                                                                   "precinct_id",
                                                                   "precinct_no",
                                                                   "precinct_num",
                                                                   "precinct_number",
                                                                   "race_id",
                                                                   "registered",
                                                                   "registered_voters",
                                                                   "registration",
                                                                   "seats",
                                                                   "split",
                                                                   "state_fips",
                                                                   "total_ballots",
                                                                   "total_ballots_cast",
                                                                   "total_registered",
                                                                   "turnout",
                                                                   "under_votes",
                                                                   "undervotes",
                                                                   "vote_for",
                                                                   "vtd",
                                                                   "vtd_code",
                                                                   "ward",
                                                                   "ward_code",
                                                                   "winner",
                                                                   "year",
                                                                   "zip"};

struct ModeColumn {
  std::size_t column;
  std::string name;
};

// "Early Voting" and "early-voting" are early_voting.
std::string plain_column(std::string_view header) {
  std::string name = lower_case(header);
  std::replace_if(name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

template <std::size_t kSize>
bool is_one_of(const std::array<std::string_view, kSize>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A column that nobody asked for, and whether all its cells so far are figures.
struct OtherColumn {
  std::size_t column;
  bool is_all_figures = true;
  std::int64_t first_line = 0;  // of a figure; 0: none yet
  std::string first_figure;
};

class OpenElectionsReader {
 public:
  OpenElectionsReader(CsvTable& table, ReturnsTable& returns, ProblemList& problems)
      : table_(table), returns_(returns), problems_(problems) {
    county_ = first_of({"county", "parish", "jurisdiction"});
    precinct_ = first_of({"precinct", "ward"});
    office_ = first_of({"office"});
    district_ = first_of({"district"});
    party_ = first_of({"party"});
    candidate_ = first_of({"candidate"});
    votes_ = first_of({"votes", "total_votes", "total"});
    sort_other_columns();
    returns_.has_units = county_.has_value() || precinct_.has_value();
    if (votes_) returns_.votes_place = column_place(table_.header()[*votes_]);
    if (county_) returns_.county_place = column_place(table_.header()[*county_]);
  }

  [[nodiscard]] bool has_votes() const { return votes_ || !modes_.empty(); }

  // Votes in a column of an unknown name must not be left out in silence.
  void report_columns_of_figures() {
    for (const OtherColumn& other : others_) {
      if (!other.is_all_figures || other.first_line == 0) continue;
      const std::string& name = table_.header()[other.column];
      problems_.add({"returns.unknown-column",
                     {table_.file(), other.first_line, column_place(name)},
                     fmt::format("figures such as {} in the column {}", quote(other.first_figure),
                                 quote(name)),
                     "figures only in columns that are known",
                     "If these are votes, name the column as docs/formats/returns.md lists the "
                     "modes; otherwise remove it."});
    }
  }

  void read_row() {
    note_other_columns();
    const std::string_view county = cell(county_);
    const std::string_view precinct = cell(precinct_);
    const std::string_view office = cell(office_);
    const std::string_view candidate = cell(candidate_);
    const std::string_view turnout = turnout_office(office);
    const std::uint32_t unit = read_unit(county, precinct);
    const bool has_candidate = check_candidate(candidate, turnout);
    const std::string contest =
        turnout.empty() ? contest_text(office, cell(district_)) : std::string(kEveryContest);
    const std::uint32_t section = returns_.section_of("", "", contest);
    const std::string choice = !turnout.empty() ? std::string(turnout)
                               : has_candidate  ? choice_key(candidate, cell(party_))
                                                : std::string(kUnreadableChoice);
    keep_votes(section, unit, choice);
  }

  /// After the last row: the figures of all rows.
  void finish() {
    report_columns_of_figures();
    std::vector<std::string> names;
    for (const ModeColumn& mode : modes_) names.push_back(mode.name);
    const bool all_readable = std::all_of(rows_.begin(), rows_.end(), is_readable);
    std::vector<ModeRow> readable;
    if (!all_readable)
      std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(readable), is_readable);
    const std::vector<ModeSum> sums = sums_among_modes(names, all_readable ? rows_ : readable);
    say_of_sums(sums);
    for (const ModeRow& row : rows_) add_votes(row, sums);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> first_of(
      const std::vector<std::string_view>& names) const {
    const auto& header = table_.header();
    for (const std::string_view name : names) {
      for (std::size_t i = 0; i < header.size(); ++i) {
        if (plain_column(header[i]) == name) return i;
      }
    }
    return std::nullopt;
  }

  static bool is_readable(const ModeRow& row) {
    return row.unreadable.empty() && row.votes != kUnreadableVotes;
  }

  bool check_candidate(std::string_view candidate, std::string_view turnout) {
    if (!candidate.empty()) return check_name(candidate, table_, *candidate_, problems_);
    if (!turnout.empty()) return true;
    problems_.add({"returns.empty-cell", table_.place(*candidate_), "nothing",
                   "the name of a candidate or of what was counted", "Write the name."});
    return false;
  }

  std::uint32_t read_unit(std::string_view county, std::string_view precinct) {
    const bool is_named = !county.empty() || !precinct.empty();
    if (!is_named) {
      problems_.add({"returns.empty-cell", table_.place(), table_.row_text(),
                     "a row with a county or precinct",
                     "Name the unit, or remove a row of totals."});
    }
    const bool has_county = !county_ || check_name(county, table_, *county_, problems_);
    const bool has_precinct = !precinct_ || check_name(precinct, table_, *precinct_, problems_);
    if (is_named && has_county && has_precinct) return returns_.unit_of(precinct, county);
    // A county that is not named, or cannot be read, may be any of them.
    returns_.has_lost_rows = returns_.has_lost_rows || !is_named || !has_county;
    return returns_.unreadable_unit_of(precinct, has_county ? county : std::string_view());
  }

  void sort_other_columns() {
    for (std::size_t i = 0; i < table_.header().size(); ++i) {
      const std::string name = plain_column(table_.header()[i]);
      const bool is_read = i == county_ || i == precinct_ || i == office_ || i == district_ ||
                           i == party_ || i == candidate_ || i == votes_;
      // Beside the votes of a candidate, total_votes are those of the whole contest in the unit.
      const bool is_contest_total = name == "total_votes";
      if (is_read || name.empty() || is_contest_total || is_one_of(kColumnsWithoutVotes, name)) {
        continue;
      }
      if (is_one_of(kModeColumns, name)) {
        modes_.push_back({i, name});
      } else {
        others_.push_back({i, true, 0, ""});
      }
    }
  }

  // "-", "*" and "NA" stand for nothing beside figures.
  void note_other_columns() {
    for (OtherColumn& other : others_) {
      if (!other.is_all_figures) continue;
      const std::string_view text = table_.cell(other.column);
      std::int64_t number = 0;
      if (read_figure(text, number) == NumberFault::None) {
        if (other.first_line != 0) continue;
        other.first_line = table_.line();
        other.first_figure = text;
      } else if (!text.empty() && text != "-" && text != "*" && text != "NA" && text != "N/A") {
        other.is_all_figures = false;
      }
    }
  }

  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? table_.cell(*column) : std::string_view();
  }

  // Kept until all rows are read: only then is it known which columns add others up.
  void keep_votes(std::uint32_t section, std::uint32_t unit, const std::string& choice) {
    ModeRow row{section, unit, returns_.choices.number_of(choice), table_.line(), {}, {}, {}};
    for (std::size_t i = 0; i < modes_.size(); ++i) {
      const std::size_t column = modes_[i].column;
      std::optional<std::int64_t> votes;
      if (!table_.cell(column).empty()) {
        votes = figure_or_problem(table_.cell(column), table_, column, problems_);
        if (!votes) row.unreadable.push_back(i);
      }
      row.modes.push_back(votes.value_or(kNoFigure));
    }
    if (votes_) {
      row.votes =
          figure_or_problem(cell(votes_), table_, *votes_, problems_).value_or(kUnreadableVotes);
    }
    rows_.push_back(std::move(row));
  }

  // The total alone is kept where it stands beside its parts; parts alone are kept as they are.
  void add_votes(const ModeRow& row, const std::vector<ModeSum>& sums) {
    std::int64_t sum = 0;
    bool every_mode = true;
    for (std::size_t i = 0; i < modes_.size(); ++i) {
      if (row.modes[i] == kNoFigure) {
        every_mode = false;
        continue;
      }
      if (is_counted_by_parts(row, sums, i)) continue;
      sum += row.modes[i];
      if (!votes_) add(row, modes_[i].name, row.modes[i]);
    }
    if (!votes_) {
      for (const std::size_t i : row.unreadable) add(row, modes_[i].name, kUnreadableVotes);
      return;
    }
    if (is_readable(row) && !modes_.empty() &&
        (sum > *row.votes || (every_mode && sum != *row.votes))) {
      problems_.add({"returns.modes-differ",
                     {table_.file(), row.line, column_place(table_.header()[*votes_])},
                     fmt::format("{} votes, and {} when the modes are added up", *row.votes, sum),
                     "equal figures",
                     "Find the missing or mistyped figure."});
      add(row, "", kUnreadableVotes);
      return;
    }
    add(row, "", *row.votes);
  }

  void add(const ModeRow& row, const std::string& mode, std::int64_t votes) {
    returns_.figures.push_back(
        {row.section, row.unit, row.choice, returns_.modes.number_of(mode), votes, row.line});
  }

  // A column that adds others up speaks only in rows that leave those empty.
  static bool is_counted_by_parts(const ModeRow& row, const std::vector<ModeSum>& sums,
                                  std::size_t column) {
    return std::any_of(sums.begin(), sums.end(), [&](const ModeSum& sum) {
      return sum.whole == column &&
             std::any_of(sum.parts.begin(), sum.parts.end(),
                         [&](std::size_t part) { return row.modes[part] != kNoFigure; });
    });
  }

  void say_of_sums(const std::vector<ModeSum>& sums) {
    for (const ModeSum& sum : sums) {
      std::vector<std::string> parts;
      for (const std::size_t part : sum.parts) {
        parts.push_back(quote(table_.header()[modes_[part].column]));
      }
      const std::string& whole = table_.header()[modes_[sum.whole].column];
      if (sum.is_certain) {
        returns_.remarks.push_back(
            fmt::format("{}: the column {} is the sum of {} in every row, and is not counted again",
                        table_.file(), quote(whole), listed(parts, parts.size())));
        continue;
      }
      problems_.add(
          {"returns.mode-overlap",
           {table_.file(), 1, column_place(whole)},
           fmt::format("the column {} beside {}, which it may hold", quote(whole),
                       listed(parts, parts.size())),
           "each vote in one column",
           fmt::format("If {} holds them, remove it or make it their sum in every row; if not, "
                       "rename it, such as absentee_mail.",
                       quote(whole))});
    }
  }

  CsvTable& table_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::optional<std::size_t> county_, precinct_, office_, district_, party_, candidate_, votes_;
  std::vector<ModeColumn> modes_;
  std::vector<OtherColumn> others_;
  std::vector<ModeRow> rows_;
};

}  // namespace

ReturnsReading read_openelections(std::string text, const std::string& file) {
  ProblemList problems;
  const auto opened = CsvTable::open(std::move(text), file, problems);
  if (!opened) return problems.take();
  CsvTable& table = *opened;
  ReturnsTable returns;
  returns.file = file;
  returns.format = "OpenElections CSV";
  returns.naming = Naming::Names;
  returns.choice_place = column_place("candidate");
  OpenElectionsReader reader(table, returns, problems);
  if (!table.column("candidate") || !reader.has_votes()) {
    problems.add({"returns.missing-column",
                  {file, 1, ""},
                  "the columns " + listed(table.header(), 12),
                  "candidate, and votes or votes by mode",
                  "Add the column or correct its name."});
    return problems.take();
  }
  while (table.next(problems)) reader.read_row();
  reader.finish();
  returns.has_lost_rows = returns.has_lost_rows || table.rows_lost();
  if (!problems.empty()) return {std::move(returns), problems.take()};
  if (table.blank_rows() > 0) {
    returns.remarks.push_back(fmt::format(
        "{}: {} passed over", file, base::counted(table.blank_rows(), "blank row", "blank rows")));
  }
  return returns;
}

}  // namespace recanvass::formats
