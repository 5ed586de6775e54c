#include "formats/ess_ballots.h"

#include "formats/choice_titles.h"
#include "formats/number.h"
#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::formats {
namespace {

class EssBallotsFile {
 public:
  EssBallotsFile(TableRows& rows, const std::string& name, CardReading& reading,
                 EssBallots& ballots)
      : rows_(rows), name_(name), reading_(reading), ballots_(ballots) {}

  void read() {
    if (go_to_heading(rows_, is_ess_ballots_header)) {
      read_heading();
      rows_.each_row([&] {
        if (!is_blank_row(rows_.fields())) read_row();
      });
    }
    reading_.problems.add_all(rows_.problems());
    add_remarks(rows_, name_, reading_.remarks);
  }

 private:
  void read_heading() {
    for (std::size_t i = 0; i < rows_.fields().size(); ++i) {
      const std::string_view name = rows_.fields()[i];
      if (trimmed(name).empty()) continue;
      columns_.try_emplace(cell_role_of(name), i);
      width_ = i + 1;
    }
  }

  void read_row() {
    if (const auto total = total_of_rows(rows_.fields())) {
      if (*total != ballots_here_) {
        refuse("ess-ballots.total", fmt::format("a total of {}", *total),
               fmt::format("{}, the number of ballots above it", ballots_here_),
               "Fetch the list again; it may have been cut off.");
      }
      return;
    }
    if (rows_.fields().size() < width_) {
      return refuse("ess-ballots.fields", fmt::format("{} fields", rows_.fields().size()),
                    fmt::format("{} fields, as the header has", width_),
                    "Put a field that holds a comma in quotation marks.");
    }
    ++ballots_here_;
    EssBallot ballot{
        std::string(cell_of(CellRole::Batch)), std::string(cell_of(CellRole::TabulatorCvr)),
        std::string(cell_of(CellRole::Group)), std::string(cell_of(CellRole::Tabulator))};
    const std::string record(cell_of(CellRole::Record));
    const auto [known, is_new] = ballots_.try_emplace(record, ballot);
    const bool same = known->second.batch == ballot.batch &&
                      known->second.tabulator_cvr == ballot.tabulator_cvr &&
                      known->second.group == ballot.group &&
                      known->second.machine == ballot.machine;
    if (is_new || same) return;
    refuse("ess-ballots.twice", "record " + quote(record) + " in another batch or machine",
           "one place for each record, in all lists",
           "Export the lists of ballots again, all on the same day.");
  }

  [[nodiscard]] std::string_view cell_of(CellRole role) const {
    const auto found = columns_.find(role);
    return found == columns_.end() ? std::string_view() : trimmed(rows_.fields()[found->second]);
  }

  void refuse(const char* cause, std::string found, std::string wanted, std::string mend) {
    reading_.problems.add(
        {cause, {name_, rows_.line(), {}}, std::move(found), std::move(wanted), std::move(mend)});
  }

  TableRows& rows_;
  const std::string& name_;
  CardReading& reading_;
  EssBallots& ballots_;
  std::map<CellRole, std::size_t> columns_;
  std::size_t width_ = 0;
  std::int64_t ballots_here_ = 0;
};

}  // namespace

EssBallots read_ess_ballots(const InputFiles& files, const std::vector<std::size_t>& which,
                            CardReading& reading) {
  EssBallots ballots;
  for (const std::size_t at : which) {
    auto rows = open_table(files, at, reading.executor);
    if (!rows) {
      reading.problems.add_all(rows.problems());
      continue;
    }
    const auto opened = std::move(rows).value();
    EssBallotsFile(*opened, files.files()[at].name, reading, ballots).read();
  }
  return ballots;
}

std::optional<std::int64_t> total_of_rows(std::span<const std::string_view> fields) {
  constexpr std::string_view kWord = "total";
  if (fields.empty() || !is_blank_row(fields.subspan(1))) return std::nullopt;
  const std::string cell = lower_case(trimmed(fields[0]));
  if (!cell.starts_with(kWord)) return std::nullopt;
  std::string_view rest = trimmed(std::string_view(cell).substr(kWord.size()));
  if (rest.starts_with(':')) rest = trimmed(rest.substr(1));
  std::int64_t total = 0;
  if (rest.empty() || read_figure(rest, total) != NumberFault::None) return std::nullopt;
  return total;
}

}  // namespace recanvass::formats
