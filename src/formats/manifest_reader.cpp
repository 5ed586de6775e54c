#include "formats/manifest_reader.h"

#include "base/figures.h"
#include "formats/manifest_words.h"
#include "formats/number.h"
#include "formats/problem_list.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "formats/total_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace recanvass::formats {
namespace {

using election::BallotManifest;
using election::ManifestBatch;

constexpr std::size_t kColumnKinds = 5;
constexpr std::size_t kSampleRows = 200;

// Names that have been seen, in letters and digits only. Sources: Colorado's counties 2017 to 2024,
// San Francisco 2019, Orange County, the sample files of Arlo.
constexpr std::array<std::pair<std::string_view, ManifestColumn>, 55> kNames = {
    {{"container", ManifestColumn::Container},
     {"tray", ManifestColumn::Container},
     {"box", ManifestColumn::Container},
     {"boxid", ManifestColumn::Container},
     {"vbmcartcartnumber", ManifestColumn::Location},
     {"cart", ManifestColumn::Location},
     {"tabulator", ManifestColumn::Tabulator},
     {"tabulatorid", ManifestColumn::Tabulator},
     {"tabulatornum", ManifestColumn::Tabulator},
     {"tabulatornumber", ManifestColumn::Tabulator},
     {"tabulatorname", ManifestColumn::Tabulator},
     {"scanner", ManifestColumn::Tabulator},
     {"scannerid", ManifestColumn::Tabulator},
     {"scannernumber", ManifestColumn::Tabulator},
     {"scannerno", ManifestColumn::Tabulator},
     {"deviceid", ManifestColumn::Tabulator},
     {"device", ManifestColumn::Tabulator},
     {"machine", ManifestColumn::Tabulator},
     {"imagecastid", ManifestColumn::Tabulator},
     {"batch", ManifestColumn::Batch},
     {"batchid", ManifestColumn::Batch},
     {"batchname", ManifestColumn::Batch},
     {"batchnumber", ManifestColumn::Batch},
     {"batchnum", ManifestColumn::Batch},
     {"batchno", ManifestColumn::Batch},
     {"stack", ManifestColumn::Batch},
     {"stacknumber", ManifestColumn::Batch},
     {"numberofballots", ManifestColumn::Cards},
     {"numballots", ManifestColumn::Cards},
     {"noofballots", ManifestColumn::Cards},
     {"ofballots", ManifestColumn::Cards},  // "# of Ballots"
     {"ballots", ManifestColumn::Cards},
     {"ballotcount", ManifestColumn::Cards},
     {"ballotscount", ManifestColumn::Cards},
     {"countofballots", ManifestColumn::Cards},
     {"totalballots", ManifestColumn::Cards},
     {"ballotsinbatch", ManifestColumn::Cards},
     {"numberofballotsinbatch", ManifestColumn::Cards},
     {"numberofballotcards", ManifestColumn::Cards},
     {"ofballotcards", ManifestColumn::Cards},  // "# of Ballot Cards"
     {"ballotcards", ManifestColumn::Cards},
     {"ballotcardcount", ManifestColumn::Cards},
     {"numberofcards", ManifestColumn::Cards},
     {"numcards", ManifestColumn::Cards},
     {"ofcards", ManifestColumn::Cards},
     {"cardcount", ManifestColumn::Cards},
     {"numberofsheets", ManifestColumn::Cards},
     {"cards", ManifestColumn::Cards},
     {"sheets", ManifestColumn::Cards},
     {"batchsize", ManifestColumn::Cards},
     {"storagelocation", ManifestColumn::Location},
     {"location", ManifestColumn::Location},
     {"locations", ManifestColumn::Location},
     {"storage", ManifestColumn::Location},
     {"bin", ManifestColumn::Location}}};

std::optional<ManifestColumn> column_named(std::string_view name) {
  const std::string kept = letters_and_digits(name);
  const auto found = std::ranges::find(kNames, std::string_view(kept),
                                       &std::pair<std::string_view, ManifestColumn>::first);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

bool is_figure(std::string_view cell) {
  std::int64_t number = 0;
  return read_figure(cell, number) == NumberFault::None;
}

class ManifestReading {
 public:
  ManifestReading(const std::string& name, const std::vector<MappedColumn>& given)
      : name_(name), given_(given) {
    columns_.fill(kNone);
  }

  base::Result<ManifestImport> read(TableRows& rows,
                                    const std::vector<std::vector<std::string>>& sample);

 private:
  [[nodiscard]] std::size_t titles_above(const std::vector<std::vector<std::string>>& sample) const;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void map_columns(const std::vector<std::vector<std::string>>& sample);
  void map_given();
  void map_named();
  void map_by_words();
  [[nodiscard]] std::vector<std::size_t> columns_saying(ManifestWord word) const;
  void map_cards_by_content(const std::vector<std::vector<std::string>>& sample);
  void set(ManifestColumn column, std::size_t at, MappedBy by) {
    columns_[static_cast<std::size_t>(column)] = at;
    by_[static_cast<std::size_t>(column)] = by;
  }
  [[nodiscard]] std::size_t at(ManifestColumn column) const {
    return columns_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] bool is_mapped(std::size_t column) const {
    return std::ranges::find(columns_, column) != columns_.end();
  }
  void read_row(const TableRows& rows);
  [[nodiscard]] bool is_header_again(std::span<const std::string_view> fields) const;
  void refuse_same_places();
  void refuse(const char* cause, std::int64_t row, std::size_t column, std::string found,
              std::string wanted, std::string mend);
  [[nodiscard]] std::string_view cell(const TableRows& rows, ManifestColumn column) const {
    return at(column) == kNone ? std::string_view() : trimmed(rows.fields()[at(column)]);
  }

  const std::string& name_;
  const std::vector<MappedColumn>& given_;
  std::vector<std::string> header_;
  std::array<std::size_t, kColumnKinds> columns_{};
  std::array<MappedBy, kColumnKinds> by_{};
  std::vector<ManifestBatch> batches_;
  std::vector<std::int64_t> rows_;  // of the batches
  ProblemList problems_;
  std::int64_t cards_before_ = 0;
  std::vector<std::string> remarks_;
  std::vector<std::int64_t> sums_;  // rows of as many cards as all rows above
};

void ManifestReading::refuse(const char* cause, std::int64_t row, std::size_t column,
                             std::string found, std::string wanted, std::string mend) {
  std::string place;
  if (column != kNone) {
    place = header_[column].empty() ? fmt::format("column {}", column + 1)
                                    : "column " + header_[column];
  }
  problems_.add({cause, {name_, row, place}, std::move(found), std::move(wanted), std::move(mend)});
}

void ManifestReading::map_given() {
  for (const MappedColumn& column : given_) {
    const auto found = std::ranges::find(header_, trimmed(column.header));
    if (found == header_.end()) {
      refuse("manifest.columns", 1, kNone, "no column " + quote(column.header),
             "one of the columns " + listed(header_, 12),
             suggest(column.header, header_, "Give the name as it stands in the first row."));
    } else if (is_mapped(static_cast<std::size_t>(found - header_.begin()))) {
      refuse("manifest.columns", 1, kNone, quote(column.header) + " for two things",
             "a column of its own for each", "Name another column.");
    } else {
      set(column.column, static_cast<std::size_t>(found - header_.begin()), column.by);
    }
  }
}

void ManifestReading::map_named() {
  std::map<ManifestColumn, std::vector<std::size_t>> named;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto column = column_named(header_[i]);
    if (column && !is_mapped(i)) named[*column].push_back(i);
  }
  for (const auto& [column, all] : named) {
    if (at(column) != kNone) continue;
    const bool needed = column == ManifestColumn::Batch || column == ManifestColumn::Cards;
    if (all.size() == 1 || !needed) set(column, all[0], MappedBy::Name);
  }
}

std::vector<std::size_t> ManifestReading::columns_saying(ManifestWord word) const {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!is_mapped(i) && manifest_word_of(header_[i]) == word) columns.push_back(i);
  }
  return columns;
}

// Headings that nobody has seen before, by their words. Where no column is a batch, what has so
// many cards is one: a container, or a place.
void ManifestReading::map_by_words() {
  const auto take = [&](ManifestColumn column, ManifestWord word) {
    const auto columns = columns_saying(word);
    if (at(column) == kNone && columns.size() == 1) set(column, columns[0], MappedBy::Name);
    return columns.size() > 1;
  };
  if (at(ManifestColumn::Cards) != kNone) {
    for (const std::size_t other : columns_saying(ManifestWord::Cards)) {
      remarks_.push_back(fmt::format("{}: {} was taken for the cards, {} was not read", name_,
                                     quote(header_[at(ManifestColumn::Cards)]),
                                     quote(header_[other])));
    }
  }
  const bool several = take(ManifestColumn::Cards, ManifestWord::Cards);
  if (!several) take(ManifestColumn::Cards, ManifestWord::Number);
  const bool several_batches = take(ManifestColumn::Batch, ManifestWord::Batch);
  take(ManifestColumn::Tabulator, ManifestWord::Tabulator);
  take(ManifestColumn::Container, ManifestWord::Container);
  take(ManifestColumn::Location, ManifestWord::Location);
  if (at(ManifestColumn::Batch) == kNone && !several_batches) {
    const std::size_t container = at(ManifestColumn::Container);
    if (container != kNone &&
        by_[static_cast<std::size_t>(ManifestColumn::Container)] == MappedBy::Name) {
      set(ManifestColumn::Container, kNone, MappedBy::Name);
      set(ManifestColumn::Batch, container, MappedBy::Name);
    } else {
      take(ManifestColumn::Batch, ManifestWord::Place);
    }
    if (at(ManifestColumn::Batch) != kNone) {
      remarks_.push_back(
          fmt::format("{}: no column is a batch, so that each row of {} was taken for one", name_,
                      quote(header_[at(ManifestColumn::Batch)])));
    }
  }
  // Batches that are numbered in each place anew.
  const bool stands_alone =
      at(ManifestColumn::Container) == kNone && at(ManifestColumn::Tabulator) == kNone;
  if (stands_alone) take(ManifestColumn::Container, ManifestWord::Place);
}

// The one column of whole numbers that is nothing else: Boulder's is called RecordId.
void ManifestReading::map_cards_by_content(const std::vector<std::vector<std::string>>& sample) {
  std::vector<std::size_t> figures;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (is_mapped(i) || sample.size() < 2) continue;
    const bool all = std::all_of(sample.begin() + 1, sample.end(), [&](const auto& row) {
      const bool blank =
          std::ranges::all_of(row, [](const std::string& field) { return trimmed(field).empty(); });
      return blank || (i < row.size() && is_figure(trimmed(row[i])));
    });
    if (all) figures.push_back(i);
  }
  if (figures.size() == 1) set(ManifestColumn::Cards, figures[0], MappedBy::Content);
}

void ManifestReading::map_columns(const std::vector<std::vector<std::string>>& sample) {
  map_given();
  map_named();
  map_by_words();
  if (at(ManifestColumn::Cards) == kNone) map_cards_by_content(sample);
  for (const ManifestColumn needed : {ManifestColumn::Batch, ManifestColumn::Cards}) {
    if (at(needed) != kNone) continue;
    refuse("manifest.columns", 1, kNone, "the columns " + listed(header_, 12),
           fmt::format("one that is the {}", manifest_column_name(needed)),
           fmt::format("Say which it is: {}=NAME.", manifest_column_name(needed)));
  }
}

// A second row of headings below the first, as where a program for tables put its own above.
bool ManifestReading::is_header_again(std::span<const std::string_view> fields) const {
  const auto says = [&](ManifestColumn column) {
    const std::size_t place = at(column);
    if (place >= fields.size()) return false;
    const auto named = column_named(fields[place]);
    return named == column || trimmed(fields[place]) == header_[place];
  };
  return says(ManifestColumn::Batch) && says(ManifestColumn::Cards);
}

void ManifestReading::read_row(const TableRows& rows) {
  const auto fields = rows.fields();
  if (is_header_again(fields)) {
    if (batches_.empty() && problems_.empty()) {
      remarks_.push_back(
          fmt::format("{}:{}: a second row of headings was passed over", name_, rows.line()));
      return;
    }
    return refuse("manifest.header", rows.line(), kNone, "the header again",
                  "rows of batches only below it",
                  "Give files by themselves, not one behind the other.");
  }
  if (fields.size() < header_.size()) {
    return refuse("manifest.fields", rows.line(), kNone, fmt::format("{} fields", fields.size()),
                  fmt::format("{} fields, as the header has", header_.size()),
                  "Add what is missing.");
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    // The first column is often the county's, and its name was lost.
    const bool named = i < header_.size() && (!header_[i].empty() || i == 0);
    if (named || trimmed(fields[i]).empty()) continue;
    problems_.add({"manifest.fields",
                   {name_, rows.line(), fmt::format("column {}", i + 1)},
                   quote(fields[i]),
                   "nothing in a column without a name",
                   "Name the column or empty it."});
  }
  const std::string_view batch = cell(rows, ManifestColumn::Batch);
  const std::string_view cards_text = cell(rows, ManifestColumn::Cards);
  const std::string first = lower_case(trimmed(fields[0]));
  if (first.starts_with("total") || calls_itself_total(first) || calls_itself_total(batch)) {
    const bool in_first = !trimmed(fields[0]).empty();
    return refuse("manifest.total", rows.line(), kNone,
                  "a row of totals: " + quote(in_first ? fields[0] : batch), "rows of batches only",
                  "Remove the row; the total is computed.");
  }
  const std::string why = why_not_a_name(batch);
  if (!why.empty()) {
    refuse("manifest.batch", rows.line(), at(ManifestColumn::Batch), quote(batch),
           "the name of a batch, which this is not: it " + why, "Name the batch.");
  }
  for (const ManifestColumn column : {ManifestColumn::Container, ManifestColumn::Tabulator,
                                      ManifestColumn::Batch, ManifestColumn::Location}) {
    const std::string_view name = cell(rows, column);
    if (!is_shortened_number(name)) continue;
    refuse("manifest.batch", rows.line(), at(column), quote(name), "a name as it was written",
           "A program for tables shortened a long number; write it in full again.");
  }
  std::int64_t cards = 0;
  const NumberFault fault = read_figure(cards_text, cards);
  if (fault != NumberFault::None) {
    auto problem = figure_problem(
        fault, cards_text, {name_, rows.line(), "column " + header_[at(ManifestColumn::Cards)]});
    problem.cause = "manifest.cards";
    problem.mend = "Write the number of the batch's cards in digits, and 0 where it has none.";
    problems_.add(std::move(problem));
  }
  // A program for tables makes such a row, and people give it any name.
  if (batches_.size() > 1 && cards > 0 && cards == cards_before_) sums_.push_back(rows.line());
  cards_before_ += cards;
  batches_.push_back({std::string(cell(rows, ManifestColumn::Container)),
                      std::string(cell(rows, ManifestColumn::Tabulator)), std::string(batch),
                      std::string(cell(rows, ManifestColumn::Location)),
                      election::CardCount(cards)});
  rows_.push_back(rows.line());
}

void ManifestReading::refuse_same_places() {
  for (const auto& [first, second] : BallotManifest::same_places(batches_)) {
    const ManifestBatch& batch = batches_[second];
    std::string place = "batch " + quote(batch.name);
    if (!batch.tabulator.empty()) place += " of tabulator " + quote(batch.tabulator);
    if (!batch.container.empty()) place += " in container " + quote(batch.container);
    refuse("manifest.twice", rows_[second], at(ManifestColumn::Batch),
           fmt::format("{}, as in row {}", place, rows_[first]), "each batch once",
           "Give the batches different names, or put their cards together.");
  }
}

// Rows above the header; none where a person says what the columns of the first row are.
std::size_t ManifestReading::titles_above(
    const std::vector<std::vector<std::string>>& sample) const {
  if (!given_.empty()) return 0;
  const auto first = sample.begin();
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(sample.size(), kHeadingRowsMax));
  auto header = std::find_if(first, last, is_manifest_header);
  if (header == last) header = std::find_if(first, last, may_be_manifest_header);
  return header == last ? 0 : static_cast<std::size_t>(header - first);
}

base::Result<ManifestImport> ManifestReading::read(
    TableRows& rows, const std::vector<std::vector<std::string>>& sample) {
  ManifestImport import;
  const std::size_t titles = titles_above(sample);
  bool more = rows.next();
  for (std::size_t title = 0; title < titles; ++title) more = more && rows.next();
  if (!more) {
    problems_.add_all(rows.problems());
    if (problems_.empty()) {
      refuse("manifest.columns", 0, kNone, "no rows", "a header and rows", "Export it again.");
    }
    return problems_.take();
  }
  for (const std::string_view field : rows.fields()) header_.emplace_back(trimmed(field));
  // A comma too many at the end of the header names no column.
  while (header_.size() > 1 && header_.back().empty()) header_.pop_back();
  if (titles > 0) {
    import.remarks.push_back(fmt::format(
        "{}: {} above the header", name_,
        base::counted(static_cast<std::int64_t>(titles), "row of titles was passed over",
                      "rows of titles were passed over")));
  }
  map_columns({sample.begin() + static_cast<std::ptrdiff_t>(titles), sample.end()});
  if (!problems_.empty()) return problems_.take();
  while (rows.next()) {
    if (is_blank_row(rows.fields())) {
      ++import.blank_rows;
    } else {
      read_row(rows);
    }
  }
  problems_.add_all(rows.problems());
  add_remarks(rows, name_, import.remarks);
  import.remarks.insert(import.remarks.end(), remarks_.begin(), remarks_.end());
  for (const std::int64_t row : sums_) {
    import.remarks.push_back(fmt::format(
        "{}:{}: as many cards as all rows above it together: remove it if it is a total", name_,
        row));
  }
  refuse_same_places();
  if (problems_.empty() && batches_.empty()) {
    refuse("manifest.empty", 0, kNone, "no batch below the header", "a row for each batch",
           "Export it again; it may have been cut off.");
  }
  if (!problems_.empty()) return problems_.take();
  auto manifest = BallotManifest::make(std::move(batches_));
  RECANVASS_CHECK(manifest.has_value());
  import.file = name_;
  import.manifest = *std::move(manifest);
  import.rows = std::move(rows_);
  for (std::size_t kind = 0; kind < kColumnKinds; ++kind) {
    if (columns_[kind] == kNone) continue;
    import.columns.push_back(
        {static_cast<ManifestColumn>(kind), header_[columns_[kind]], by_[kind]});
  }
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (is_mapped(i)) continue;
    if (!header_[i].empty()) import.unused.push_back(header_[i]);
    if (header_[i].empty() && i == 0) import.unused.emplace_back("(the first, without a name)");
  }
  return import;
}

}  // namespace

std::string_view manifest_column_name(ManifestColumn column) {
  switch (column) {
    case ManifestColumn::Container: return "container";
    case ManifestColumn::Tabulator: return "tabulator";
    case ManifestColumn::Batch: return "batch";
    case ManifestColumn::Cards: return "cards";
    case ManifestColumn::Location: return "location";
  }
  return "";
}

bool is_manifest_header(std::span<const std::string> header) {
  bool batch = false;
  bool cards = false;
  bool others = false;  // Boulder's: tabulator, batch, a number without a fitting name, location
  bool tabulator = false;
  for (const std::string& name : header) {
    const auto column = column_named(name);
    batch = batch || column == ManifestColumn::Batch;
    cards = cards || column == ManifestColumn::Cards;
    tabulator = tabulator || column == ManifestColumn::Tabulator;
    others = others || column == ManifestColumn::Location;
  }
  return batch && (cards || (tabulator && others)) && header.size() <= 12;
}

bool is_manifest_by_hand(std::span<const std::string> header,
                         const std::vector<MappedColumn>& given) {
  std::array<bool, kColumnKinds> has{};
  bool any = false;
  for (const std::string& name : header) {
    const auto said = std::ranges::find(given, std::string(trimmed(name)), &MappedColumn::header);
    const auto column = said != given.end() ? std::optional(said->column) : column_named(name);
    any = any || said != given.end();
    if (column) has[static_cast<std::size_t>(*column)] = true;
  }
  return any && has[static_cast<std::size_t>(ManifestColumn::Batch)] &&
         has[static_cast<std::size_t>(ManifestColumn::Cards)];
}

base::Result<ManifestImport> read_manifest(const InputFiles& files, std::size_t at,
                                           const std::vector<MappedColumn>& given) {
  const auto sample = first_rows(files, at, kSampleRows);
  if (!sample) return sample.problems();
  auto rows = open_table(files, at);
  if (!rows) return rows.problems();
  return ManifestReading(files.files()[at].name, given).read(*std::move(rows).value(), *sample);
}

}  // namespace recanvass::formats
