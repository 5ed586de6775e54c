#include "formats/dominion_csv.h"

#include "formats/choice_titles.h"
#include "formats/columns_apart.h"
#include "formats/csv_stream.h"
#include "formats/dominion_heading.h"
#include "formats/number.h"
#include "formats/seen_ids.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "formats/total_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingTable;

// What a row says that stands for cards which were withheld: Boulder's are called "Redacted and
// Aggregated". Figures alone are a sum that somebody put below the cards.
bool says_withheld(std::string_view cell) {
  const std::string lower = lower_case(cell);
  for (const char* word : {"redact", "aggregat", "withheld", "suppress", "anonymi"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_withheld(std::string_view cell) {
  return cell == "*" || cell == "X" || cell == "REDACTED" || cell == "Redacted";
}

// True when the cells of a row are one 0 or 1 each without quotation marks, a comma apart, so that
// the bytes can be gone through without the cells. What is not plain is looked at cell by cell.
bool lie_plainly(const std::string_view* cells, std::size_t size) {
  const char* const bytes = cells[0].data();
  const std::string_view last = cells[size - 1];
  if (last.size() != 1 || last.data() != bytes + 2 * (size - 1)) return false;
  int odd = 0;
  for (std::size_t i = 0; i + 1 < size; ++i) odd |= bytes[2 * i + 1] ^ ',';
  for (std::size_t i = 0; i < size; ++i) odd |= (bytes[2 * i] ^ '0') & ~1;
  return odd == 0;
}

// A contest of a file: columns first to end, each of a choice and a rank.
struct ContestColumns {
  std::uint32_t contest = 0;
  std::size_t first = 0;
  std::vector<Mark> columns;
  bool without_choices = false;  // one column without a name, in which nothing is marked
  std::size_t votes_max = 0;     // 0: not said, or ranked
  std::uint64_t marked = 0;      // cards with a mark in it
  std::uint64_t above = 0;       // cards with more marks than may be given
};

// Columns with which a further contest of the same title begins, in a file.
using ApartColumns = std::set<std::size_t>;

class DominionCsvFile {
 public:
  DominionCsvFile(CsvStream& rows, const std::string& name, CardReading& reading, ContestBook& book,
                  CardPlaces& places, const ApartColumns& apart)
      : rows_(rows), name_(name), reading_(reading), book_(book), places_(places), apart_(apart) {}

  /// Whether columns of one title may be several contests, which a look at all rows tells.
  [[nodiscard]] bool may_be_apart() const { return may_be_apart_; }
  /// Which they are. Reads the file and makes no cards of it.
  ApartColumns find_apart();

  void read() {
    if (!read_heading()) return;
    rows_.each_row([&] {
      if (rows_.fields().size() == 1 && trimmed(rows_.fields()[0]).empty()) {
        reading_.ignore("empty rows");
      } else {
        read_row();
      }
    });
    reading_.problems.add_all(rows_.problems());
    remark_on_overvotes();
    if (unplaced_ > 0) {
      reading_.remarks.push_back(fmt::format(
          "{}: {} rows are each one withheld ballot with its ranks in one contest: they are cards "
          "without a place",
          name_, unplaced_));
    }
  }

 private:
  bool read_heading();
  bool read_columns(const std::vector<std::string>& names);
  [[nodiscard]] std::size_t columns_said(const std::vector<std::string>& names) const;
  void add_contest(std::size_t first, std::size_t end);
  [[nodiscard]] std::string party_of_all(std::size_t first, std::size_t end) const;
  [[nodiscard]] std::string apart_name(std::string_view title, std::size_t first, std::size_t end);
  [[nodiscard]] std::size_t end_of_title(std::size_t first) const;
  [[nodiscard]] std::vector<std::size_t> begins_by_written(std::size_t first,
                                                           std::size_t end) const;
  [[nodiscard]] std::string with_party(std::size_t first, std::size_t end, std::size_t at,
                                       std::string_view name);
  void read_row();
  void read_contest(ContestColumns& contest);
  void remark_on_overvotes();
  [[nodiscard]] bool is_replaced() const;
  void read_totals();
  bool read_withheld_ballot();
  [[nodiscard]] bool is_heading_again() const;
  [[nodiscard]] bool fits_width(std::span<const std::string_view> fields);
  [[nodiscard]] std::int32_t ranks_of(std::size_t first, std::size_t end,
                                      const DominionTitle& title);
  bool take_marks(const ContestColumns& contest);
  void refuse(const char* cause, std::size_t column, std::string found, std::string wanted,
              std::string mend);
  [[nodiscard]] std::string_view where(DominionColumn what) const {
    const std::size_t column = where_[static_cast<std::size_t>(what)];
    return column == kNone ? std::string_view()
                           : without_excel_form(trimmed(rows_.fields()[column]));
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  CsvStream& rows_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces& places_;
  const ApartColumns& apart_;
  bool may_be_apart_ = false;
  std::map<std::string, std::vector<std::string>> parts_;  // of titles of several contests
  std::vector<std::string> titles_;
  std::vector<std::string> choices_;
  std::vector<std::string> parties_;  // in the row of the headings, above the votes
  std::size_t width_ = 0;       // up to the last column that the heading says something of
  std::size_t row_fields_ = 0;  // of every row; 0: there was none
  std::size_t first_vote_ = 0;
  std::array<std::size_t, kDominionColumns> where_{};
  std::vector<ContestColumns> contests_;
  SeenIds records_;
  std::uint64_t unplaced_ = 0;  // withheld ballots, each in a row without a place
  std::vector<Mark> marks_;
};

void DominionCsvFile::refuse(const char* cause, std::size_t column, std::string found,
                             std::string wanted, std::string mend) {
  std::string place;
  if (column < titles_.size() && !titles_[column].empty()) {
    place = fmt::format("column {}, {}, {}", column + 1, titles_[column], choices_[column]);
  } else if (column != kNone) {
    place = fmt::format("column {}", column + 1);
  }
  reading_.problems.add(
      {cause, {name_, rows_.line(), place}, std::move(found), std::move(wanted), std::move(mend)});
}

bool DominionCsvFile::read_heading() {
  constexpr int kHeadingRows = 8;
  std::vector<std::string> before;
  for (int row = 0; row < kHeadingRows && rows_.next(); ++row) {
    if (is_dominion_heading_row(rows_.fields())) {
      titles_ = std::move(before);
      const std::vector<std::string> names(rows_.fields().begin(), rows_.fields().end());
      return read_columns(names);
    }
    before = std::move(choices_);
    choices_.clear();
    for (const std::string_view field : rows_.fields()) choices_.push_back(on_one_line(field));
  }
  reading_.problems.add_all(rows_.problems());
  if (rows_.problems().empty()) {
    refuse("dominion-csv.heading", kNone, "no row with CvrNumber, TabulatorNum, BatchId, ...",
           "the four heading rows of the export",
           "Give the file as it was exported, with its first four rows.");
  }
  return false;
}

// Up to the last column that some row of the heading says something of: a comma too many at the
// end of a heading names no column.
std::size_t DominionCsvFile::columns_said(const std::vector<std::string>& names) const {
  std::size_t said = names.size();
  const auto says = [&](const std::vector<std::string>& row) {
    return row.size() >= said && !trimmed(row[said - 1]).empty();
  };
  while (said > 0 && !says(names) && !says(choices_) && !says(titles_)) --said;
  return said;
}

bool DominionCsvFile::read_columns(const std::vector<std::string>& names) {
  width_ = columns_said(names);
  where_.fill(kNone);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto* known = dominion_column(names[i]);
    // A party may be called as such a column is; it has a contest above it.
    const bool of_a_contest = i < titles_.size() && !trimmed(titles_[i]).empty();
    if (known == nullptr || of_a_contest) continue;
    // What is printed on a card has two names, of which the usual one comes first.
    std::size_t& column = where_[static_cast<std::size_t>(known->second)];
    if (column == kNone || known->second != DominionColumn::Imprinted) column = i;
    first_vote_ = i + 1;
  }
  // Later versions say more of a card before its first contest: ImagePath, SessionType, Modified.
  const auto has = [&](const std::vector<std::string>& row, std::size_t i) {
    return i < row.size() && !trimmed(row[i]).empty();
  };
  while (first_vote_ < width_ && has(names, first_vote_) && !has(titles_, first_vote_) &&
         !has(choices_, first_vote_)) {
    ++first_vote_;
  }
  for (std::size_t i = 0; i < first_vote_; ++i) {
    const auto* known = dominion_column(names[i]);
    if (known == nullptr || where_[static_cast<std::size_t>(known->second)] != i) {
      reading_.ignore("columns of another kind, as " + quote(names[i]));
    }
  }
  if (where_[static_cast<std::size_t>(DominionColumn::Tabulator)] == kNone ||
      where_[static_cast<std::size_t>(DominionColumn::Batch)] == kNone) {
    refuse("dominion-csv.heading", kNone, "no TabulatorNum or no BatchId",
           "the columns that say where a card is", "Export the cast vote records again.");
    return false;
  }
  titles_.resize(width_);
  choices_.resize(width_);
  parties_ = names;
  bool fits = true;
  for (std::size_t i = first_vote_; i < width_;) {
    std::size_t end = end_of_title(i);
    for (const std::size_t apart : apart_) {
      if (apart > i && apart < end) end = apart;
    }
    if (trimmed(titles_[i]).empty()) {
      const bool nameless =
          std::all_of(choices_.begin() + static_cast<std::ptrdiff_t>(i),
                      choices_.begin() + static_cast<std::ptrdiff_t>(end),
                      [](const std::string& choice) { return trimmed(choice).empty(); });
      // Columns that a spreadsheet adds at the end; a value in one is refused with its row.
      if (!nameless || end != width_) {
        refuse("dominion-csv.column", i, "a choice without a contest", "a contest in the row above",
               "Remove columns that were added after the export.");
        fits = false;
      }
    } else {
      add_contest(i, end);
    }
    i = end;
  }
  for (const auto& [title, parts] : parts_) {
    reading_.remarks.push_back(columns_apart_remark(name_, title, parts));
  }
  return fits && reading_.problems.empty();
}

// The columns from the first on that have its title.
std::size_t DominionCsvFile::end_of_title(std::size_t first) const {
  std::size_t end = first + 1;
  while (end < width_ && titles_[end] == titles_[first]) ++end;
  return end;
}

// The one party that the row of headings has above the columns; empty: none, or several.
std::string DominionCsvFile::party_of_all(std::size_t first, std::size_t end) const {
  std::string party;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view other = trimmed(parties_[i]);
    if (other.empty()) continue;
    if (!party.empty() && party != other) return {};
    party = other;
  }
  return party;
}

// "Governor (DEM)" of one of several contests of a title; the title itself where it is one.
std::string DominionCsvFile::apart_name(std::string_view title, std::size_t first,
                                        std::size_t end) {
  const bool begins = apart_.contains(first);
  const bool ends = end < width_ && apart_.contains(end) && titles_[end] == titles_[first];
  if (!begins && !ends) return std::string(title);
  const std::string party = party_of_all(first, end);
  const std::string name =
      party.empty() ? std::string(title) : fmt::format("{} ({})", title, party);
  parts_[std::string(title)].push_back(party.empty() ? fmt::format("from column {}", first + 1)
                                                     : name);
  return name;
}

// Where written names, choices and written names again stand under one title, and each party of the
// heading stands before one of them only, a contest ends with its written names.
std::vector<std::size_t> DominionCsvFile::begins_by_written(std::size_t first,
                                                            std::size_t end) const {
  std::vector<std::size_t> begins = {first};
  std::set<std::string> parties;
  for (std::size_t i = first + 1; i < end; ++i) {
    const bool written_before = is_write_in_name(trimmed(choices_[i - 1]));
    if (written_before && !is_write_in_name(trimmed(choices_[i]))) begins.push_back(i);
  }
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::string party = party_of_all(begins[i], i + 1 < begins.size() ? begins[i + 1] : end);
    if (party.empty() || !parties.insert(party).second) return {};
  }
  return begins.size() > 1 ? begins : std::vector<std::size_t>();
}

ApartColumns DominionCsvFile::find_apart() {
  ApartColumns found;
  static_cast<void>(read_heading());
  if (titles_.size() != width_ || width_ == 0) return found;
  std::vector<ColumnsApart> all;
  for (std::size_t i = first_vote_; i < width_; i = end_of_title(i)) {
    if (trimmed(titles_[i]).empty() || end_of_title(i) == i + 1) continue;
    std::vector<std::size_t> columns;
    for (std::size_t column = i; column < end_of_title(i); ++column) columns.push_back(column);
    all.emplace_back(std::move(columns));
  }
  rows_.each_row([&] {
    const auto fields = rows_.fields();
    if (fields.size() < width_ || where(DominionColumn::Batch).empty() || is_replaced()) return;
    for (ColumnsApart& apart : all) {
      apart.look_at([&](std::size_t column) { return trimmed(fields[column]).empty(); });
    }
  });
  for (const ColumnsApart& apart : all) {
    const std::size_t first = apart.columns().front();
    auto begins = apart.begins();
    if (begins.empty()) begins = begins_by_written(first, apart.columns().back() + 1);
    for (const std::size_t begin : begins) {
      if (begin != first) found.insert(begin);
    }
  }
  return found;
}

// A candidate of two parties has two columns, which the row of parties tells apart.
std::string DominionCsvFile::with_party(std::size_t first, std::size_t end, std::size_t at,
                                        std::string_view name) {
  const std::string_view party = trimmed(parties_[at]);
  for (std::size_t i = first; i < end; ++i) {
    if (i == at || choices_[i] != choices_[at] || trimmed(parties_[i]) == party) continue;
    const std::string remark = same_name_remark(name_, trimmed(titles_[first]), name);
    auto& remarks = reading_.remarks;
    if (std::ranges::find(remarks, remark) == remarks.end()) remarks.push_back(remark);
    return party.empty() ? std::string(name) : fmt::format("{} ({})", name, party);
  }
  return std::string(name);
}

// The ranks of a contest: its title's, or those behind all names of its choices, where the same
// name has several of them: "Ann(1)", "Bob(1)", "Ann(2)", "Bob(2)".
std::int32_t DominionCsvFile::ranks_of(std::size_t first, std::size_t end,
                                       const DominionTitle& title) {
  if (title.ranks > 0) return title.ranks;
  std::map<std::string_view, std::uint16_t> first_ranks;
  std::int32_t ranks = 0;
  for (std::size_t i = first; i < end; ++i) {
    const auto name = ranked_name(trimmed(choices_[i]));
    if (!name) return 0;
    first_ranks.try_emplace(name->name, name->rank);
    ranks = std::max(ranks, static_cast<std::int32_t>(name->rank));
  }
  const bool all = ranks > 1 && first_ranks.size() * static_cast<std::size_t>(ranks) == end - first;
  if (!all) return 0;
  reading_.remarks.push_back(fmt::format(
      "{}: {} was read with {} ranks, since each of its choices has a column for each of them; its "
      "title does not say so",
      name_, title.name, ranks));
  return ranks;
}

void DominionCsvFile::add_contest(std::size_t first, std::size_t end) {
  DominionTitle title = dominion_title_of(trimmed(titles_[first]));
  title.ranks = ranks_of(first, end, title);
  const auto refuse_name = [&](std::size_t column, std::string found) {
    refuse("dominion-csv.column", column, std::move(found), "contests and choices with names",
           "Export the cast vote records again.");
  };
  const std::string why = why_not_a_name(title.name);
  if (!why.empty()) return refuse_name(first, "a contest's name that " + why);
  const auto same = [&](const ContestColumns& known) {
    return reading_.builder.contest(known.contest).id.text == title.name;
  };
  const std::string own_title = apart_name(title.name, first, end);
  title.name = own_title;
  std::string id(title.name);
  if (std::ranges::any_of(contests_, same)) id = fmt::format("{} (column {})", id, first + 1);
  const auto contest = book_.contest(id, title.name, title.vote_for, title.ranks);
  if (!contest) return refuse_name(first, "too many contests");
  ContestColumns columns{*contest, first, {}};
  if (title.ranks == 0) columns.votes_max = static_cast<std::size_t>(std::max(0, title.vote_for));
  columns.without_choices = end == first + 1 && trimmed(choices_[first]).empty();
  if (columns.without_choices) columns.columns.push_back({election::kInvalidWriteIn, 0, 1});
  std::uint16_t rank = 0;
  bool written_before = false;
  bool named_after = false;
  for (std::size_t i = first; i < end && !columns.without_choices; ++i) {
    RankedName name{trimmed(choices_[i]), 0};
    if (title.ranks > 0) {
      const auto ranked = ranked_name(name.name);
      if (!ranked) return refuse_name(i, "no rank behind the name, as in \"Ada(1)\"");
      name = *ranked;
    }
    const std::string fault = why_not_a_name(name.name);
    if (!fault.empty()) return refuse_name(i, "a choice's name that " + fault);
    const bool written = is_write_in_name(name.name);
    // Written names come last: behind others of the same rank they are another contest's.
    if (name.rank != rank) named_after = written_before = false;
    rank = name.rank;
    named_after = named_after || (written_before && !written);
    if (written && named_after) {
      may_be_apart_ = true;
      return refuse("dominion-csv.column", i,
                    "written names, choices and written names again under one title",
                    "one contest under a title",
                    "Two contests of one title stand side by side: give them different titles.");
    }
    written_before = written_before || written;
    const std::string own = written ? std::string(name.name) : with_party(first, end, i, name.name);
    const auto choice =
        book_.choice(*contest, own, own, written ? CardChoiceKind::WriteIn : CardChoiceKind::Named);
    if (!choice) return refuse_name(i, "too many choices");
    const auto twice = std::ranges::find_if(columns.columns, [&](const Mark& mark) {
      return mark.choice == *choice && mark.rank == name.rank;
    });
    if (twice != columns.columns.end() && !written) {
      return refuse_name(i, "a choice that has a column already");
    }
    columns.columns.push_back({*choice, name.rank, 1});
  }
  ContestList list{id, std::string(title.name), title.vote_for, title.ranks, {}};
  for (std::size_t i = first; i < end && !columns.without_choices; ++i) {
    list.choices.push_back(with_party(first, end, i, trimmed(choices_[i])));
  }
  reading_.contest_lists.add(std::move(list),
                             {name_, rows_.line(), fmt::format("column {}", first + 1)},
                             reading_.problems);
  contests_.push_back(std::move(columns));
}

// The marks of a contest that the card carries. False: a cell is no mark.
bool DominionCsvFile::take_marks(const ContestColumns& contest) {
  marks_.clear();
  const std::string_view* const cells = rows_.fields().data() + contest.first;
  const bool plain = lie_plainly(cells, contest.columns.size());
  for (std::size_t i = 0; i < contest.columns.size(); ++i) {
    if (plain && cells[0].data()[2 * i] == '0') continue;
    const std::string_view cell = cells[i];
    const char mark_cell = cell.size() == 1 ? *cell.data() : ' ';
    if (mark_cell == '0') continue;
    if (mark_cell != '1' || contest.without_choices) {
      may_be_apart_ = may_be_apart_ || cell.empty();
      refuse("dominion-csv.cell", contest.first + i, quote(cell),
             contest.without_choices
                 ? "0 or nothing, since the contest has no choice"
                 : "0 or 1, or nothing in all columns of a contest that the card does not carry",
             "Export the cast vote records again.");
      return false;
    }
    const Mark& mark = contest.columns[i];
    // Columns of one choice are those of written names.
    static_cast<void>(add_mark(reading_.builder, contest.contest, mark, marks_));
  }
  return true;
}

// Some exports have the record that people changed beside the one that counts.
bool DominionCsvFile::is_replaced() const {
  const std::string_view current = where(DominionColumn::Current);
  return current == "0" || (!current.empty() && lower_case(current) == "false");
}

// Two contests of one title side by side, without written names between them, look like one in
// which many cards have too many marks. Where voters may mark several, titles say one as well.
void DominionCsvFile::remark_on_overvotes() {
  constexpr std::uint64_t kCardsEnough = 2;
  for (const ContestColumns& contest : contests_) {
    if (contest.above < kCardsEnough || contest.above * 10 <= contest.marked) continue;
    reading_.remarks.push_back(fmt::format(
        "{}: {} of the {} cards with a mark in {} have more marks than the {} that its title "
        "allows; they are read as overvotes. If two contests of one title stand side by side "
        "there, "
        "give them different titles",
        name_, contest.above, contest.marked, quote(reading_.builder.contest(contest.contest).name),
        contest.votes_max));
  }
}

void DominionCsvFile::read_contest(ContestColumns& contest) {
  const std::string_view* const cells = rows_.fields().data() + contest.first;
  const std::size_t size = contest.columns.size();
  if (cells[0].empty()) {
    // Empty cells without quotation marks lie a comma apart.
    if (cells[size - 1].empty() && cells[size - 1].data() == cells[0].data() + (size - 1)) return;
    bool absent = true;
    for (std::size_t i = 1; i < size; ++i) absent = absent && cells[i].empty();
    if (absent) return;
  }
  std::uint32_t code = MarkingTable::kRedacted;
  if (is_withheld(cells[0])) {
    for (std::size_t i = 1; i < size; ++i) {
      if (is_withheld(cells[i]) || cells[i].empty()) continue;
      return refuse("dominion-csv.cell", contest.first + i, quote(cells[i]),
                    "a contest that is withheld in all its columns",
                    "Export the cast vote records again.");
    }
  } else {
    if (!take_marks(contest)) return;
    code = code_of_marks(reading_.builder, contest.contest, marks_);
    contest.marked += marks_.empty() ? 0U : 1U;
    contest.above += contest.votes_max > 0 && marks_.size() > contest.votes_max ? 1U : 0U;
  }
  reading_.builder.add_marking(contest.contest, code);
}

// Boulder's "RCV Redacted & Randomly Sorted": totals say nothing of ranks, so that each withheld
// ballot has a row with its whole ranking and nothing else. False: the row is no such ballot.
bool DominionCsvFile::read_withheld_ballot() {
  const auto fields = rows_.fields();
  const auto places = fields.first(std::min(first_vote_, fields.size()));
  const auto is_sum = [](std::string_view cell) {
    return lower_case(cell).find("aggregat") != std::string::npos || calls_itself_total(cell);
  };
  if (std::ranges::none_of(places, says_withheld) || std::ranges::any_of(places, is_sum)) {
    return false;
  }
  const ContestColumns* only = nullptr;
  for (const ContestColumns& contest : contests_) {
    const auto cells = fields.subspan(contest.first, contest.columns.size());
    const bool empty =
        std::ranges::all_of(cells, [](std::string_view cell) { return trimmed(cell).empty(); });
    if (empty) continue;
    if (only != nullptr) return false;
    only = &contest;
  }
  if (only == nullptr || only->columns[0].rank == 0) return false;
  marks_.clear();
  for (std::size_t i = 0; i < only->columns.size(); ++i) {
    const std::string_view cell = trimmed(fields[only->first + i]);
    if (cell == "0") continue;
    const Mark& mark = only->columns[i];
    const bool again = std::ranges::find(marks_, mark.rank, &Mark::rank) != marks_.end();
    if (cell != "1" || again) return false;
    marks_.push_back(mark);
  }
  reading_.builder.add_card(
      {places_.profile(where(DominionColumn::Style), where(DominionColumn::Precinct),
                       where(DominionColumn::Group)),
       places_.batch("", ""),
       0,
       true,
       {},
       {}});
  reading_.origins.add(reading_.builder.cards() - 1, name_, rows_.line());
  const std::uint32_t code = code_of_marks(reading_.builder, only->contest, marks_);
  reading_.builder.add_marking(only->contest, code);
  ++unplaced_;
  return true;
}

// The rows of one table have one number of fields: a row with one more has a comma in a field that
// moves its cells, and none is taken to be right because what moved was empty.
bool DominionCsvFile::fits_width(std::span<const std::string_view> fields) {
  if (row_fields_ == 0 && fields.size() >= width_ && fields.size() <= parties_.size()) {
    row_fields_ = fields.size();
  }
  return fields.size() == row_fields_ && is_blank_row(fields.subspan(width_));
}

// A row that says where no card is, and has no number of one: the totals of several cards that were
// withheld, if it says so.
void DominionCsvFile::read_totals() {
  const auto places = rows_.fields().first(std::min(first_vote_, rows_.fields().size()));
  if (std::ranges::none_of(places, says_withheld)) {
    return refuse("dominion-csv.total", kNone, "figures that are no card's",
                  "a row of a card, or one that says that cards were redacted",
                  "Remove the row if it is a sum; votes are added up from the cards.");
  }
  election::RedactedRow row;
  row.label = trimmed(rows_.fields()[0]);
  for (const DominionColumn part :
       {DominionColumn::Group, DominionColumn::Precinct, DominionColumn::Style}) {
    if (where_[static_cast<std::size_t>(part)] == 0) continue;
    const std::string_view text = where(part);
    if (!text.empty() && !row.label.empty()) row.label += ", ";
    row.label += text;
  }
  for (const ContestColumns& contest : contests_) {
    for (std::size_t i = 0; i < contest.columns.size(); ++i) {
      const std::string_view cell = trimmed(rows_.fields()[contest.first + i]);
      if (cell.empty() || cell == "0") continue;
      std::int64_t votes = 0;
      const NumberFault fault = read_figure(cell, votes);
      if (fault != NumberFault::None || contest.without_choices) {
        refuse("dominion-csv.cell", contest.first + i, quote(cell), "a total, 0 or more",
               "Export the cast vote records again.");
      } else if (contest.columns[i].rank > 1) {
        reading_.ignore("totals of second and later ranks of withheld cards");
      } else {
        row.votes.push_back(
            {contest.contest, contest.columns[i].choice, election::VoteCount(votes)});
      }
    }
  }
  reading_.builder.add_redacted(std::move(row));
}

bool DominionCsvFile::is_heading_again() const {
  const std::string_view tabulator = where(DominionColumn::Tabulator);
  constexpr std::size_t kTabulatorWord = std::string_view("TabulatorNum").size();
  const auto* heading = tabulator.size() == kTabulatorWord ? dominion_column(tabulator) : nullptr;
  return heading != nullptr && heading->second == DominionColumn::Tabulator;
}

void DominionCsvFile::read_row() {
  const auto fields = rows_.fields();
  if (!fits_width(fields)) {
    if (is_blank_row(fields)) return reading_.ignore("empty rows");
    return refuse("dominion-csv.fields", kNone, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields, as the heading has", std::max(width_, row_fields_)),
                  "Put a field that holds a comma in quotation marks.");
  }
  const std::string_view tabulator = where(DominionColumn::Tabulator);
  const std::string_view batch = where(DominionColumn::Batch);
  const std::string_view record = where(DominionColumn::Record);
  if (is_heading_again()) {
    return refuse("dominion-csv.heading", kNone, "the row of headings again",
                  "rows of cards only below the heading",
                  "Give files by themselves, not one behind the other.");
  }
  const std::string_view cvr = where(DominionColumn::Cvr);
  const bool numbered = position_of(cvr) > 0 || is_withheld(cvr);
  const bool is_text = !tabulator.empty() && batch.empty() && record.empty() && !numbered;
  if (is_text) {
    return refuse("dominion-csv.card", kNone, "a row without CvrNumber, batch and record",
                  "rows of cards only", "Remove the row if it is a note below the cards.");
  }
  // A card whose place is withheld still has its number.
  if (tabulator.empty() && batch.empty() && record.empty() &&
      position_of(where(DominionColumn::Cvr)) == 0) {
    if (calls_itself_total(fields[0])) {
      return refuse("dominion-csv.total", kNone, "a row of totals: " + quote(fields[0]),
                    "rows of cards only", "Remove the row; votes are added up from the cards.");
    }
    if (is_blank_row(fields)) return reading_.ignore("empty rows");
    if (!read_withheld_ballot()) read_totals();
    return;
  }
  for (const DominionColumn part : {DominionColumn::Tabulator, DominionColumn::Batch,
                                    DominionColumn::Record, DominionColumn::Imprinted}) {
    const std::string_view id = where(part);
    if (!is_shortened_number(id)) continue;
    refuse("dominion-csv.id", where_[static_cast<std::size_t>(part)], quote(id),
           "the id as it was exported",
           "A spreadsheet made a number of it: export again and do not save it from Excel.");
  }
  if (is_replaced()) return reading_.ignore("records that another replaced");
  if (!cvr.empty() && !is_withheld(cvr) && !records_.add(cvr)) {
    return refuse("dominion-csv.twice", where_[static_cast<std::size_t>(DominionColumn::Cvr)],
                  quote(cvr), "a record that no row before has",
                  "Look whether a batch or a file was exported twice.");
  }
  const std::string_view paper = where(DominionColumn::Imprinted);
  reading_.builder.add_card(
      {places_.profile(where(DominionColumn::Style), where(DominionColumn::Precinct),
                       where(DominionColumn::Group)),
       places_.batch(tabulator, batch), position_of(record), true,
       is_withheld(paper) ? std::string_view() : paper, cvr});
  reading_.origins.add(reading_.builder.cards() - 1, name_, rows_.line());
  for (ContestColumns& contest : contests_) read_contest(contest);
  const std::size_t named =
      contests_.empty() ? first_vote_ : contests_.back().first + contests_.back().columns.size();
  for (std::size_t i = named; i < width_; ++i) {
    if (!trimmed(fields[i]).empty()) {
      refuse("dominion-csv.column", i, quote(fields[i]), "nothing in a column without a contest",
             "Remove columns that were added after the export.");
    }
  }
}

enum class DominionPass : std::uint8_t { Cards, Look };

// True: in some file columns of one title may be several contests. @param apart  of each file
bool read_dominion_files(const InputFiles& files, const std::vector<std::size_t>& which,
                         std::vector<ApartColumns>& apart, DominionPass pass,
                         CardReading& reading) {
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  bool may_be_apart = false;
  for (std::size_t i = 0; i < which.size(); ++i) {
    auto source = files.read(which[i]);
    if (!source) {
      reading.problems.add_all(source.problems());
      continue;
    }
    const auto opened = std::move(source).value();
    const std::string& name = files.files()[which[i]].name;
    CsvStream rows(*opened, name, reading.executor);
    const ApartColumns known = apart[i];
    DominionCsvFile file(rows, name, reading, book, places, known);
    if (pass == DominionPass::Look) {
      apart[i] = file.find_apart();
    } else {
      file.read();
      may_be_apart = may_be_apart || file.may_be_apart();
    }
  }
  return may_be_apart;
}

}  // namespace

bool is_dominion_csv(std::span<const std::vector<std::string>> rows) {
  return std::ranges::any_of(rows, [](const std::vector<std::string>& row) {
    const std::vector<std::string_view> fields(row.begin(), row.end());
    return is_dominion_heading_row(fields);
  });
}

void read_dominion_csv(const InputFiles& files, const std::vector<std::size_t>& which,
                       CardReading& reading) {
  std::vector<ApartColumns> apart(which.size());
  if (!read_dominion_files(files, which, apart, DominionPass::Cards, reading)) return;
  // Some columns of one title may be contests of several parties, which all rows tell.
  CardReading looking;
  looking.executor = reading.executor;
  static_cast<void>(read_dominion_files(files, which, apart, DominionPass::Look, looking));
  const auto some = [](const ApartColumns& columns) { return !columns.empty(); };
  if (std::ranges::none_of(apart, some)) return;
  CardReading again;
  again.executor = reading.executor;
  reading = std::move(again);
  static_cast<void>(read_dominion_files(files, which, apart, DominionPass::Cards, reading));
}

}  // namespace recanvass::formats
