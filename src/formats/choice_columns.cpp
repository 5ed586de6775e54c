#include "formats/choice_columns.h"

#include "formats/cell_words.h"
#include "formats/choice_groups.h"
#include "formats/choice_titles.h"
#include "formats/ess_ballots.h"
#include "formats/number.h"
#include "formats/party_columns.h"
#include "formats/seen_ids.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "formats/total_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingTable;

constexpr std::int64_t kCopiesMax = 10'000'000;      // cards that one row may stand for
constexpr std::int64_t kAllCopiesMax = 50'000'000;  // and all rows together

struct ContestOfColumns {
  std::string name;
  std::vector<std::size_t> columns;
  std::vector<std::uint16_t> ranks;  // of each column; 0: not ranked
  std::uint32_t index = 0;
  std::string id;  // where it is not the name
  std::optional<std::string> party;  // whose cards alone carry it
  std::int64_t empty = 0;     // cards that have nothing in it
  bool has_a_word = false;  // some card has an undervote, an overvote or something withheld
};

// What a text in a cell of a contest says; the choice where it is a name.
struct CellMeaning {
  Said said = Said::Nothing;
  ChoiceIndex choice = 0;
  bool names_somebody = false;  // who was written in
};

struct CellTextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

// What is added up over all files that are read together.
struct RowsOfAllFiles {
  std::int64_t copies = 0;  // cards that rows stand for by their number
  SeenIds records;  // a later export holds the records of an earlier one again
  EssBallots ballots;             // what lists beside the files say of the records
  std::uint64_t not_listed = 0;  // cards of which they say nothing
};

class ChoiceColumnsFile {
 public:
  ChoiceColumnsFile(const InputFiles& files, std::size_t at, CardReading& reading,
                    ContestBook& book, CardPlaces& places, RowsOfAllFiles& rows)
      : files_(files),
        at_(at),
        name_(files.files()[at].name),
        reading_(reading),
        book_(book),
        places_(places),
        of_all_(rows) {}

  void read();

 private:
  bool open();
  bool read_header();
  void pass_over_columns();
  void find_groups();
  bool look_through_groups();
  void look_at_titles();
  bool settle_groups();
  bool settle_same_titles();
  void add_plain(std::size_t column);
  void make_contests();
  void add_ranked(std::size_t column, std::map<std::string, ContestOfColumns>& ranked);
  void remark_on_contests();
  void refuse_bare_marks();
  bool refuse_long_form();
  bool read_total();
  void add_cards(std::int64_t cards);
  EssBallot listed_ballot(std::string_view record);
  void add_contest(ContestOfColumns contest);
  void read_row();
  [[nodiscard]] bool counts_in_batch() const;
  [[nodiscard]] std::string record_key(std::string_view record) const;
  [[nodiscard]] bool is_header_again() const;
  std::optional<std::uint32_t> code_of(ContestOfColumns& contest);
  std::optional<ChoiceIndex> choice_of(const ContestOfColumns& contest, std::size_t column);
  std::optional<CellMeaning> meaning_of(const ContestOfColumns& contest, std::size_t column);
  void refuse(const char* cause, std::size_t column, std::string found, std::string wanted,
              std::string mend);
  [[nodiscard]] std::string place_of(std::size_t column) const;
  [[nodiscard]] std::string_view cell(std::size_t column) const {
    const auto fields = rows_->fields();
    const std::string_view text = column < fields.size() ? trimmed(fields[column]) : "";
    const bool picture = text.empty() && pictures_ && column < is_choice_.size() &&
                         is_choice_[column] && !ranks_[column] && rows_->has_picture(column);
    return picture ? kPictureOfName : text;
  }
  [[nodiscard]] std::string_view cell_of(CellRole role) const {
    const auto found = role_columns_.find(role);
    return found == role_columns_.end() ? std::string_view() : cell(found->second);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  const InputFiles& files_;
  std::size_t at_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces& places_;
  RowsOfAllFiles& of_all_;
  std::unique_ptr<TableRows> rows_;
  std::vector<std::string> header_;
  std::map<CellRole, std::size_t> role_columns_;
  std::size_t width_ = 0;  // up to the last column with a heading
  std::vector<bool> is_choice_;  // of each column
  std::vector<std::optional<RankTitle>> ranks_;  // of each column that is a choice
  std::vector<std::size_t> unnamed_;  // columns without a heading that continue no contest
  std::vector<ColumnGroup> groups_;
  std::map<std::string, std::vector<std::size_t>> same_titles_;  // columns that lie apart
  std::set<std::string> filled_twice_;  // of these: a card has something in two of them
  std::set<std::size_t> filled_;        // some card has something in the column
  std::set<std::size_t> apart_;         // columns of one title that are contests of their own
  std::size_t party_column_ = kNone;
  PartyColumns parties_;
  std::int64_t rows_here_ = 0;
  bool pictures_ = false;  // some cell has one
  std::vector<ContestOfColumns> contests_;
  // Of each contest of the book, what was met in its cells: few texts, which stand in every row.
  std::vector<std::unordered_map<std::string, CellMeaning, CellTextHash, std::equal_to<>>> met_;
  std::vector<Mark> marks_;
};

// Of a column: by its heading, unless that is empty or fills a page.
std::string ChoiceColumnsFile::place_of(std::size_t column) const {
  constexpr std::size_t kShown = 200;
  if (column == kNone) return {};
  const bool by_name = !header_[column].empty() && header_[column].size() <= kShown;
  return by_name ? "column " + header_[column] : fmt::format("column {}", column + 1);
}

void ChoiceColumnsFile::refuse(const char* cause, std::size_t column, std::string found,
                               std::string wanted, std::string mend) {
  reading_.problems.add({cause,
                         {name_, rows_ ? rows_->line() : 0, place_of(column)},
                         std::move(found),
                         std::move(wanted),
                         std::move(mend)});
}

bool ChoiceColumnsFile::open() {
  auto table = open_table(files_, at_, reading_.executor);
  if (!table) {
    reading_.problems.add_all(table.problems());
    return false;
  }
  rows_ = std::move(table).value();
  const auto above = go_to_heading(*rows_, is_choice_header);
  if (!above) {
    reading_.problems.add_all(rows_->problems());
    return false;
  }
  if (header_.empty()) reading_.ignore("rows above the header", *above);
  pictures_ = rows_->has_pictures();
  return true;
}

bool ChoiceColumnsFile::read_header() {
  bool fits = !refuse_long_form();
  std::map<std::string, std::size_t> last_of_name;
  const auto refuse_heading = [&](std::size_t column, std::string found) {
    refuse("choice-columns.header", column, std::move(found), "a name for each column",
           "Export the cast vote records again.");
    fits = false;
  };
  for (const std::string_view field : rows_->fields()) {
    header_.push_back(on_one_line(trimmed(field)));
  }
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const CellRole role = cell_role_of(header_[i]);
    is_choice_.push_back(role == CellRole::Choice);
    ranks_.push_back(is_choice_[i] ? rank_title_of(header_[i]) : std::nullopt);
    if (header_[i].empty()) continue;
    width_ = i + 1;
    if (role == CellRole::OfTheCard) {
      reading_.ignore("columns about the card that are not read, as " + quote(header_[i]));
    } else if (!is_choice_[i]) {
      role_columns_.try_emplace(role, i);
    }
    const std::string why = why_not_a_name(header_[i]);
    const auto [before, is_new] = last_of_name.try_emplace(header_[i], i);
    // Side by side they may be votes of one contest, which the cards tell.
    const bool beside = is_choice_[i] && before->second + 1 == i && !ranks_[i];
    if (!why.empty()) refuse_heading(i, "a name that " + why);
    if (party_column_ == kNone && is_party_heading(header_[i])) party_column_ = i;
    const bool plain = is_choice_[i] && !ranks_[i];
    if (!is_new && !beside && plain) {
      auto& columns = same_titles_[header_[i]];
      if (columns.empty()) columns.push_back(before->second);
      columns.push_back(i);
    } else if (!is_new && !beside) {
      refuse_heading(i, "two columns of one name");
    }
    if (role == CellRole::HowMany && role_columns_.at(role) != i && is_new) {
      refuse_heading(i, "a second column of how many cards a row stands for");
    }
    before->second = i;
  }
  pass_over_columns();
  if (const auto many = role_columns_.find(CellRole::HowMany); many != role_columns_.end()) {
    const std::string& heading = header_[many->second];
    if (letters_and_digits(heading) != "count") {
      reading_.remarks.push_back(fmt::format(
          "{}: each row stands for as many ballots as its column {} says", name_, quote(heading)));
    }
  }
  return fits;
}

// A row for each vote: contests would be candidates of a contest "Contest".
bool ChoiceColumnsFile::refuse_long_form() {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(
        rows_->fields(), [&](std::string_view field) { return letters_and_digits(field) == name; });
  };
  const bool long_form =
      (has("contest") || has("contestname")) &&
      (has("candidate") || has("candidatename") || has("choice") || has("choicename"));
  if (!long_form) return false;
  refuse("choice-columns.header", kNone, "a row for each contest of a card, or for each vote",
         "a row for each card, with a column for each contest",
         "Export the cast vote records as the system makes them.");
  return true;
}

// Nobody puts a contest before the number of the record, unless all are there.
void ChoiceColumnsFile::pass_over_columns() {
  const auto record = role_columns_.find(CellRole::Record);
  if (record == role_columns_.end()) return;
  bool behind = false;
  for (std::size_t i = record->second; i < header_.size(); ++i) {
    behind = behind || (is_choice_[i] && !header_[i].empty());
  }
  for (std::size_t i = 0; behind && i < record->second; ++i) {
    if (!is_choice_[i] || header_[i].empty()) continue;
    is_choice_[i] = false;
    ranks_[i].reset();
    reading_.ignore("columns before the number of the record, as " + quote(header_[i]));
  }
}

void ChoiceColumnsFile::find_groups() {
  std::vector<bool> is_plain;
  for (std::size_t i = 0; i < header_.size(); ++i) is_plain.push_back(is_choice_[i] && !ranks_[i]);
  groups_ = column_groups(header_, is_plain);
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const bool in_group = std::ranges::any_of(
        groups_, [&](const ColumnGroup& group) { return group.first <= i && i < group.end; });
    if (is_plain[i] && header_[i].empty() && !in_group) unnamed_.push_back(i);
  }
}

void ChoiceColumnsFile::look_at_titles() {
  const std::string_view party = party_column_ == kNone ? std::string_view() : cell(party_column_);
  for (std::size_t i = 0; i < width_; ++i) {
    if (!is_choice_[i] || ranks_[i] || cell(i).empty()) continue;
    filled_.insert(i);
    if (party_column_ != kNone) parties_.look_at(i, party, cell(i));
  }
  for (const auto& [title, columns] : same_titles_) {
    const auto filled =
        std::ranges::count_if(columns, [&](std::size_t column) { return !cell(column).empty(); });
    if (filled > 1) filled_twice_.insert(title);
  }
}

// Such columns need a look at all rows before the first is read.
bool ChoiceColumnsFile::look_through_groups() {
  if (groups_.empty() && same_titles_.empty() && party_column_ == kNone) return true;
  rows_->each_row([&] {
    if (rows_->fields().size() < width_) return;  // refused when it is read
    look_at_titles();
    for (ColumnGroup& group : groups_) {
      group.look_at([&](std::size_t column) { return cell(column); });
    }
  });
  return open();
}

// False: columns of one name are neither one contest nor told apart.
bool ChoiceColumnsFile::settle_groups() {
  bool settled = true;
  for (ColumnGroup& group : groups_) {
    if (group.family != ColumnGroup::Family::OneTitle) continue;
    // Columns that a program for tables adds hold nothing.
    while (group.end > group.first + 1 && header_[group.end - 1].empty() &&
           group.end - group.first > group.used) {
      --group.end;
    }
    const bool named_twice =
        std::any_of(header_.begin() + static_cast<std::ptrdiff_t>(group.first) + 1,
                    header_.begin() + static_cast<std::ptrdiff_t>(group.end),
                    [](const std::string& heading) { return !heading.empty(); });
    const std::string why = group.why_contests();
    if (!named_twice || why.empty()) continue;
    bool all_filled = !group.beside;
    for (std::size_t i = group.first; i < group.end; ++i) {
      all_filled = all_filled && !header_[i].empty() && filled_.contains(i);
    }
    if (all_filled) {
      for (std::size_t i = group.first; i < group.end; ++i) apart_.insert(i);
      continue;
    }
    settled = false;
    refuse("choice-columns.header", group.first + 1, "two columns of one name",
           "a name for each column, or votes of one contest, which they are not since " + why,
           "Give contests of one title different titles.");
  }
  std::erase_if(groups_, [&](const ColumnGroup& group) { return apart_.contains(group.first); });
  return settle_same_titles() && settled;
}

// Columns of one title that lie apart are contests of their own where each has something and no
// card has two of them.
bool ChoiceColumnsFile::settle_same_titles() {
  bool settled = true;
  for (const auto& [title, columns] : same_titles_) {
    const bool all =
        std::ranges::all_of(columns, [&](std::size_t column) { return filled_.contains(column); });
    if (all && !filled_twice_.contains(title)) {
      apart_.insert(columns.begin(), columns.end());
      continue;
    }
    settled = false;
    refuse("choice-columns.header", columns[1], "two columns of one name", "a name for each column",
           "Export the cast vote records again.");
  }
  return settled;
}

// A column that is a contest, or one of each party; or one of several of one title.
void ChoiceColumnsFile::add_plain(std::size_t column) {
  const std::string& title = header_[column];
  ContestOfColumns contest{title, {column}, {0}, 0, {}, {}};
  if (apart_.contains(column)) {
    const std::string party = parties_.only_of(column);
    const bool first = std::ranges::none_of(
        contests_, [&](const ContestOfColumns& known) { return known.name == title; });
    if (!party.empty()) contest.name = fmt::format("{} ({})", title, party);
    if (party.empty() && !first) contest.id = fmt::format("{} (column {})", title, column + 1);
    reading_.remarks.push_back(
        fmt::format("{}: column {}, {}, is a contest of its own: no card has something in two "
                    "columns of that name",
                    name_, column + 1, quote(title)));
    return add_contest(std::move(contest));
  }
  const std::vector<std::string> parties = parties_.apart_in(column);
  if (parties.empty()) return add_contest(std::move(contest));
  std::vector<std::string> names;
  for (const std::string& party : parties) {
    ContestOfColumns one = contest;
    one.party = party;
    if (!party.empty()) one.name = fmt::format("{} ({})", title, party);
    names.push_back(one.name);
    add_contest(std::move(one));
  }
  reading_.remarks.push_back(
      fmt::format("{}: the column {} was read as {} contests, {}: the cards of each party have "
                  "names in it that "
                  "no other party's have",
                  name_, quote(title), names.size(), listed(names, 6)));
}

void ChoiceColumnsFile::add_contest(ContestOfColumns contest) {
  const std::uint16_t ranks = *std::ranges::max_element(contest.ranks);
  const auto votes = ranks > 0 ? 1 : static_cast<std::int32_t>(contest.columns.size());
  const std::string name = contest.name.empty() ? std::string(last_part(name_)) : contest.name;
  const std::string id = contest.id.empty() ? name : contest.id;
  const auto index = book_.contest(id, name, ranks == 0 && votes == 1 ? 0 : votes, ranks);
  if (!index) {
    refuse("choice-columns.header", contest.columns[0], "too many contests",
           fmt::format("{} at most", ContestBook::kContestsMax), "Give the export in parts.");
    return;
  }
  reading_.contest_lists.add({id, name, votes, ranks, {}},
                             {name_, rows_->line(), "column " + header_[contest.columns[0]]},
                             reading_.problems);
  contest.index = *index;
  contests_.push_back(std::move(contest));
}

void ChoiceColumnsFile::add_ranked(std::size_t column,
                                   std::map<std::string, ContestOfColumns>& ranked) {
  const RankTitle& title = *ranks_[column];
  ContestOfColumns& contest = ranked[title.contest];
  contest.name = title.contest;
  if (std::ranges::find(contest.ranks, title.rank) != contest.ranks.end()) {
    return refuse("choice-columns.header", column, "a rank that has a column already",
                  "each rank once", "Export the cast vote records again.");
  }
  contest.columns.push_back(column);
  contest.ranks.push_back(title.rank);
}

void ChoiceColumnsFile::make_contests() {
  for (const ColumnGroup& group : groups_) {
    const std::string remark = group.remark(header_);
    if (!remark.empty()) reading_.remarks.push_back(fmt::format("{}: {}", name_, remark));
  }
  std::map<std::string, ContestOfColumns> ranked;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (ranks_[i]) add_ranked(i, ranked);
  }
  for (std::size_t i = 0; i < header_.size() && reading_.problems.empty(); ++i) {
    if (!is_choice_[i] || header_[i].empty()) continue;
    if (ranks_[i]) {
      const auto found = ranked.find(ranks_[i]->contest);
      if (found->second.columns[0] == i) add_contest(found->second);
      continue;
    }
    const auto group = std::ranges::find(groups_, i, &ColumnGroup::first);
    const bool together = group != groups_.end() && group->is_one_contest();
    if (!together) {
      add_plain(i);
      continue;
    }
    ContestOfColumns contest{group->contest, {}, {}, 0, {}, {}};
    for (; i < group->end; ++i) {
      contest.columns.push_back(i);
      contest.ranks.push_back(group->family == ColumnGroup::Family::Ordered
                                  ? static_cast<std::uint16_t>(contest.columns.size())
                                  : std::uint16_t{0});
    }
    --i;
    add_contest(std::move(contest));
  }
  if (contests_.empty() && reading_.problems.empty()) {
    refuse("choice-columns.header", kNone, "no column of a contest", "a column for each contest",
           "Export the cast vote records with their contests.");
  }
}

// Data of the cards under a heading that nobody knows looks like a contest that all voted in.
void ChoiceColumnsFile::remark_on_contests() {
  constexpr std::int64_t kRowsEnough = 10;
  std::vector<std::string> names;
  for (const ContestOfColumns& contest : contests_) {
    const bool plain = contest.columns.size() == 1 && contest.ranks[0] == 0;
    const bool nearly_all = contest.empty * 10 <= rows_here_;
    if (plain && !contest.has_a_word && nearly_all) names.push_back(contest.name);
  }
  if (names.empty() || rows_here_ < kRowsEnough) return;
  reading_.remarks.push_back(fmt::format(
      "{}: read as contests, though nearly every card has a name in them and none an undervote or "
      "an overvote: {}. Remove the columns that are no contests",
      name_, listed(names, 6)));
}

// Marks instead of names: a column for each choice, or of something else about the card. Figures,
// where rows are no records: a report of votes. New York City's records have numbers of candidates.
void ChoiceColumnsFile::refuse_bare_marks() {
  const bool records = role_columns_.contains(CellRole::Record);
  for (const ContestOfColumns& contest : contests_) {
    const auto& choices = reading_.builder.contest(contest.index).choices;
    const auto all = [&](bool (*is)(std::string_view)) {
      return !choices.empty() && std::ranges::all_of(choices, is, &election::CardChoice::name);
    };
    if (!all(is_bare_mark) && (records || !all(is_whole_figure))) continue;
    refuse("choice-columns.name", contest.columns[0],
           fmt::format("{} in place of a name, and no name in any row", quote(choices[0].name)),
           "the name of a choice in each cell, as ES&S exports records",
           "Remove the column if it is no contest; call it Count if it says how many ballots a row "
           "stands for. A table with a column for each choice is not read: export the records with "
           "names in their cells.");
  }
}

std::optional<ChoiceIndex> ChoiceColumnsFile::choice_of(const ContestOfColumns& contest,
                                                        std::size_t column) {
  const std::string_view name = cell(column);
  if (is_rejected_written(name)) return election::kInvalidWriteIn;
  const bool written = is_written(name);
  const std::string_view id = written ? std::string_view("Write-in") : name;
  if (const auto known = book_.find_choice(contest.index, id)) return known;
  const std::string why = why_not_a_name(name);
  const auto added = why.empty()
                         ? book_.choice(contest.index, id, id,
                                        written ? CardChoiceKind::WriteIn : CardChoiceKind::Named)
                         : std::nullopt;
  if (!added) {
    refuse("choice-columns.name", column, quote(name),
           why.empty() ? "fewer different names" : "a name, which this is not: it " + why,
           "Export the cast vote records again.");
  }
  return added;
}

// No value: the cell holds no name and was refused.
std::optional<CellMeaning> ChoiceColumnsFile::meaning_of(const ContestOfColumns& contest,
                                                         std::size_t column) {
  const std::string_view text = cell(column);
  if (text.empty()) return CellMeaning{};
  if (met_.size() <= contest.index) met_.resize(contest.index + std::size_t{1});
  auto& met = met_[contest.index];
  if (const auto found = met.find(text); found != met.end()) return found->second;
  CellMeaning meaning{said_in(text), 0, false};
  if (meaning.said == Said::Name) {
    const auto choice = choice_of(contest, column);
    if (!choice) return std::nullopt;
    meaning.choice = *choice;
    meaning.names_somebody =
        *choice != election::kInvalidWriteIn && is_written(text) && !is_write_in_name(text);
  }
  constexpr std::size_t kTextsKept = 10'000;  // names written by hand have no end
  if (met.size() < kTextsKept) met.emplace(text, meaning);
  return meaning;
}

// No value: the card does not carry the contest, or a cell was refused.
std::optional<std::uint32_t> ChoiceColumnsFile::code_of(ContestOfColumns& contest) {
  marks_.clear();
  if (contest.party && *contest.party != cell(party_column_)) {
    ++contest.empty;
    return std::nullopt;
  }
  bool carried = false;
  bool overvoted = false;
  for (std::size_t i = 0; i < contest.columns.size(); ++i) {
    const auto meaning = meaning_of(contest, contest.columns[i]);
    if (!meaning) return std::nullopt;
    const Said said = meaning->said;
    carried = carried || said != Said::Nothing;
    if (said == Said::Nothing && pictures_ && rows_->has_picture(contest.columns[i])) {
      reading_.ignore("pictures of written names on empty ranks, read as blank ranks");
    }
    contest.empty += said == Said::Nothing ? 1 : 0;
    contest.has_a_word = contest.has_a_word || (said != Said::Name && said != Said::Nothing);
    if (meaning->names_somebody) reading_.ignore("names written in (kept as Write-in)");
    if (said == Said::Redacted) return MarkingTable::kRedacted;
    if (said == Said::Overvote && contest.ranks[i] > 0) {
      marks_.push_back({election::kOvervotedRank, contest.ranks[i], 1});
    }
    overvoted = overvoted || said == Said::Overvote;
    if (said != Said::Name) continue;
    if (!add_mark(reading_.builder, contest.index, {meaning->choice, contest.ranks[i], 1},
                  marks_)) {
      refuse("choice-columns.name", contest.columns[i], quote(cell(contest.columns[i])) + " twice",
             "each name once in the columns of a contest", "Export the cast vote records again.");
      return std::nullopt;
    }
  }
  if (!carried) return std::nullopt;
  if (overvoted && contest.ranks[0] == 0) return MarkingTable::kOvervoted;
  return code_of_marks(reading_.builder, contest.index, marks_);
}

// By the columns that say where a card is, since another export may have other contests.
bool ChoiceColumnsFile::is_header_again() const {
  const auto again = [&](std::size_t column) { return cell(column) == header_[column]; };
  if (!role_columns_.empty()) {
    return std::ranges::all_of(role_columns_,
                               [&](const auto& entry) { return again(entry.second); });
  }
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!again(i)) return false;
  }
  return true;
}

// "Total : 14" below the rows, which must be right. False: the row is another.
bool ChoiceColumnsFile::read_total() {
  const auto total = total_of_rows(rows_->fields());
  if (!total) return false;
  if (*total == rows_here_) {
    reading_.ignore("totals of the rows above them, which are right");
  } else {
    refuse("choice-columns.total", kNone, fmt::format("a total of {}", *total),
           fmt::format("{}, the number of rows above it", rows_here_),
           "Fetch the file again; it may have been cut off.");
  }
  return true;
}

// RCTab's tables have the number that a card has in its batch, where others number all cards.
bool ChoiceColumnsFile::counts_in_batch() const {
  const auto record = role_columns_.find(CellRole::Record);
  return record != role_columns_.end() && role_columns_.contains(CellRole::Batch) &&
         letters_and_digits(header_[record->second]) == "recordid";
}

std::string ChoiceColumnsFile::record_key(std::string_view record) const {
  if (!counts_in_batch()) return std::string(record);
  return fmt::format("{}, {}, {}", cell_of(CellRole::Tabulator), cell_of(CellRole::Batch), record);
}

void ChoiceColumnsFile::read_row() {
  const auto fields = rows_->fields();
  if (read_total()) return;
  const auto beyond = fields.size() > header_.size() ? fields.subspan(header_.size())
                                                     : std::span<const std::string_view>();
  const auto is_filled = [&](std::size_t column) { return !cell(column).empty(); };
  if (const auto filled = std::ranges::find_if(unnamed_, is_filled); filled != unnamed_.end()) {
    return refuse("choice-columns.header", *filled, quote(cell(*filled)),
                  "nothing in a column without a heading", "Export the cast vote records again.");
  }
  if (fields.size() < width_ || !is_blank_row(beyond)) {
    return refuse("choice-columns.fields", kNone, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields, as the header has", width_),
                  "Put a field that holds a comma in quotation marks; a list of names in an "
                  "overvote is often not.");
  }
  if (is_header_again()) {
    return refuse("choice-columns.header", kNone, "the header again", "rows of cards only below it",
                  "Give files by themselves, not one behind the other.");
  }
  const std::string_view record = cell_of(CellRole::Record);
  if (calls_itself_total(fields[0]) || calls_itself_total(record)) {
    return refuse("choice-columns.total", kNone, "a row of totals: " + quote(fields[0]),
                  "rows of cards only", "Remove the row; votes are added up from the cards.");
  }
  const bool withheld = record == "X" || said_in(record) == Said::Redacted;
  if (!record.empty() && !withheld && !of_all_.records.add(record_key(record))) {
    return refuse("choice-columns.twice", role_columns_.find(CellRole::Record)->second,
                  quote(record), "a record that no row before has, in any of the files",
                  "Look whether a batch or a file was exported twice.");
  }
  std::int64_t cards = 1;
  if (const auto column = role_columns_.find(CellRole::HowMany); column != role_columns_.end()) {
    const NumberFault fault = read_figure(cell(column->second), cards);
    if (fault != NumberFault::None || cards > kCopiesMax) {
      return refuse("choice-columns.count", column->second, quote(cell(column->second)),
                    fmt::format("a number of cards up to {}", kCopiesMax),
                    "Write how many ballots the row stands for in digits; a part of one is none.");
    }
    of_all_.copies += cards;
    if (of_all_.copies > kAllCopiesMax) {
      return refuse("choice-columns.count", column->second,
                    fmt::format("{} cards up to this row", of_all_.copies),
                    fmt::format("up to {} cards that rows stand for", kAllCopiesMax),
                    "Give the export in parts.");
    }
  }
  for (const auto& [role, column] : role_columns_) {
    if (!is_shortened_number(cell(column))) continue;
    refuse("choice-columns.id", column, quote(cell(column)), "the id as it was exported",
           "A program for tables shortened it: export again and do not save it from there.");
  }
  ++rows_here_;
  add_cards(cards);
}

// The card of a row, as often as its number says.
void ChoiceColumnsFile::add_cards(std::int64_t cards) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> codes;
  for (ContestOfColumns& contest : contests_) {
    if (const auto code = code_of(contest)) codes.emplace_back(contest.index, *code);
  }
  const std::string_view record = cell_of(CellRole::Record);
  const EssBallot ballot = listed_ballot(record);
  const auto or_else = [](std::string_view own, std::string_view other) {
    return own.empty() ? other : own;
  };
  const std::string_view printed = or_else(cell_of(CellRole::TabulatorCvr), ballot.tabulator_cvr);
  constexpr std::size_t kPrinted = 10;  // four digits of the tabulator, six of a number
  constexpr std::size_t kMachine = 4;
  const bool with_machine =
      printed.size() == kPrinted && printed.find_first_not_of("0123456789") == std::string::npos;
  const std::string_view machine = with_machine ? printed.substr(0, kMachine) : std::string_view();
  const std::uint32_t profile = places_.profile(
      cell_of(CellRole::Style), or_else(cell_of(CellRole::Precinct), cell_of(CellRole::Portion)),
      or_else(cell_of(CellRole::Group), ballot.group));
  const std::uint32_t batch =
      places_.batch(or_else(cell_of(CellRole::Tabulator), or_else(ballot.machine, machine)),
                    or_else(cell_of(CellRole::Batch), ballot.batch));
  const std::string_view place = counts_in_batch() ? or_else(cell_of(CellRole::Position), record)
                                                   : cell_of(CellRole::Position);
  const std::uint32_t position = cards == 1 ? position_of(place) : 0;
  const std::string_view imprinted = or_else(cell_of(CellRole::Imprinted), printed);
  for (std::int64_t i = 0; i < cards; ++i) {
    reading_.builder.add_card(
        {profile, batch, position, true, cards == 1 ? imprinted : std::string_view(), record});
    if (i == 0) reading_.origins.add(reading_.builder.cards() - 1, name_, rows_->line());
    for (const auto& [contest, code] : codes) reading_.builder.add_marking(contest, code);
  }
}

// What a list beside the file says of the record; nothing where it has none of it.
EssBallot ChoiceColumnsFile::listed_ballot(std::string_view record) {
  if (of_all_.ballots.empty()) return {};
  const auto found = of_all_.ballots.find(std::string(record));
  if (found == of_all_.ballots.end()) {
    ++of_all_.not_listed;
    return {};
  }
  found->second.met = true;
  return found->second;
}

void ChoiceColumnsFile::read() {
  if (!open() || !read_header()) return;
  find_groups();
  if (!look_through_groups() || !settle_groups()) return;
  make_contests();
  if (!reading_.problems.empty()) return;
  rows_->each_row([&] {
    if (is_blank_row(rows_->fields())) {
      reading_.ignore("empty rows");
    } else {
      read_row();
    }
  });
  reading_.problems.add_all(rows_->problems());
  remark_on_contests();
  if (reading_.problems.empty()) refuse_bare_marks();
  add_remarks(*rows_, name_, reading_.remarks);
}

// What lists of ballots and the records say of each other.
void remark_on_lists(const RowsOfAllFiles& rows, CardReading& reading) {
  if (rows.ballots.empty()) return;
  const auto missing = static_cast<std::uint64_t>(
      std::ranges::count_if(rows.ballots, [](const auto& entry) { return !entry.second.met; }));
  if (missing > 0) {
    reading.remarks.push_back(fmt::format(
        "the lists of ballots name {} records of which there is no card: some are missing here",
        missing));
  }
  if (rows.not_listed > 0) {
    reading.remarks.push_back(fmt::format(
        "the lists of ballots do not name {} of the records: their batches are not known",
        rows.not_listed));
  }
}

}  // namespace

bool is_word_in_cell(std::string_view name) {
  const Said said = said_in(trimmed(name));
  return said != Said::Name && said != Said::Nothing;
}

bool is_choice_header(std::span<const std::string> header) {
  std::size_t places = 0;
  std::size_t ranks = 0;
  std::size_t others = 0;
  bool record = false;
  bool first_rank = false;
  for (const std::string& name : header) {
    if (trimmed(name).empty()) continue;
    const CellRole role = cell_role_of(name);
    places += role != CellRole::Choice ? 1U : 0U;
    record = record || (role == CellRole::Record &&
                        lower_case(trimmed(name)).starts_with("cast vote record"));
    const auto rank = role == CellRole::Choice ? rank_title_of(name) : std::nullopt;
    first_rank = first_rank || (rank && rank->rank == 1);
    ranks += rank ? 1U : 0U;
    others += role == CellRole::Choice && !rank ? 1U : 0U;
  }
  // A table of survey programs and of examples says nothing of a card but its ranks.
  const bool ranks_alone = ranks > 1 && others <= 1;
  return record || (first_rank && (places > 0 || ranks_alone));
}

void read_choice_columns(const InputFiles& files, const std::vector<std::size_t>& which,
                         const std::vector<std::size_t>& lists, CardReading& reading) {
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  RowsOfAllFiles rows;
  rows.ballots = read_ess_ballots(files, lists, reading);
  for (const std::size_t at : which) {
    ChoiceColumnsFile(files, at, reading, book, places, rows).read();
  }
  remark_on_lists(rows, reading);
}

}  // namespace recanvass::formats
