#include "formats/batch_tallies.h"

#include "base/csv_field.h"
#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/manifest_reader.h"
#include "formats/name_map.h"
#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::formats {
namespace {

constexpr std::string_view kAfterContest = " - ";  // of a contest and its choice

// A choice, and its contest where the column names it.
struct TallyColumn {
  std::string contest;
  std::string choice;
};

// The cards that were found in the batch, whatever the contest. "Cards" alone is a manifest's.
bool is_cards_column(const std::string& text) {
  const std::string name = lower_case(trimmed(text));
  return name == "cards found" || name == "ballots found";
}

// How many columns begin with each text that ends where a " - " begins.
std::map<std::string, int> shared_beginnings(const std::vector<std::string>& header) {
  std::map<std::string, int> shared;
  for (std::size_t column = 1; column < header.size(); ++column) {
    const std::string& text = header[column];
    for (std::size_t at = text.find(kAfterContest); at != std::string::npos;
         at = text.find(kAfterContest, at + 1)) {
      ++shared[text.substr(0, at)];
    }
  }
  return shared;
}

// The longest beginning that another column has too; without one, all before the last " - ".
TallyColumn cut(const std::string& text, const std::map<std::string, int>& shared) {
  std::size_t best = text.rfind(kAfterContest);
  for (std::size_t at = best; at != std::string::npos && at > 0;
       at = text.rfind(kAfterContest, at - 1)) {
    if (shared.at(text.substr(0, at)) < 2) continue;
    best = at;
    break;
  }
  return {text.substr(0, best), text.substr(best + kAfterContest.size())};
}

// What the columns are of, the first of them nothing. Where an audit has several contests each
// column is "contest - choice"; a party behind a name looks alike, but then no two share what
// stands before it.
std::vector<TallyColumn> columns_of(const CsvTable& table, ProblemList& problems) {
  std::vector<std::string> header;
  for (const std::string& text : table.header()) header.emplace_back(base::unguarded_field(text));
  const auto shared = shared_beginnings(header);
  bool several = std::ranges::any_of(shared, [](const auto& one) { return one.second > 1; });
  std::vector<TallyColumn> columns(header.size());
  for (std::size_t column = 1; column < header.size(); ++column) {
    if (is_cards_column(header[column])) {
      columns[column] = {std::string(kEveryContest), std::string(kBallots)};
      continue;
    }
    columns[column].choice = header[column];
    several = several &&
              (header[column].empty() || header[column].find(kAfterContest) != std::string::npos);
  }
  if (!several) return columns;
  std::map<std::string, std::size_t> contests;
  for (std::size_t column = 1; column < header.size(); ++column) {
    if (header[column].empty() || is_cards_column(header[column])) continue;
    columns[column] = cut(header[column], shared);
    contests.emplace(columns[column].contest, column);
  }
  for (const auto& [contest, column] : contests) {
    const auto within = std::ranges::find_if(contests, [&](const auto& other) {
      return contest.starts_with(other.first + std::string(kAfterContest));
    });
    if (within == contests.end()) continue;
    problems.add(
        {"returns.contest-or-choice", table.place(column),
         fmt::format("{} and {}, either of which may be the contest", quote(contest),
                     quote(within->first)),
         "columns named contest - choice, or choice alone",
         "Export one contest at a time, or write another mark than \" - \" within names."});
  }
  return columns;
}

class TalliesReader {
 public:
  TalliesReader(CsvTable& table, std::vector<TallyColumn> columns, ReturnsTable& returns,
                ProblemList& problems)
      : table_(table), columns_(std::move(columns)), returns_(returns), problems_(problems) {}

  void read_row() {
    const std::string_view batch = base::unguarded_field(table_.cell(0));
    if (names_a_total(batch)) {
      problems_.add({"returns.total-row", table_.place(), table_.row_text(), "rows of batches only",
                     "Remove the row; the total is computed."});
      return;
    }
    if (!check_batch(batch)) return;
    const std::uint32_t unit = returns_.unit_of(batch, "");
    for (std::size_t column = 1; column < columns_.size(); ++column) {
      const auto& [contest, choice] = columns_[column];
      if (choice.empty()) continue;
      const auto votes = figure_or_problem(table_.cell(column), table_, column, problems_);
      returns_.add_figure(returns_.section_of("", "", contest), unit,
                          choice == kBallots ? choice : choice_key(choice, ""), "",
                          votes.value_or(kUnreadableVotes), table_.line());
    }
  }

 private:
  // False: the row has no batch of its own.
  bool check_batch(std::string_view batch) {
    if (batch.empty()) {
      problems_.add({"returns.empty-cell", table_.place(0), "nothing", "the name of a batch",
                     "Name the batch."});
      returns_.has_lost_rows = true;
      return false;
    }
    if (!check_name(batch, table_, 0, problems_)) return false;
    const auto [first, added] = rows_.try_emplace(std::string(batch), table_.line());
    if (added) return true;
    problems_.add({"returns.duplicate-unit", table_.place(0),
                   fmt::format("batch {}, as in row {}", quote(batch), first->second),
                   "each batch once", "Give the batches different names, or put them together."});
    return false;
  }

  CsvTable& table_;
  std::vector<TallyColumn> columns_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::map<std::string, std::int64_t> rows_;  // of the batches
};

}  // namespace

bool is_batch_tallies_header(const std::vector<std::string>& header) {
  if (header.size() < 2 || is_manifest_header(header)) return false;
  const std::string first = lower_case(trimmed(header[0]));
  return first == "batch name" || first == "batch_name" || first == "batchname";
}

ReturnsReading read_batch_tallies(std::string text, const std::string& file) {
  ReturnsTable returns;
  returns.file = file;
  returns.format = "totals by batch";
  returns.naming = Naming::Names;
  returns.has_units = true;
  ProblemList problems;
  const auto table = CsvTable::open(std::move(text), file, problems);
  if (!table) return problems.take();
  for (std::size_t column = 1; column < table->header().size(); ++column) {
    check_name(table->header()[column], table->place(column), problems);
  }
  std::vector<TallyColumn> columns = columns_of(*table, problems);
  returns.has_contest_column = std::ranges::any_of(columns, [](const auto& each) {
    return !each.contest.empty() && each.contest != kEveryContest;
  });
  TalliesReader reader(*table, std::move(columns), returns, problems);
  while (table->next(problems)) reader.read_row();
  returns.has_lost_rows = returns.has_lost_rows || table->rows_lost();
  if (table->blank_rows() > 0) {
    returns.remarks.push_back(fmt::format(
        "{}: {} passed over", file, base::counted(table->blank_rows(), "blank row", "blank rows")));
  }
  if (!problems.empty()) return {std::move(returns), problems.take()};
  return returns;
}

}  // namespace recanvass::formats
