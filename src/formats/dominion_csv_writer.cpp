#include "formats/dominion_csv_writer.h"

#include "base/csv_field.h"
#include "formats/draft_file.h"
#include "formats/export_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::ContestColumn;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kCsvVersion = "5.17.17.1";
constexpr std::size_t kPlaceColumns = 8;

std::uint32_t ranks_of(const CardContest& contest) {
  return static_cast<std::uint32_t>(std::max(1, contest.ranks));
}

std::string heading_of(const CardContest& contest) {
  if (contest.ranks > 0) {
    return fmt::format("{} (Number of positions={}, Number of ranks={})", contest.name,
                       std::max(1, contest.vote_for), contest.ranks);
  }
  return fmt::format("{} (Vote For={})", contest.name, std::max(1, contest.vote_for));
}

class CsvExport final : public CardWriter {
 public:
  CsvExport(const std::filesystem::path& path, std::string election_name)
      : name_(path.filename().string()), election_name_(std::move(election_name)), file_(path) {}

  void add(const CardStore& part) override;
  base::Result<WrittenCards> finish() override;

 private:
  void add_heading();
  void add_place(const CardStore& part, const CardChunk& chunk, std::uint32_t card);
  void mark_cells(std::uint32_t contest, const MarkingView& view);
  void unsayable(const char* words) { ++written_.unsayable[words]; }

  std::string name_;
  std::string election_name_;
  DraftFile file_;
  ExportNumbers numbers_;
  WrittenCards written_;
  std::string line_;
  std::string cells_;                     // of one card: ' ' where the contest is not carried
  std::vector<std::size_t> first_cell_;   // of each contest
  std::size_t columns_ = 0;
};

void CsvExport::add_heading() {
  std::string contests(kPlaceColumns - 1, ',');
  std::string choices = contests;
  for (const CardContest& contest : numbers_.contests()) {
    first_cell_.push_back(columns_);
    for (std::uint32_t rank = 1; rank <= ranks_of(contest); ++rank) {
      for (const election::CardChoice& choice : contest.choices) {
        contests += "," + base::csv_field(heading_of(contest));
        choices +=
            "," + base::csv_field(contest.ranks > 0 ? fmt::format("{}({})", choice.name, rank)
                                                    : choice.name);
        ++columns_;
      }
    }
  }
  const std::string empty(columns_, ',');
  file_.put(fmt::format("{},{}{}{}\n", base::csv_field(election_name_), kCsvVersion,
                        std::string(kPlaceColumns - 2, ','), empty));
  file_.put(contests + "\n" + choices + "\n");
  file_.put(
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,"
      "BallotType" +
      empty + "\n");
}

void CsvExport::add_place(const CardStore& part, const CardChunk& chunk, std::uint32_t card) {
  const election::CardNames& names = part.names();
  const election::CardBatch& batch = names.batches[chunk.run_of(card).batch];
  const election::CardProfile& profile = names.profiles[chunk.profiles()[card]];
  const std::int64_t tabulator = numbers_.tabulator(names, batch.tabulator);
  const std::int64_t number = numbers_.batch(names, batch);
  const std::uint32_t position = chunk.position_of(card);
  const std::string record = position == 0 ? "X" : fmt::to_string(position);
  if (profile.adjudicated) unsayable("cards that people changed after the machine read them");
  if (!chunk.starts_ballot(card)) unsayable("cards that belong to the ballot before them");
  fmt::format_to(std::back_inserter(line_), "{},{},{},{},{}-{}-{},{},{},{}", written_.cards + 1,
                 tabulator, number, record, tabulator, number, record,
                 base::csv_field(names.counting_groups[profile.counting_group]),
                 base::csv_field(names.precincts[profile.precinct]),
                 base::csv_field(names.styles[profile.style]));
}

void CsvExport::mark_cells(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return unsayable("withheld contests of cards");
  const CardContest& asked = numbers_.contests()[contest];
  char* cell = cells_.data() + first_cell_[contest];
  std::fill_n(cell, asked.choices.size() * ranks_of(asked), '0');
  if (view.state == MarkingState::Overvoted && view.marks.empty()) {
    const auto most = static_cast<std::size_t>(std::max(1, asked.vote_for)) + 1;
    std::fill_n(cell, std::min(most, asked.choices.size()), '1');
  }
  for (const Mark& mark : view.marks) {
    if (mark.choice >= election::kChoiceLimit) {
      unsayable("marks for no choice of the ballot");
      continue;
    }
    if (mark.votes != asked.vote_unit) unsayable("marks of other than one vote");
    const std::size_t rank = asked.ranks > 0 && mark.rank > 0 ? mark.rank - 1U : 0;
    cell[rank * asked.choices.size() + mark.choice] = '1';
  }
}

void CsvExport::add(const CardStore& part) {
  const bool first = first_cell_.empty();
  numbers_.know(part.names());
  if (first) add_heading();
  for (const CardChunk& chunk : part.chunks()) {
    for (std::uint32_t card = 0; card < chunk.cards(); ++card, ++written_.cards) {
      line_.clear();
      cells_.assign(columns_, ' ');
      add_place(part, chunk, card);
      for (const ContestColumn& column : chunk.columns()) {
        const auto row = column.row_of(card);
        if (row) mark_cells(column.contest, part.markings(column.contest).at(column.codes[*row]));
      }
      for (const char cell : cells_) {
        line_ += ',';
        if (cell != ' ') line_ += cell;
      }
      line_ += '\n';
      file_.put(line_);
    }
  }
}

base::Result<WrittenCards> CsvExport::finish() {
  if (auto problem = file_.finish()) return *std::move(problem);
  written_.files.push_back(name_);
  return std::move(written_);
}

}  // namespace

std::unique_ptr<CardWriter> dominion_csv_writer(const std::filesystem::path& path,
                                                const std::string& election_name) {
  return std::make_unique<CsvExport>(path, election_name);
}

}  // namespace recanvass::formats
