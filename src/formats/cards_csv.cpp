#include "formats/cards_csv.h"

#include "base/csv_field.h"
#include "formats/number.h"
#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::CardContest;
using election::CardStore;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingState;
using election::MarkingTable;
using election::MarkingView;

// The columns before the contests, in this order.
constexpr std::array<std::string_view, 10> kColumns = {
    "tabulator", "batch", "position", "imprinted_id",   "record_id",
    "sheet",     "style", "precinct", "counting_group", "adjudicated"};
enum Column : std::size_t {
  kTabulator,
  kBatch,
  kPosition,
  kImprinted,
  kRecord,
  kSheet,
  kStyle,
  kPrecinct,
  kGroup,
  kAdjudicated,
};
constexpr std::string_view kBlankCell = "(blank)";
constexpr std::string_view kOvervotedCell = "(overvoted)";
constexpr std::string_view kRedactedCell = "(redacted)";
constexpr std::string_view kInvalidName = "(invalid)";
constexpr std::string_view kSeveralName = "(several)";
constexpr std::string_view kSpecial = "\\|=*(";  // within a name each has a backslash before it

// A backslash at the beginning of a cell also keeps spreadsheets from computing it.
void append_name(std::string& cell, std::string_view name) {
  const bool at_once = !name.empty() && kSpecial.find(name.front()) != std::string_view::npos;
  if (cell.empty() && !at_once && base::may_compute(name)) cell += '\\';
  for (const char c : name) {
    if (kSpecial.find(c) != std::string_view::npos) cell += '\\';
    cell += c;
  }
}

// A name up to one of `ends` that no backslash stands before; the rest stays in `text`. No value:
// a backslash at the end.
std::optional<std::string> take_name(std::string_view& text, std::string_view ends) {
  std::string name;
  while (!text.empty() && ends.find(text.front()) == std::string_view::npos) {
    if (text.front() == '\\') text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    name += text.front();
    text.remove_prefix(1);
  }
  return name;
}

// What cells call the choices: their names, with the id where two have one name.
std::vector<std::string> labels_of(const std::vector<election::CardChoice>& choices) {
  std::map<std::string_view, int> with_name;
  for (const auto& choice : choices) ++with_name[choice.name];
  std::vector<std::string> labels;
  for (const auto& choice : choices) {
    labels.push_back(with_name[choice.name] == 1
                         ? choice.name
                         : fmt::format("{} [{}]", choice.name, choice.id.text));
  }
  return labels;
}

// "2=Ada*3": 3 votes for Ada at rank 2.
void append_mark(std::string& cell, const Mark& mark, const std::vector<std::string>& labels) {
  if (mark.rank > 0) cell += fmt::format("{}=", mark.rank);
  if (mark.choice == election::kInvalidWriteIn) {
    cell += kInvalidName;
  } else if (mark.choice == election::kOvervotedRank) {
    cell += kSeveralName;
  } else {
    append_name(cell, labels[mark.choice]);
  }
  if (mark.votes != 1) cell += fmt::format("*{}", mark.votes);
}

std::string marking_cell(const MarkingView& marking, const std::vector<std::string>& labels) {
  switch (marking.state) {
    case MarkingState::Blank: return std::string(kBlankCell);
    case MarkingState::Redacted: return std::string(kRedactedCell);
    case MarkingState::Marked:
    case MarkingState::Overvoted: break;
  }
  std::string cell;
  if (marking.state == MarkingState::Overvoted) {
    cell = kOvervotedCell;
    if (!marking.marks.empty()) cell += ' ';
  }
  for (std::size_t i = 0; i < marking.marks.size(); ++i) {
    if (i > 0) cell += '|';
    append_mark(cell, marking.marks[i], labels);
  }
  return cell;
}

void append_field(std::string& row, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    row += text;
    return;
  }
  row += '"';
  for (const char c : text) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

// "7=Mayor|vote_for=1|ranks=0|unit=1|choice=1=Ada|write-in=9=Write-in"
std::string contest_title(const CardContest& contest) {
  std::string title;
  append_name(title, contest.id.text);
  title += '=';
  append_name(title, contest.name);
  title += fmt::format("|vote_for={}|ranks={}|unit={}", contest.vote_for, contest.ranks,
                       contest.vote_unit);
  for (const auto& choice : contest.choices) {
    title += choice.kind == CardChoiceKind::WriteIn ? "|write-in=" : "|choice=";
    append_name(title, choice.id.text);
    title += '=';
    append_name(title, choice.name);
  }
  return title;
}

class CardsCsvFile {
 public:
  CardsCsvFile(TableRows& rows, const std::string& name, CardReading& reading, ContestBook& book,
               CardPlaces& places)
      : rows_(rows), name_(name), reading_(reading), book_(book), places_(places) {}

  void read() {
    if (!rows_.next() || !read_header()) return reading_.problems.add_all(rows_.problems());
    rows_.each_row([&] {
      if (!is_blank_row(rows_.fields())) read_row();
    });
    reading_.problems.add_all(rows_.problems());
    add_remarks(rows_, name_, reading_.remarks);
  }

 private:
  // A contest and its choices by name: cells name choices, not their ids.
  struct NamedContest {
    std::uint32_t index = 0;
    std::map<std::string, ChoiceIndex, std::less<>> choices;
    std::map<std::string, std::uint32_t, std::less<>> codes;  // cells that were read before
  };

  void refuse(const char* cause, std::size_t column, std::string found, std::string wanted) {
    reading_.problems.add({cause,
                           {name_, rows_.line(), fmt::format("column {}", column + 1)},
                           std::move(found),
                           std::move(wanted),
                           "docs/formats/cards.md tells the cells; write the table again."});
  }
  bool read_header();
  bool read_contest(std::string_view title, std::size_t column);
  void read_row();
  std::optional<std::uint32_t> code_of(NamedContest& contest, std::string_view cell);
  bool take_mark(NamedContest& contest, std::string_view& text);
  // Without the backslash that keeps spreadsheets from computing it.
  [[nodiscard]] std::string_view cell(Column column) const {
    std::string_view text = rows_.fields()[column];
    if (text.starts_with('\\')) text.remove_prefix(1);
    return text;
  }

  static constexpr std::size_t kCodesKept = 100'000;
  TableRows& rows_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces& places_;
  std::vector<NamedContest> contests_;
  std::vector<Mark> marks_;
};

bool CardsCsvFile::read_header() {
  bool fits = true;
  const std::vector<std::string> header(rows_.fields().begin(), rows_.fields().end());
  for (std::size_t i = kColumns.size(); i < header.size(); ++i) {
    if (!read_contest(header[i], i)) {
      refuse("cards-csv.header", i, quote(header[i]),
             "id=name|vote_for=1|ranks=0|unit=1|choice=id=name|...");
      fits = false;
    }
  }
  return fits;
}

bool CardsCsvFile::read_contest(std::string_view title, std::size_t) {
  const auto part = [&](std::string_view ends) -> std::optional<std::string> {
    auto text = take_name(title, ends);
    if (!title.empty()) title.remove_prefix(1);
    return text;
  };
  const auto id = part("=");
  const auto name = part("|");
  std::map<std::string, std::int64_t> numbers;
  for (const char* wanted : {"vote_for", "ranks", "unit"}) {
    const auto key = part("=");
    const auto text = part("|");
    std::int64_t number = 0;
    const bool read = text && read_figure(*text, number) == NumberFault::None;
    if (!key || *key != wanted || !read || number > 1'000'000) return false;
    numbers[wanted] = number;
  }
  if (!id || !name || !why_not_a_name(*id).empty() || !why_not_a_name(*name).empty() ||
      numbers["unit"] < 1) {
    return false;
  }
  const auto index = book_.contest(*id, *name, static_cast<std::int32_t>(numbers["vote_for"]),
                                   static_cast<std::int32_t>(numbers["ranks"]),
                                   static_cast<std::int32_t>(numbers["unit"]));
  if (!index) return false;
  NamedContest contest;
  contest.index = *index;
  ContestList list{*id,
                   *name,
                   static_cast<std::int32_t>(numbers["vote_for"]),
                   static_cast<std::int32_t>(numbers["ranks"]),
                   {}};
  std::vector<election::CardChoice> choices;
  std::vector<ChoiceIndex> indices;
  while (!title.empty()) {
    const auto kind = part("=");
    const auto choice_id = part("=");
    const auto choice_name = part("|");
    if (!kind || !choice_id || !choice_name || (*kind != "choice" && *kind != "write-in") ||
        !why_not_a_name(*choice_id).empty() || !why_not_a_name(*choice_name).empty()) {
      return false;
    }
    const auto choice =
        book_.choice(contest.index, *choice_id, *choice_name,
                     *kind == "choice" ? CardChoiceKind::Named : CardChoiceKind::WriteIn);
    if (!choice) return false;
    choices.push_back({{*choice_id}, *choice_name, CardChoiceKind::Named});
    indices.push_back(*choice);
    list.choices.push_back(fmt::format("{}={}", *choice_id, *choice_name));
  }
  reading_.contest_lists.add(std::move(list), {name_, rows_.line(), "contest " + *id},
                             reading_.problems);
  const auto labels = labels_of(choices);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!contest.choices.emplace(labels[i], indices[i]).second) return false;
  }
  contests_.push_back(std::move(contest));
  return true;
}

// False: the text is no mark.
bool CardsCsvFile::take_mark(NamedContest& contest, std::string_view& text) {
  Mark mark;
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits != std::string_view::npos && digits > 0 && text[digits] == '=') {
    const std::uint32_t rank = position_of(text.substr(0, digits));
    if (rank == 0 || rank > 0xFFFF) return false;
    mark.rank = static_cast<std::uint16_t>(rank);
    text.remove_prefix(digits + 1);
  }
  if (text.starts_with(kInvalidName) || text.starts_with(kSeveralName)) {
    const bool invalid = text.starts_with(kInvalidName);
    mark.choice = invalid ? election::kInvalidWriteIn : election::kOvervotedRank;
    text.remove_prefix(kInvalidName.size());
  } else {
    const auto name = take_name(text, "|*");
    const auto choice = name ? contest.choices.find(*name) : contest.choices.end();
    if (choice == contest.choices.end()) return false;
    mark.choice = choice->second;
  }
  if (text.starts_with('*')) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find('|'), text.size());
    std::int64_t votes = 0;
    if (read_figure(text.substr(0, end), votes) != NumberFault::None || votes > 1'000'000'000) {
      return false;
    }
    mark.votes = static_cast<std::int32_t>(votes);
    text.remove_prefix(end);
  }
  if (!add_mark(reading_.builder, contest.index, mark, marks_)) return false;
  if (text.empty()) return true;
  if (text.front() != '|' || text.size() == 1) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::uint32_t> CardsCsvFile::code_of(NamedContest& contest, std::string_view cell) {
  if (cell == kBlankCell) return MarkingTable::kBlank;
  if (cell == kRedactedCell) return MarkingTable::kRedacted;
  const auto known = contest.codes.find(cell);
  if (known != contest.codes.end()) return known->second;
  marks_.clear();
  std::string_view text = cell;
  const bool overvoted = text.starts_with(kOvervotedCell);
  if (overvoted) {
    text.remove_prefix(kOvervotedCell.size());
    if (text.starts_with(' ') && text.size() > 1) text.remove_prefix(1);
  }
  while (!text.empty()) {
    if (!take_mark(contest, text)) return std::nullopt;
  }
  std::uint32_t code = code_of_marks(reading_.builder, contest.index, marks_);
  if (overvoted) {
    code = reading_.builder.markings(contest.index).code_of(MarkingState::Overvoted, marks_);
  }
  if (contest.codes.size() < kCodesKept) contest.codes.emplace(cell, code);
  return code;
}

void CardsCsvFile::read_row() {
  const auto fields = rows_.fields();
  if (fields.size() != kColumns.size() + contests_.size()) {
    return refuse("cards-csv.fields", 0, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields", kColumns.size() + contests_.size()));
  }
  const bool adjudicated = cell(kAdjudicated) == "1";
  if (!adjudicated && cell(kAdjudicated) != "0") {
    refuse("cards-csv.cell", kAdjudicated, quote(cell(kAdjudicated)), "0 or 1");
  }
  const std::uint32_t sheet = position_of(cell(kSheet));
  if (sheet == 0) refuse("cards-csv.cell", kSheet, quote(cell(kSheet)), "1, or 2 and more");
  reading_.builder.add_card(
      {places_.profile(cell(kStyle), cell(kPrecinct), cell(kGroup), adjudicated),
       places_.batch(cell(kTabulator), cell(kBatch)), position_of(cell(kPosition)), sheet <= 1,
       cell(kImprinted), cell(kRecord)});
  reading_.origins.add(reading_.builder.cards() - 1, name_, rows_.line());
  for (std::size_t i = 0; i < contests_.size(); ++i) {
    const std::string_view said = fields[kColumns.size() + i];
    if (said.empty()) continue;
    const auto code = code_of(contests_[i], said);
    if (!code) {
      refuse("cards-csv.cell", kColumns.size() + i, quote(said),
             "marks of choices of the contest, each choice once");
    } else {
      reading_.builder.add_marking(contests_[i].index, *code);
    }
  }
}

}  // namespace

bool is_cards_csv_header(std::span<const std::string> header) {
  return header.size() >= kColumns.size() &&
         std::ranges::equal(header.first(kColumns.size()), kColumns);
}

void read_cards_csv(const InputFiles& files, const std::vector<std::size_t>& which,
                    CardReading& reading) {
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  for (const std::size_t at : which) {
    auto rows = open_table(files, at, reading.executor);
    if (!rows) {
      reading.problems.add_all(rows.problems());
      continue;
    }
    CardsCsvFile(*std::move(rows).value(), files.files()[at].name, reading, book, places).read();
  }
}

void write_cards_csv_heading(const CardStore& store,
                             const std::function<void(std::string_view piece)>& write) {
  std::string piece = fmt::format("{}", fmt::join(kColumns, ","));
  for (const CardContest& contest : store.contests()) {
    piece += ',';
    append_field(piece, contest_title(contest));
  }
  piece += '\n';
  write(piece);
}

void write_cards_csv_rows(const CardStore& store, std::uint32_t& sheet,
                          const std::function<void(std::string_view piece)>& write) {
  constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
  std::string piece;
  const auto cards = static_cast<std::uint64_t>(store.cards().value());
  std::vector<std::vector<std::string>> labels;
  for (const CardContest& contest : store.contests()) labels.push_back(labels_of(contest.choices));
  for (std::uint64_t card = 0; card < cards; ++card) {
    const auto place = store.place_of(card);
    const auto& chunk = store.chunks()[place.chunk];
    const auto& batch = store.batch(place);
    const auto& profile = store.profile(place);
    const auto& names = store.names();
    sheet = chunk.starts_ballot(place.card) ? 1 : sheet + 1;
    const std::uint32_t position = chunk.position_of(place.card);
    const auto field = [&](std::string_view text, char end) {
      if (text.starts_with('\\') || base::may_compute(text)) {
        append_field(piece, "\\" + std::string(text));
      } else {
        append_field(piece, text);
      }
      piece += end;
    };
    field(names.tabulators[batch.tabulator], ',');
    field(batch.name, ',');
    field(position == 0 ? std::string() : fmt::to_string(position), ',');
    field(store.imprinted_id(place), ',');
    field(store.record_id(place), ',');
    field(fmt::to_string(sheet), ',');
    field(names.styles[profile.style], ',');
    field(names.precincts[profile.precinct], ',');
    field(names.counting_groups[profile.counting_group], ',');
    piece += profile.adjudicated ? '1' : '0';
    for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
      piece += ',';
      const auto marking = store.marking(place, i);
      if (marking) append_field(piece, marking_cell(*marking, labels[i]));
    }
    piece += '\n';
    if (piece.size() >= kPieceBytes) {
      write(piece);
      piece.clear();
    }
  }
  write(piece);
}

void write_cards_csv(const CardStore& store,
                     const std::function<void(std::string_view piece)>& write) {
  std::uint32_t sheet = 1;
  write_cards_csv_heading(store, write);
  write_cards_csv_rows(store, sheet, write);
}

}  // namespace recanvass::formats
