#include "formats/reference_reader.h"

#include "base/embedded.h"
#include "formats/csv_table.h"

#include <fmt/format.h>

#include <charconv>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> reference();
}  // namespace recanvass::embedded

namespace recanvass::formats {
namespace {

// One reference table being read: cells by column name, problems collected.
class ReferenceTable {
 public:
  ReferenceTable(CsvTable& table, ProblemList& problems) : table_(table), problems_(problems) {}

  bool next() { return table_.next(problems_); }

  std::string text(std::string_view column) {
    const auto found = table_.column(column);
    if (found) return std::string(table_.cell(*found));
    if (!missing_told_) {
      problems_.add({"reference.columns", table_.place(), "no column " + std::string(column),
                     "the columns of docs/formats/reference-tables.md", "Add the column."});
    }
    missing_told_ = true;
    return {};
  }

  /// No value for an empty cell.
  std::optional<std::int64_t> whole(std::string_view column) {
    const std::string cell = text(column);
    if (cell.empty()) return std::nullopt;
    return parse(cell, column);
  }

  std::int64_t required(std::string_view column) {
    const std::string cell = text(column);
    return parse(cell, column).value_or(0);
  }

  /// No value for an empty cell.
  std::optional<base::Date> day(std::string_view column) {
    const std::string cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto parsed = base::Date::parse(cell);
    if (parsed) return *parsed;
    const auto found = table_.column(column);
    problems_.add({"reference.cell", found ? table_.place(*found) : table_.place(), quote(cell),
                   "a day such as 2016-11-25", "Correct the cell."});
    return std::nullopt;
  }

  bool yes(std::string_view column) { return text(column) == "yes"; }

  std::vector<std::int64_t> list(std::string_view column) {
    std::vector<std::int64_t> numbers;
    const std::string cell = text(column);
    std::size_t from = 0;
    while (from <= cell.size()) {
      const std::size_t to = std::min(cell.find(';', from), cell.size());
      numbers.push_back(parse(std::string_view(cell).substr(from, to - from), column).value_or(0));
      from = to + 1;
    }
    return numbers;
  }

 private:
  std::optional<std::int64_t> parse(std::string_view cell, std::string_view column) {
    std::int64_t number = 0;
    const char* end = cell.data() + cell.size();
    const auto read = std::from_chars(cell.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end && !cell.empty()) return number;
    const auto found = table_.column(column);
    problems_.add({"reference.cell", found ? table_.place(*found) : table_.place(), quote(cell),
                   "a whole number", "Correct the cell."});
    return std::nullopt;
  }

  CsvTable& table_;
  ProblemList& problems_;
  bool missing_told_ = false;
};

template <class Record, class ReadRow>
base::Result<std::vector<Record>> read_table(std::string text, std::string file, ReadRow read_row) {
  auto opened = CsvTable::open(std::move(text), std::move(file));
  if (!opened) return opened.problems();
  const std::unique_ptr<CsvTable> table = std::move(opened).value();
  ProblemList problems;
  ReferenceTable reference(*table, problems);
  std::vector<Record> records;
  while (reference.next()) records.push_back(read_row(reference));
  if (!problems.empty()) return problems.take();
  return records;
}

// "State Auditor, VT 2006" from "State Auditor", "us-vt" and 2006.
std::string recount_name(const std::string& office, const std::string& jurisdiction, int year) {
  constexpr std::string_view kCountry = "us-";
  std::string place =
      jurisdiction.starts_with(kCountry) ? jurisdiction.substr(kCountry.size()) : jurisdiction;
  for (char& c : place) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return fmt::format("{}, {} {}", office, place, year);
}

outlook::RecountRecord recount_row(ReferenceTable& row) {
  outlook::RecountRecord record;
  record.id = row.text("id");
  record.year = static_cast<int>(row.required("year"));
  record.original_votes = row.whole("original_margin_votes");
  record.recount_votes = row.whole("recount_margin_votes");
  record.total_votes = row.whole("total_votes");
  record.name = recount_name(row.text("office"), row.text("jurisdiction"), record.year);
  record.statewide = row.text("scope") == "statewide";
  record.completed = row.yes("completed");
  record.late_canvass = row.yes("late_canvass");
  record.reversed = row.yes("outcome_reversed");
  record.known_on = row.day("known_on");
  return record;
}

outlook::PopularVoteRecord popular_vote_row(ReferenceTable& row) {
  outlook::PopularVoteRecord record;
  record.year = static_cast<int>(row.required("year"));
  record.winner = row.text("college_winner");
  record.opponent = row.text("opponent");
  record.winner_votes = row.required("college_winner_votes");
  record.opponent_votes = row.required("opponent_votes");
  record.total_votes = row.required("total_votes");
  record.total_of_listed = row.text("total_basis") == "listed_candidates";
  record.confidence = row.text("confidence");
  return record;
}

outlook::RecountErrors recount_errors_row(ReferenceTable& row) {
  outlook::RecountErrors errors;
  errors.id = row.text("id");
  errors.year = static_cast<int>(row.required("year"));
  errors.reporting_units = row.required("reporting_units");
  errors.votes = row.required("votes");
  errors.large_least = row.required("large_least");
  errors.small_votes = row.required("small_votes");
  errors.small_added = row.required("small_added");
  errors.small_removed = row.required("small_removed");
  errors.small_net_squares = row.required("small_net_squares");
  errors.large_net = row.list("large_net");
  errors.largest_unit_votes = row.required("largest_unit_votes");
  errors.source = row.text("source");
  errors.known_on = row.day("known_on");
  return errors;
}

std::string shipped(std::string_view name) {
  for (const base::EmbeddedFile& file : embedded::reference()) {
    if (file.path == name) return std::string(file.text);
  }
  RECANVASS_CHECK(!"a reference table that was not built in");
  return {};
}

}  // namespace

base::Result<std::vector<outlook::RecountRecord>> read_recounts(std::string text,
                                                                std::string file) {
  return read_table<outlook::RecountRecord>(std::move(text), std::move(file), recount_row);
}

base::Result<std::vector<outlook::PopularVoteRecord>> read_popular_votes(std::string text,
                                                                         std::string file) {
  return read_table<outlook::PopularVoteRecord>(std::move(text), std::move(file), popular_vote_row);
}

base::Result<std::vector<outlook::RecountErrors>> read_recount_errors(std::string text,
                                                                      std::string file) {
  return read_table<outlook::RecountErrors>(std::move(text), std::move(file), recount_errors_row);
}

outlook::ReferenceTables reference_tables() {
  outlook::ReferenceTables tables;
  tables.recounts =
      read_recounts(shipped("statewide-recounts.csv"), "statewide-recounts.csv").value();
  tables.popular_votes =
      read_popular_votes(shipped("popular-vote.csv"), "popular-vote.csv").value();
  tables.recount_errors =
      read_recount_errors(shipped("recount-errors.csv"), "recount-errors.csv").value();
  return tables;
}

}  // namespace recanvass::formats
