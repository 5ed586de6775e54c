#include "formats/batch_tallies.h"

#include "base/figures.h"
#include "formats/csv_table.h"
#include "formats/manifest_reader.h"
#include "formats/name_map.h"
#include "formats/named_returns.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <map>

namespace recanvass::formats {
namespace {

class TalliesReader {
 public:
  TalliesReader(CsvTable& table, ReturnsTable& returns, ProblemList& problems)
      : table_(table), returns_(returns), problems_(problems) {}

  void read_row() {
    const std::string_view batch = table_.cell(0);
    if (names_a_total(batch)) {
      problems_.add({"returns.total-row", table_.place(), table_.row_text(), "rows of batches only",
                     "Remove the row; the total is computed."});
      return;
    }
    if (!check_batch(batch)) return;
    const std::uint32_t unit = returns_.unit_of(batch, "");
    const std::uint32_t section = returns_.section_of("", "", "");
    for (std::size_t column = 1; column < table_.header().size(); ++column) {
      const std::string& choice = table_.header()[column];
      if (choice.empty()) continue;
      const auto votes = figure_or_problem(table_.cell(column), table_, column, problems_);
      returns_.add_figure(section, unit, choice_key(choice, ""), "",
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
  returns.has_contest_column = false;
  ProblemList problems;
  const auto table = CsvTable::open(std::move(text), file, problems);
  if (!table) return problems.take();
  for (std::size_t column = 1; column < table->header().size(); ++column) {
    check_name(table->header()[column], table->place(column), problems);
  }
  TalliesReader reader(*table, returns, problems);
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
