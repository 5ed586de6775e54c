#include "formats/choice_columns.h"

#include "formats/number.h"
#include "formats/seen_ids.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "formats/total_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
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

enum class CellRole : std::uint8_t {
  Record,
  Passed,  // numbers the rows, or says nothing about the card
  Precinct,
  Style,
  Imprinted,
  Batch,
  Position,
  Tabulator,
  Group,
  HowMany,
  Choice,
};

CellRole role_of(std::string_view header) {
  static const std::map<std::string, CellRole, std::less<>> kRoles = {
      {"cast vote record", CellRole::Record},
      {"cvr", CellRole::Record},
      {"cvr number", CellRole::Record},
      {"record id", CellRole::Record},
      {"seqno", CellRole::Passed},
      {"row number", CellRole::Passed},
      {"source filepath", CellRole::Passed},
      {"cvr provider", CellRole::Passed},
      {"precinct", CellRole::Precinct},
      {"precinct id", CellRole::Precinct},
      {"precinct name", CellRole::Precinct},
      {"ballot style", CellRole::Style},
      {"style", CellRole::Style},
      {"ballotstyle", CellRole::Style},
      {"serial number", CellRole::Imprinted},
      {"ballot id", CellRole::Imprinted},
      {"ballotid", CellRole::Imprinted},
      {"imprinted id", CellRole::Imprinted},
      {"boxnum", CellRole::Batch},
      {"box", CellRole::Batch},
      {"batch", CellRole::Batch},
      {"batch id", CellRole::Batch},
      {"batch name", CellRole::Batch},
      {"boxposition", CellRole::Position},
      {"box position", CellRole::Position},
      {"ballot number", CellRole::Position},
      {"tabulator", CellRole::Tabulator},
      {"tabulator id", CellRole::Tabulator},
      {"tabulator cvr", CellRole::Tabulator},
      {"machine", CellRole::Tabulator},
      {"counting group", CellRole::Group},
      {"poll type", CellRole::Group},
      {"count", CellRole::HowMany}};
  const auto found = kRoles.find(lower_case(trimmed(header)));
  return found == kRoles.end() ? CellRole::Choice : found->second;
}

// "Mayor Choice 2 (50)", "2ND CHOICE MAYOR", "Rank 2": a contest and a rank. "Council 2": a contest
// and one of several votes, perhaps.
struct ColumnTitle {
  std::string contest;
  std::uint16_t rank = 0;
  std::uint16_t slot = 0;
};

// Takes a number from the front of a text; 0: there is none from 1 to 1000.
std::uint16_t take_number(std::string_view& text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number > 1000) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::string_view without_marks(std::string_view text) {
  while (!text.empty() && std::string_view(" \t:-,").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::string_view(" \t:-,").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

// "(50)" at the end, which ES&S puts behind a rank's name.
std::string_view without_number_in_brackets(std::string_view text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return text;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  const bool digits =
      !inside.empty() && inside.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? without_marks(text.substr(0, open)) : text;
}

std::optional<ColumnTitle> ranked_title(std::string_view text) {
  const std::string lower = lower_case(text);
  std::string_view rest = text;
  if (const std::uint16_t rank = take_number(rest); rank > 0 && rest.size() > 2) {
    const std::string after = lower.substr(text.size() - rest.size() + 2);
    if (after.starts_with(" choice") || after.starts_with(" rank")) {
      const std::size_t word = after.starts_with(" choice") ? 7 : 5;
      return ColumnTitle{std::string(without_marks(rest.substr(2 + word))), rank, 0};
    }
  }
  for (const std::string_view word : {"choice ", "rank ", "ranking ", "preference "}) {
    const std::size_t at = lower.rfind(word);
    if (at == std::string::npos || (at > 0 && lower[at - 1] != ' ')) continue;
    std::string_view after = text.substr(at + word.size());
    const std::uint16_t rank = take_number(after);
    if (rank == 0) continue;
    if (after.starts_with(" of ")) {  // "Choice 1 of 5"
      after.remove_prefix(4);
      take_number(after);
    }
    const std::string_view before = without_marks(text.substr(0, at));
    after = without_marks(after);
    return ColumnTitle{
        fmt::format("{}{}{}", before, before.empty() || after.empty() ? "" : " ", after), rank, 0};
  }
  return std::nullopt;
}

ColumnTitle column_title(std::string_view header) {
  const std::string_view text = without_number_in_brackets(trimmed(header));
  if (auto ranked = ranked_title(text)) return *std::move(ranked);
  const std::size_t space = text.find_last_of(' ');
  if (space != std::string_view::npos) {
    std::string_view number = text.substr(space + 1);
    const std::uint16_t slot = take_number(number);
    if (slot > 0 && number.empty()) {
      return {std::string(without_marks(text.substr(0, space))), 0, slot};
    }
  }
  return {std::string(trimmed(header)), 0, 0};
}

enum class Said : std::uint8_t { Nothing, Undervote, Overvote, Redacted, Name };

struct WordInCell {
  std::string_view word;
  Said said;
};
constexpr std::array<WordInCell, 22> kWordsInCells = {{{"undervote", Said::Undervote},
                                                       {"undervotes", Said::Undervote},
                                                       {"undervoted", Said::Undervote},
                                                       {"under vote", Said::Undervote},
                                                       {"under-vote", Said::Undervote},
                                                       {"skipped", Said::Undervote},
                                                       {"no selection", Said::Undervote},
                                                       {"no vote", Said::Undervote},
                                                       {"not voted", Said::Undervote},
                                                       {"n/a", Said::Undervote},
                                                       {"-", Said::Undervote},
                                                       {"blank", Said::Undervote},
                                                       {"blank contest", Said::Undervote},
                                                       {"overvote", Said::Overvote},
                                                       {"overvotes", Said::Overvote},
                                                       {"overvoted", Said::Overvote},
                                                       {"over vote", Said::Overvote},
                                                       {"over votes", Said::Overvote},
                                                       {"over-vote", Said::Overvote},
                                                       {"over-voted", Said::Overvote},
                                                       {"redacted", Said::Redacted},
                                                       {"*", Said::Redacted}}};

Said said_in(std::string_view cell) {
  if (cell.empty()) return Said::Nothing;
  constexpr std::size_t kLongest = 13;
  if (cell.size() > kLongest) return Said::Name;
  const std::string lower = lower_case(cell);
  for (const WordInCell& word : kWordsInCells) {
    if (lower == word.word) return word.said;
  }
  return Said::Name;
}

struct ContestOfColumns {
  std::string name;
  std::vector<std::size_t> columns;
  std::vector<std::uint16_t> ranks;  // of each column; 0: not ranked
  std::uint32_t index = 0;
};

// What a text in a cell of a contest says; the choice where it is a name.
struct CellMeaning {
  Said said = Said::Nothing;
  ChoiceIndex choice = 0;
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
  // Neighbouring columns that differ by a number only.
  struct SlotGroup {
    std::size_t first = 0;
    std::size_t end = 0;
    bool apart = false;  // a card has something in some of them only
    bool beside = false;  // a card has something in two of them
    bool name_twice = false;  // on one card
    std::vector<std::set<std::string, std::less<>>> names;  // met in each column
    // Why they are contests of their own; empty: they are votes of one.
    [[nodiscard]] std::string why_contests() const;
    [[nodiscard]] bool is_one_contest() const { return why_contests().empty(); }
  };

  bool open();
  bool read_header();
  void find_slot_groups();
  bool look_through_slots();
  void look_at_row(SlotGroup& group);
  void remark_on_slots();
  void make_contests();
  void add_contest(ContestOfColumns contest);
  void read_row();
  [[nodiscard]] bool is_header_again() const;
  std::optional<std::uint32_t> code_of(const ContestOfColumns& contest);
  std::optional<ChoiceIndex> choice_of(const ContestOfColumns& contest, std::size_t column);
  std::optional<CellMeaning> meaning_of(const ContestOfColumns& contest, std::size_t column);
  void refuse(const char* cause, std::size_t column, std::string found, std::string wanted,
              std::string mend);
  [[nodiscard]] std::string_view cell(std::size_t column) const {
    return trimmed(rows_->fields()[column]);
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
  std::vector<ColumnTitle> titles_;  // of each column; empty where it is no choice
  std::vector<SlotGroup> groups_;
  std::vector<ContestOfColumns> contests_;
  // Of each contest of the book, what was met in its cells: few texts, which stand in every row.
  std::vector<std::unordered_map<std::string, CellMeaning, CellTextHash, std::equal_to<>>> met_;
  std::vector<Mark> marks_;
};

void ChoiceColumnsFile::refuse(const char* cause, std::size_t column, std::string found,
                               std::string wanted, std::string mend) {
  reading_.problems.add(
      {cause,
       {name_, rows_ ? rows_->line() : 0,
        column == kNone ? std::string() : fmt::format("column {}", header_[column])},
       std::move(found),
       std::move(wanted),
       std::move(mend)});
}

// "Yes", "NO/AGAINST", "Yes - for the bonds": an answer to a question, which several questions
// share, and no name of a candidate.
bool is_answer(std::string_view name) {
  const std::string lower = lower_case(trimmed(name));
  if (lower == "do not retain" || lower == "s\xC3\xAD") return true;
  const std::string word = lower.substr(0, lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  for (const char* answer : {"yes", "no", "for", "against", "approve", "approved", "reject",
                             "rejected", "accept", "retain", "not", "si"}) {
    if (word == answer) return true;
  }
  return false;
}

std::string ChoiceColumnsFile::SlotGroup::why_contests() const {
  if (apart) return "a card has something in some of them only";
  if (name_twice) return "a card has one name in two of them";
  std::map<std::string_view, int> columns_with;
  bool only_answers = true;
  for (const auto& column : names) {
    for (const std::string& name : column) {
      ++columns_with[name];
      only_answers = only_answers && is_answer(name);
    }
  }
  if (only_answers && !columns_with.empty()) return "their names are answers to questions";
  const bool shared =
      std::ranges::any_of(columns_with, [](const auto& entry) { return entry.second > 1; });
  return shared ? "" : "no name is in two of them";
}

bool ChoiceColumnsFile::open() {
  auto table = open_table(files_, at_, reading_.executor);
  if (!table) {
    reading_.problems.add_all(table.problems());
    return false;
  }
  rows_ = std::move(table).value();
  while (rows_->next()) {
    if (!is_blank_row(rows_->fields())) return true;
  }
  reading_.problems.add_all(rows_->problems());
  return false;
}

bool ChoiceColumnsFile::read_header() {
  bool fits = true;
  for (const std::string_view field : rows_->fields()) header_.emplace_back(trimmed(field));
  while (!header_.empty() && header_.back().empty()) header_.pop_back();
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const CellRole role = role_of(header_[i]);
    titles_.push_back(role == CellRole::Choice ? column_title(header_[i]) : ColumnTitle{});
    if (role != CellRole::Choice) role_columns_.try_emplace(role, i);
    const std::string why = why_not_a_name(header_[i]);
    const bool twice = std::ranges::count(header_, header_[i]) > 1;
    const bool counts_twice = role == CellRole::HowMany && role_columns_.at(role) != i;
    if (why.empty() && !twice && !counts_twice) continue;
    refuse("choice-columns.header", i,
           twice          ? "two columns of one name"
           : counts_twice ? "a second column of how many cards a row stands for"
                          : "a name that is " + why,
           "a name for each column", "Export the cast vote records again.");
    fits = false;
  }
  return fits;
}

void ChoiceColumnsFile::find_slot_groups() {
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    if (titles_[i].slot != 1) continue;
    std::size_t end = i + 1;
    while (end < titles_.size() && titles_[end].contest == titles_[i].contest &&
           titles_[end].slot == titles_[end - 1].slot + 1) {
      ++end;
    }
    if (end - i < 2) continue;
    groups_.push_back({i, end, false, false, false, {}});
    groups_.back().names.resize(end - i);
  }
}

void ChoiceColumnsFile::look_at_row(SlotGroup& group) {
  std::size_t filled = 0;
  std::size_t overvotes = 0;
  for (std::size_t i = group.first; i < group.end; ++i) {
    const std::string_view text = cell(i);
    const Said said = said_in(text);
    filled += said != Said::Nothing ? 1U : 0U;
    overvotes += said == Said::Overvote ? 1U : 0U;
    if (said != Said::Name || is_write_in_name(text)) continue;
    for (std::size_t other = group.first; other < i; ++other) {
      group.name_twice = group.name_twice || cell(other) == text;
    }
    auto& names = group.names[i - group.first];
    constexpr std::size_t kNamesKept = 1000;
    if (names.size() < kNamesKept && names.find(text) == names.end()) names.emplace(text);
  }
  group.beside = group.beside || filled > 1;
  // One word may stand for the overvote of a contest that has several columns.
  const bool all_or_none = filled == 0 || filled == group.end - group.first;
  group.apart = group.apart || (!all_or_none && filled != overvotes);
}

// Numbered columns need a look at all rows before the first is read.
bool ChoiceColumnsFile::look_through_slots() {
  if (groups_.empty()) return true;
  rows_->each_row([&] {
    if (rows_->fields().size() < header_.size()) return;  // refused when it is read
    for (SlotGroup& group : groups_) look_at_row(group);
  });
  return open();
}

void ChoiceColumnsFile::add_contest(ContestOfColumns contest) {
  const std::uint16_t ranks = *std::ranges::max_element(contest.ranks);
  const auto votes = ranks > 0 ? 1 : static_cast<std::int32_t>(contest.columns.size());
  const std::string name = contest.name.empty() ? std::string(last_part(name_)) : contest.name;
  const auto index = book_.contest(name, name, ranks == 0 && votes == 1 ? 0 : votes, ranks);
  if (!index) {
    refuse("choice-columns.header", contest.columns[0], "too many contests",
           fmt::format("{} at most", ContestBook::kContestsMax), "Give the export in parts.");
    return;
  }
  reading_.contest_lists.add({name, name, votes, ranks, {}},
                             {name_, rows_->line(), "column " + header_[contest.columns[0]]},
                             reading_.problems);
  contest.index = *index;
  contests_.push_back(std::move(contest));
}

void ChoiceColumnsFile::remark_on_slots() {
  for (const SlotGroup& group : groups_) {
    if (!group.beside) continue;  // no card has two of them: nobody would take them for one
    const std::string columns =
        fmt::format("{} 1 to {}", titles_[group.first].contest, titles_[group.end - 1].slot);
    const std::string why = group.why_contests();
    reading_.remarks.push_back(
        why.empty()
            ? fmt::format("{}: the columns {} were read as one contest of {} votes: every card has "
                          "something in all of them or in none (or an overvote alone), and some "
                          "name is in several",
                          name_, columns, group.end - group.first)
            : fmt::format("{}: the columns {} were read as contests of their own, since {}", name_,
                          columns, why));
  }
}

void ChoiceColumnsFile::make_contests() {
  remark_on_slots();
  std::map<std::string, ContestOfColumns> ranked;
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    if (titles_[i].rank == 0) continue;
    ContestOfColumns& contest = ranked[titles_[i].contest];
    contest.name = titles_[i].contest;
    if (std::ranges::find(contest.ranks, titles_[i].rank) != contest.ranks.end()) {
      refuse("choice-columns.header", i, "a rank that has a column already", "each rank once",
             "Export the cast vote records again.");
      return;
    }
    contest.columns.push_back(i);
    contest.ranks.push_back(titles_[i].rank);
  }
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    if (role_of(header_[i]) != CellRole::Choice) continue;
    if (titles_[i].rank > 0) {
      const auto found = ranked.find(titles_[i].contest);
      if (found->second.columns[0] == i) add_contest(found->second);
      continue;
    }
    const auto group = std::ranges::find(groups_, i, &SlotGroup::first);
    if (group == groups_.end() || !group->is_one_contest()) {
      add_contest({header_[i], {i}, {0}, 0});
      continue;
    }
    ContestOfColumns contest{titles_[i].contest, {}, {}, 0};
    for (; i < group->end; ++i) {
      contest.columns.push_back(i);
      contest.ranks.push_back(0);
    }
    --i;
    add_contest(std::move(contest));
  }
}

std::optional<ChoiceIndex> ChoiceColumnsFile::choice_of(const ContestOfColumns& contest,
                                                        std::size_t column) {
  const std::string_view name = cell(column);
  const bool written = is_write_in_name(name) || lower_case(name).starts_with("write-in");
  const std::string_view id = written ? std::string_view("Write-in") : name;
  if (const auto known = book_.find_choice(contest.index, id)) return known;
  const std::string why = why_not_a_name(name);
  const auto added = why.empty()
                         ? book_.choice(contest.index, id, id,
                                        written ? CardChoiceKind::WriteIn : CardChoiceKind::Named)
                         : std::nullopt;
  if (!added) {
    refuse("choice-columns.name", column, quote(name),
           why.empty() ? "fewer different names" : "a name, which this is not: it is " + why,
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
  CellMeaning meaning{said_in(text), 0};
  if (meaning.said == Said::Name) {
    const auto choice = choice_of(contest, column);
    if (!choice) return std::nullopt;
    meaning.choice = *choice;
  }
  constexpr std::size_t kTextsKept = 10'000;  // names written by hand have no end
  if (met.size() < kTextsKept) met.emplace(text, meaning);
  return meaning;
}

// No value: the card does not carry the contest, or a cell was refused.
std::optional<std::uint32_t> ChoiceColumnsFile::code_of(const ContestOfColumns& contest) {
  marks_.clear();
  bool carried = false;
  bool overvoted = false;
  for (std::size_t i = 0; i < contest.columns.size(); ++i) {
    const auto meaning = meaning_of(contest, contest.columns[i]);
    if (!meaning) return std::nullopt;
    const Said said = meaning->said;
    carried = carried || said != Said::Nothing;
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

void ChoiceColumnsFile::read_row() {
  const auto fields = rows_->fields();
  const auto beyond = fields.size() > header_.size() ? fields.subspan(header_.size())
                                                     : std::span<const std::string_view>();
  if (fields.size() < header_.size() || !is_blank_row(beyond)) {
    return refuse("choice-columns.fields", kNone, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields, as the header has", header_.size()),
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
  if (!record.empty() && !withheld && !of_all_.records.add(record)) {
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
                    "Export the cast vote records again.");
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
  std::vector<std::pair<std::uint32_t, std::uint32_t>> codes;
  for (const ContestOfColumns& contest : contests_) {
    if (const auto code = code_of(contest)) codes.emplace_back(contest.index, *code);
  }
  const std::uint32_t profile = places_.profile(
      cell_of(CellRole::Style), cell_of(CellRole::Precinct), cell_of(CellRole::Group));
  const std::uint32_t batch = places_.batch(cell_of(CellRole::Tabulator), cell_of(CellRole::Batch));
  const std::uint32_t position = cards == 1 ? position_of(cell_of(CellRole::Position)) : 0;
  for (std::int64_t i = 0; i < cards; ++i) {
    reading_.builder.add_card({profile, batch, position, true,
                               cards == 1 ? cell_of(CellRole::Imprinted) : std::string_view(),
                               cell_of(CellRole::Record)});
    if (i == 0) reading_.origins.add(reading_.builder.cards() - 1, name_, rows_->line());
    for (const auto& [contest, code] : codes) reading_.builder.add_marking(contest, code);
  }
}

void ChoiceColumnsFile::read() {
  if (!open() || !read_header()) return;
  find_slot_groups();
  if (!look_through_slots()) return;
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
  add_remarks(*rows_, name_, reading_.remarks);
}

}  // namespace

bool is_word_in_cell(std::string_view name) {
  const Said said = said_in(trimmed(name));
  return said != Said::Name && said != Said::Nothing;
}

bool is_choice_header(std::span<const std::string> header) {
  std::size_t places = 0;
  bool record = false;
  bool first_rank = false;
  for (const std::string& name : header) {
    const CellRole role = role_of(name);
    places += role != CellRole::Choice ? 1U : 0U;
    record = record || lower_case(trimmed(name)) == "cast vote record";
    first_rank = first_rank || (role == CellRole::Choice && column_title(name).rank == 1);
  }
  return record || (places > 0 && first_rank);
}

void read_choice_columns(const InputFiles& files, const std::vector<std::size_t>& which,
                         CardReading& reading) {
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  RowsOfAllFiles rows;
  for (const std::size_t at : which) {
    ChoiceColumnsFile(files, at, reading, book, places, rows).read();
  }
}

}  // namespace recanvass::formats
