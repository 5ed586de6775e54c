#include "formats/clear_ballot_writer.h"

#include "formats/mark_cells.h"
#include "formats/one_file_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

std::uint32_t ranks_in(const CardContest& contest) {
  return static_cast<std::uint32_t>(std::max(1, contest.ranks));
}

class ClearBallotExport final : public OneFileWriter {
 public:
  explicit ClearBallotExport(const std::filesystem::path& path)
      : OneFileWriter(
            path,
            {{CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
              CardFact::Style, CardFact::Precinct, CardFact::Adjudicated},
             {ContestFact::VoteFor, ContestFact::VoteForUnknown, ContestFact::WriteInKind}},
            WhereUnknown::MostOfACard) {}

 private:
  void begin() override;
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card) override;
  void fill_cells(std::uint32_t contest, const MarkingView& view);
  std::string without_colons(std::string name);

  std::vector<std::size_t> first_cell_;  // of each contest
  std::string cells_;                    // of one card: ' ' where the contest is not carried
  std::string line_;
};

std::string ClearBallotExport::without_colons(std::string name) {
  if (name.find(':') != std::string::npos) losses().add("colons in names (written as semicolons)");
  std::ranges::replace(name, ':', ';');
  return name;
}

void ClearBallotExport::begin() {
  std::string heading =
      "BallotID,PrecinctID,BallotStyleID,Status,Remade,ScanComputerName,BoxID,BoxPosition";
  const std::vector<std::string> names = losses().contest_names(contests());
  std::size_t number = 0;
  for (std::size_t i = 0; i < contests().size(); ++i) {
    const CardContest& contest = contests()[i];
    first_cell_.push_back(cells_.size());
    const std::string title = without_colons(names[i]);
    std::vector<std::string> choices = losses().choice_names(contest);
    for (std::string& choice : choices) choice = without_colons(std::move(choice));
    // Which cards carry a contest that has no choice stands in a column without a name.
    if (choices.empty()) choices.emplace_back();
    const std::uint32_t ranks = contest.choices.empty() ? 1 : ranks_in(contest);
    for (std::uint32_t rank = 1; rank <= ranks; ++rank) {
      for (std::size_t choice = 0; choice < choices.size(); ++choice) {
        const std::string at_rank = contest.ranks > 0 ? fmt::format("{}:", rank) : std::string();
        heading +=
            "," + losses().csv_cell(fmt::format("Choice_{}_1:{}:{}Vote For {}:{}:", ++number, title,
                                                at_rank, contest.vote_for, choices[choice]));
        cells_ += ' ';
      }
    }
  }
  put(heading + "\n");
}

void ClearBallotExport::fill_cells(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses().add(kLostRedacted);
  fill_mark_cells(contests()[contest], view, cells_.data() + first_cell_[contest], losses());
}

void ClearBallotExport::write_card(const CardStore& part, const CardFacts& facts,
                                   const CardChunk& chunk, std::uint32_t card) {
  std::ranges::fill(cells_, ' ');
  each_marking(part, chunk, card,
               [&](std::uint32_t contest, const MarkingView& view) { fill_cells(contest, view); });
  line_ = fmt::format("{},{},{},0,{},{},{},", losses().csv_cell(facts.imprinted_id),
                      losses().csv_cell(facts.precinct), losses().csv_cell(facts.style),
                      facts.adjudicated ? 1 : 0, losses().csv_cell(facts.tabulator),
                      losses().csv_cell(facts.batch));
  if (facts.position > 0) line_ += fmt::to_string(facts.position);
  for (const char cell : cells_) {
    line_ += ',';
    if (cell != ' ') line_ += cell;
  }
  line_ += '\n';
  put(line_);
}

}  // namespace

std::unique_ptr<CardWriter> clear_ballot_writer(const std::filesystem::path& path) {
  return std::make_unique<ClearBallotExport>(path);
}

}  // namespace recanvass::formats
