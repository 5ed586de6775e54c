#include "formats/clear_ballot.h"

#include "formats/choice_titles.h"
#include "formats/columns_apart.h"
#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::Mark;
using Names = std::map<std::string, std::string, std::less<>>;

std::optional<std::size_t> column_in(std::span<const std::string> header, std::string_view name) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (letters_and_digits(header[i]) == name) return i;
  }
  return std::nullopt;
}

constexpr std::string_view kChoicePrefix = "choice_";

bool is_choice_column(std::string_view name) {
  return lower_case(name.substr(0, kChoicePrefix.size())) == kChoicePrefix;
}

// "Choice_17_1", also with names behind it: no other system heads a column so.
bool is_numbered_choice_column(std::string_view name) {
  if (!is_choice_column(name)) return false;
  std::string_view numbers = name.substr(kChoicePrefix.size());
  numbers = trimmed(numbers.substr(0, numbers.find(':')));
  const std::size_t between = numbers.find('_');
  return between != std::string_view::npos && position_of(numbers.substr(0, between)) > 0 &&
         position_of(numbers.substr(between + 1)) > 0;
}

std::vector<std::string_view> parts_of(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

// "Vote For 2", "Vote For Not More Than 2", "Number of Winners 3" at the beginning of a part of a
// column's name; 0: it is none.
std::int32_t vote_for_of(std::string_view part) {
  const std::string lower = lower_case(part);
  for (const std::string_view words :
       {"vote for not more than ", "vote for up to ", "vote for ", "number of winners "}) {
    if (!lower.starts_with(words)) continue;
    std::int32_t number = 0;
    std::from_chars(part.data() + words.size(), part.data() + part.size(), number);
    return number > 0 && number <= 1000 ? number : 0;
  }
  return 0;
}

// "Mayor:Vote For 1:Ada" and "DEM" of "Choice_1_1:Mayor:Vote For 1:Ada:DEM"; nothing of a number.
std::pair<std::string, std::string> without_party(std::string_view column) {
  const std::size_t first = column.find(':');
  const std::size_t last = column.rfind(':');
  if (first == std::string_view::npos || first == last) return {};
  return {std::string(trimmed(column.substr(first + 1, last - first - 1))),
          std::string(trimmed(column.substr(last + 1)))};
}

// Parts of a name that has colons, together again.
std::string joined(const std::vector<std::string_view>& parts, std::size_t begin, std::size_t end) {
  std::string name;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) name += ": ";
    name += parts[i];
  }
  return name;
}

// The tables beside the records.
struct NameTables {
  Names contests;       // by ContestID
  Names choice_names;   // by ChoiceID
  Names choice_contests;
  Names precincts;
};

void refuse_table(const std::string& file, std::int64_t row, std::string found,
                  ProblemList& problems) {
  problems.add({"clear-ballot.table",
                {file, row, {}},
                std::move(found),
                "each number once, with a name",
                "Export the tables again with the cast vote records."});
}

void read_name_table(const InputFiles& files, std::size_t at, NameTables& names,
                     ProblemList& problems) {
  const std::string& file = files.files()[at].name;
  auto table = open_table(files, at);
  if (!table) return problems.add_all(table.problems());
  const auto rows = std::move(table).value();
  if (!rows->next()) return problems.add_all(rows->problems());
  const std::vector<std::string> header(rows->fields().begin(), rows->fields().end());
  const auto choice = column_in(header, "choiceid");
  const auto choice_name = column_in(header, "choicename");
  const auto contest = column_in(header, "contestid");
  const auto contest_name = column_in(header, "contestname");
  const auto precinct = column_in(header, "precinctid");
  const auto precinct_name = column_in(header, "precinctname");
  const auto add = [&](Names& into, std::size_t id, std::size_t name) {
    const auto entry = into.emplace(trimmed(rows->fields()[id]), trimmed(rows->fields()[name]));
    if (!entry.second || entry.first->first.empty()) {
      refuse_table(file, rows->line(), quote(entry.first->first), problems);
    }
  };
  while (rows->next()) {
    if (is_blank_row(rows->fields())) continue;
    if (rows->fields().size() < header.size()) {
      refuse_table(file, rows->line(), "too few fields", problems);
    } else if (choice && choice_name && contest) {
      add(names.choice_names, *choice, *choice_name);
      add(names.choice_contests, *choice, *contest);
    } else if (contest && contest_name) {
      add(names.contests, *contest, *contest_name);
    } else if (precinct && precinct_name) {
      names.precincts.emplace(trimmed(rows->fields()[*precinct]),
                              trimmed(rows->fields()[*precinct_name]));
    }
  }
  problems.add_all(rows->problems());
}

// Of titles that are several contests, the columns with which each begins, in a file.
using ApartTitles = std::map<std::string, std::vector<std::size_t>, std::less<>>;

class ClearBallotFile {
 public:
  ClearBallotFile(TableRows& rows, const std::string& name, const NameTables& names,
                  CardReading& reading, ContestBook& book, CardPlaces& places,
                  const ApartTitles& apart)
      : rows_(rows),
        name_(name),
        names_(names),
        reading_(reading),
        book_(book),
        places_(places),
        apart_(apart) {}

  /// Whether columns of one title may be several contests, which a look at all rows tells.
  [[nodiscard]] bool may_be_apart() const { return may_be_apart_; }
  /// Which they are. Reads the file and makes no cards of it.
  ApartTitles find_apart();

  void read() {
    const auto above = go_to_heading(rows_, is_clear_ballot_header);
    if (!above || !read_header()) return reading_.problems.add_all(rows_.problems());
    reading_.ignore("rows above the header", *above);
    rows_.each_row([&] {
      if (is_blank_row(rows_.fields())) {
        reading_.ignore("empty rows");
      } else {
        read_row();
      }
    });
    reading_.problems.add_all(rows_.problems());
    add_remarks(rows_, name_, reading_.remarks);
  }

 private:
  struct ChoiceColumn {
    std::size_t column;
    Mark mark;
  };
  // The one column of a contest that has no choices: which cards carry it.
  static bool is_without_choice(const ChoiceColumn& column) {
    return column.mark.choice == election::kInvalidWriteIn;
  }

  void refuse(const char* cause, std::string place, std::string found, std::string wanted) {
    reading_.problems.add({cause,
                           {name_, rows_.line(), std::move(place)},
                           std::move(found),
                           std::move(wanted),
                           "Export the cast vote records again, with the tables beside them."});
  }
  bool read_header();
  [[nodiscard]] std::string apart_name(const std::string& contest, std::size_t column);
  bool add_column(std::size_t column);
  bool add_numbered(std::size_t column, std::string_view number);
  bool add_choice(std::size_t column, std::string_view contest_id, std::string_view contest_name,
                  std::string_view choice_id, std::string_view choice_name, std::int32_t vote_for,
                  std::uint16_t rank);
  void read_row();
  void read_contest(std::uint32_t contest, const std::vector<ChoiceColumn>& columns);
  [[nodiscard]] std::string_view cell_of(std::string_view name) const {
    const auto found = places_at_.find(name);
    return found == places_at_.end() ? std::string_view() : trimmed(rows_.fields()[found->second]);
  }

  TableRows& rows_;
  const std::string& name_;
  const NameTables& names_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces& places_;
  const ApartTitles& apart_;
  bool may_be_apart_ = false;
  std::map<std::string, std::vector<std::string>> parts_;  // of titles of several contests
  std::vector<std::string> header_;
  std::size_t heading_fields_ = 0;  // with the empty ones behind the last name
  std::size_t row_fields_ = 0;      // of every row; 0: there was none
  std::map<std::string, std::set<std::string>> parties_;  // of a column's name without its party
  std::map<std::string, std::size_t, std::less<>> places_at_;
  std::map<std::uint32_t, std::vector<ChoiceColumn>> contests_;
  std::map<std::uint32_t, std::int32_t> votes_;  // allowed in each contest, as the columns say
  std::vector<Mark> marks_;
};

bool ClearBallotFile::read_header() {
  for (const std::string_view field : rows_.fields()) header_.push_back(on_one_line(field));
  heading_fields_ = header_.size();
  // A comma too many at the end of the header names no column.
  while (header_.size() > 1 && trimmed(header_.back()).empty()) header_.pop_back();
  for (const std::string& name : header_) {
    const auto [choice, party] = without_party(name);
    if (is_choice_column(name) && !choice.empty()) parties_[choice].insert(party);
  }
  bool fits = true;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (is_choice_column(header_[i])) {
      fits = add_column(i) && fits;
    } else {
      places_at_.emplace(letters_and_digits(header_[i]), i);
    }
  }
  for (const auto& [contest, columns] : contests_) {
    const bool unnamed = std::ranges::any_of(columns, is_without_choice);
    if (unnamed && columns.size() > 1) {
      refuse("clear-ballot.header", reading_.builder.contest(contest).name,
             "a name that is empty beside others", "choices with names");
      fits = false;
      continue;
    }
    std::uint16_t ranks = 0;
    for (const ChoiceColumn& column : columns) ranks = std::max(ranks, column.mark.rank);
    const election::CardContest& about = reading_.builder.contest(contest);
    reading_.builder.describe(contest, about.vote_for, ranks);
    ContestList list{about.id.text, about.name, votes_[contest], ranks, {}};
    for (const ChoiceColumn& column : columns) {
      if (!unnamed) list.choices.push_back(about.choices[column.mark.choice].name);
    }
    reading_.contest_lists.add(std::move(list), {name_, rows_.line(), about.name},
                               reading_.problems);
  }
  for (const auto& [title, parts] : parts_) {
    reading_.remarks.push_back(columns_apart_remark(name_, title, parts));
  }
  return fits;
}

// "Governor (DEM)" of one of several contests of a title, by the one party of its columns.
std::string ClearBallotFile::apart_name(const std::string& contest, std::size_t column) {
  const auto known = apart_.find(contest);
  if (known == apart_.end()) return contest;
  const auto& begins = known->second;
  const auto next = std::ranges::upper_bound(begins, column);
  const std::size_t end = next == begins.end() ? header_.size() : *next;
  std::set<std::string> parties;
  for (std::size_t i = *std::prev(next); i < end; ++i) {
    if (!is_choice_column(header_[i]) || header_[i].find(contest) == std::string::npos) continue;
    const std::string party = without_party(header_[i]).second;
    if (!party.empty()) parties.insert(party);
  }
  std::string name = fmt::format("{} (column {})", contest, *std::prev(next) + 1);
  if (parties.size() == 1) name = fmt::format("{} ({})", contest, *parties.begin());
  auto& names = parts_[contest];
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return name;
}

ApartTitles ClearBallotFile::find_apart() {
  ApartTitles found;
  const auto above = go_to_heading(rows_, is_clear_ballot_header);
  if (!above || !read_header()) return found;
  std::map<std::uint32_t, ColumnsApart> all;
  for (const auto& [contest, columns] : contests_) {
    std::vector<std::size_t> places;
    for (const ChoiceColumn& column : columns) places.push_back(column.column);
    std::ranges::sort(places);
    all.emplace(contest, ColumnsApart(std::move(places)));
  }
  rows_.each_row([&] {
    const auto fields = rows_.fields();
    if (fields.size() < header_.size()) return;
    for (auto& [contest, apart] : all) {
      apart.look_at([&](std::size_t column) { return trimmed(fields[column]).empty(); });
    }
  });
  for (const auto& [contest, apart] : all) {
    auto begins = apart.begins();
    if (!begins.empty()) found.emplace(reading_.builder.contest(contest).name, std::move(begins));
  }
  return found;
}

// "Choice_17_1", a number of the table of choices; or "Choice_1_1:Mayor:Vote For 1:Ada:DEM"; or, in
// ranked contests, "Choice_1_1:Mayor:2:Vote For 1:Ada:DEM" with the rank behind the contest.
bool ClearBallotFile::add_column(std::size_t column) {
  const auto parts = parts_of(header_[column], ':');
  const auto numbers = parts_of(parts[0], '_');
  if (parts.size() == 1 && numbers.size() >= 2) return add_numbered(column, numbers[1]);
  // Names of contests and choices may have colons of their own.
  std::size_t limit = parts.size() < 5 ? parts.size() : 2;
  while (limit < parts.size() && vote_for_of(parts[limit]) == 0) ++limit;
  if (limit + 2 < parts.size()) {
    const std::uint32_t rank = limit > 2 ? position_of(parts[limit - 1]) : 0;
    const bool ranked = rank > 0 && rank <= 1000;
    const std::string contest = apart_name(joined(parts, 1, limit - (ranked ? 1U : 0U)), column);
    std::string choice = joined(parts, limit + 1, parts.size() - 1);
    const auto [without, party] = without_party(header_[column]);
    if (parties_[without].size() > 1 && !is_write_in_name(choice)) {
      const std::string remark = same_name_remark(name_, contest, choice);
      auto& remarks = reading_.remarks;
      if (std::ranges::find(remarks, remark) == remarks.end()) remarks.push_back(remark);
      if (!party.empty()) choice += fmt::format(" ({})", party);
    }
    return add_choice(column, contest, contest, choice, choice, vote_for_of(parts[limit]),
                      static_cast<std::uint16_t>(ranked ? rank : 0));
  }
  refuse("clear-ballot.header", header_[column], "a choice's column in another form",
         "Choice_1_1, or Choice_1_1:contest:Vote For 1:choice:party");
  return false;
}

bool ClearBallotFile::add_numbered(std::size_t column, std::string_view number) {
  const auto name = names_.choice_names.find(number);
  const auto contest = names_.choice_contests.find(number);
  if (names_.choice_names.empty()) {
    refuse("clear-ballot.header", header_[column], "numbers for choices, and no table of them",
           "the tables of choices and contests that the export has beside the records");
    return false;
  }
  if (name == names_.choice_names.end()) {
    refuse("clear-ballot.header", header_[column], "a choice that no table names",
           "a choice of the table of choices");
    return false;
  }
  const auto title = names_.contests.find(contest->second);
  const std::string_view contest_name =
      title == names_.contests.end() ? contest->second : title->second;
  return add_choice(column, contest->second, contest_name, number, name->second, 0, 0);
}

bool ClearBallotFile::add_choice(std::size_t column, std::string_view contest_id,
                                 std::string_view contest_name, std::string_view choice_id,
                                 std::string_view choice_name, std::int32_t vote_for,
                                 std::uint16_t rank) {
  const bool unnamed = choice_id.empty() && choice_name.empty();
  const std::string why =
      why_not_a_name(contest_name) +
      (unnamed ? std::string() : why_not_a_name(choice_id) + why_not_a_name(choice_name));
  const auto contest =
      why.empty() ? book_.contest(contest_id, contest_name, vote_for, 0) : std::nullopt;
  if (contest && unnamed) {
    contests_[*contest].push_back({column, {election::kInvalidWriteIn, rank, 1}});
    votes_[*contest] = vote_for;
    return true;
  }
  const auto choice = contest ? book_.choice(*contest, choice_id, choice_name,
                                             is_write_in_name(choice_name) ? CardChoiceKind::WriteIn
                                                                           : CardChoiceKind::Named)
                              : std::nullopt;
  if (!choice) {
    refuse("clear-ballot.header", header_[column],
           why.empty() ? "too many choices" : "a name that " + why, "choices with names");
    return false;
  }
  auto& columns = contests_[*contest];
  const bool twice = std::ranges::any_of(columns, [&](const ChoiceColumn& known) {
    return known.mark.choice == *choice && known.mark.rank == rank;
  });
  if (twice && !stands_for_written(reading_.builder, *contest, *choice)) {
    refuse("clear-ballot.header", header_[column], "a choice that has a column already",
           "a column for each choice");
    return false;
  }
  columns.push_back({column, {*choice, rank, 1}});
  votes_[*contest] = vote_for;
  return true;
}

void ClearBallotFile::read_contest(std::uint32_t contest,
                                   const std::vector<ChoiceColumn>& columns) {
  marks_.clear();
  std::size_t empty = 0;
  for (const ChoiceColumn& column : columns) {
    const std::string_view cell = trimmed(rows_.fields()[column.column]);
    if (cell.empty()) {
      ++empty;
    } else if (cell == "1" && !is_without_choice(column)) {
      static_cast<void>(add_mark(reading_.builder, contest, column.mark, marks_));
    } else if (cell != "0") {
      return refuse("clear-ballot.cell", header_[column.column], quote(cell), "0, 1 or nothing");
    }
  }
  if (empty == columns.size()) return;
  if (empty > 0) {
    may_be_apart_ = true;
    return refuse("clear-ballot.cell", reading_.builder.contest(contest).name,
                  "empty cells beside others", "all cells of a contest empty, or none");
  }
  reading_.builder.add_marking(contest, code_of_marks(reading_.builder, contest, marks_));
}

void ClearBallotFile::read_row() {
  const auto fields = rows_.fields();
  // The rows of one table have one number of fields: a row with one more has a comma in a field.
  if (row_fields_ == 0 && fields.size() >= header_.size() && fields.size() <= heading_fields_) {
    row_fields_ = fields.size();
  }
  const bool fits = fields.size() == row_fields_ && is_blank_row(fields.subspan(header_.size()));
  if (!fits) {
    return refuse("clear-ballot.fields", {}, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields, as the header has", header_.size()));
  }
  const std::string_view precinct = cell_of("precinctid");
  const auto name = names_.precincts.find(precinct);
  const std::string_view style_name = cell_of("precinctstylename");
  const bool remade = cell_of("remade") != "" && cell_of("remade") != "0";
  const std::string_view status = cell_of("status");
  if (!status.empty() && status != "0") reading_.ignore("marks of a status other than 0 (kept)");
  reading_.builder.add_card(
      {places_.profile(cell_of("ballotstyleid"),
                       name != names_.precincts.end() ? std::string_view(name->second)
                       : style_name.empty()           ? precinct
                                                      : style_name,
                       "", remade),
       places_.batch(cell_of("scancomputername"), cell_of("boxid")),
       position_of(cell_of("boxposition")),
       true,
       cell_of("ballotid"),
       {}});
  reading_.origins.add(reading_.builder.cards() - 1, name_, rows_.line());
  for (const auto& [contest, columns] : contests_) read_contest(contest, columns);
}

enum class ClearBallotPass : std::uint8_t { Cards, Look };

// True: in some file columns of one title may be several contests. @param apart  of each file
bool read_clear_files(const InputFiles& files, const std::vector<std::size_t>& which,
                      const std::vector<std::size_t>& tables, std::vector<ApartTitles>& apart,
                      ClearBallotPass pass, CardReading& reading) {
  NameTables names;
  for (const std::size_t at : tables) read_name_table(files, at, names, reading.problems);
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  bool may_be_apart = false;
  for (std::size_t i = 0; i < which.size(); ++i) {
    auto rows = open_table(files, which[i], reading.executor);
    if (!rows) {
      reading.problems.add_all(rows.problems());
      continue;
    }
    const auto opened = std::move(rows).value();
    const ApartTitles known = apart[i];
    ClearBallotFile file(*opened, files.files()[which[i]].name, names, reading, book, places,
                         known);
    if (pass == ClearBallotPass::Look) {
      apart[i] = file.find_apart();
    } else {
      file.read();
      may_be_apart = may_be_apart || file.may_be_apart();
    }
  }
  return may_be_apart;
}

}  // namespace

bool is_clear_ballot_header(std::span<const std::string> header) {
  return std::ranges::any_of(header, is_numbered_choice_column) ||
         (column_in(header, "ballotid") && std::ranges::any_of(header, is_choice_column));
}

bool is_clear_ballot_table_header(std::span<const std::string> header) {
  const auto has = [&](std::string_view name) { return column_in(header, name).has_value(); };
  return (has("choiceid") && has("choicename")) || (has("contestid") && has("contestname")) ||
         (has("precinctid") && has("precinctname")) || (has("partyid") && has("partyname"));
}

void read_clear_ballot(const InputFiles& files, const std::vector<std::size_t>& which,
                       const std::vector<std::size_t>& tables, CardReading& reading) {
  std::vector<ApartTitles> apart(which.size());
  if (!read_clear_files(files, which, tables, apart, ClearBallotPass::Cards, reading)) return;
  // Some columns of one title may be contests of several parties, which all rows tell.
  CardReading looking;
  looking.executor = reading.executor;
  static_cast<void>(read_clear_files(files, which, tables, apart, ClearBallotPass::Look, looking));
  const auto some = [](const ApartTitles& titles) { return !titles.empty(); };
  if (std::ranges::none_of(apart, some)) return;
  CardReading again;
  again.executor = reading.executor;
  reading = std::move(again);
  static_cast<void>(read_clear_files(files, which, tables, apart, ClearBallotPass::Cards, reading));
}

}  // namespace recanvass::formats
