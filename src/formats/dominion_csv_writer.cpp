#include "formats/dominion_csv_writer.h"

#include "formats/card_facts.h"
#include "formats/card_reading.h"
#include "formats/draft_file.h"
#include "formats/export_numbers.h"
#include "formats/mark_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kCsvVersion = "5.17.17.1";
constexpr std::size_t kPlaceColumns = 8;
constexpr std::uint64_t kFirstInventedRecord = 1'000'000'000;  // positions of cards that have none

std::uint32_t ranks_of(const CardContest& contest) {
  return static_cast<std::uint32_t>(std::max(1, contest.ranks));
}

std::string heading_of(const CardContest& contest, const std::string& name) {
  // What is not known is left out: a limit that is made up makes overvotes of votes.
  if (contest.vote_for == 0 && contest.ranks == 0) return name;
  if (contest.ranks == 0) return fmt::format("{} (Vote For={})", name, contest.vote_for);
  if (contest.vote_for == 0) return fmt::format("{} (Number of ranks={})", name, contest.ranks);
  return fmt::format("{} (Number of positions={}, Number of ranks={})", name, contest.vote_for,
                     contest.ranks);
}

// "Council (Vote For=2)" says how many may be marked where nothing follows it.
bool says_more(const CardContest& contest, const std::string& name) {
  return contest.vote_for == 0 && contest.ranks == 0 && name.ends_with(')') &&
         name.find('=', std::min(name.rfind(" ("), name.size())) != std::string::npos;
}

// "Ann(1)" is a rank where all choices are called like that; choices stand before written names.
void guard_names(const CardContest& contest, std::vector<std::string>& names, LossList& losses) {
  const auto is_rank = [](const std::string& name) {
    const std::size_t open = name.rfind('(');
    return open != std::string::npos && name.ends_with(')') &&
           position_of(name.substr(open + 1, name.size() - open - 2)) > 0;
  };
  bool written_before = false;
  bool again = false;
  const bool ranks = contest.ranks == 0 && std::ranges::all_of(names, is_rank);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool written = is_write_in_name(names[i]);
    again = again || (written_before && !written);
    written_before = written_before || written;
    if (!ranks && !(written && again)) continue;
    names[i] += fmt::format(" [{}]", contest.choices[i].id.text);
    losses.add(kNameOtherwise);
  }
}

class CsvExport final : public CardWriter {
 public:
  CsvExport(const std::filesystem::path& path, std::string election_name)
      : name_(path.filename().string()), election_name_(std::move(election_name)), file_(path) {}

  void add(const CardStore& part) override;
  base::Result<WrittenCards> finish() override;

 private:
  void add_heading();
  void add_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                std::uint32_t card);
  void add_place(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                 std::uint32_t card);
  void mark_cells(std::uint32_t contest, const MarkingView& view);

  std::string name_;
  std::string election_name_;
  DraftFile file_;
  ExportNumbers numbers_;
  CardWalk walk_{Sheets::Apart};
  LossList losses_{
      {CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
       CardFact::RecordId, CardFact::Style, CardFact::Precinct, CardFact::CountingGroup},
      {ContestFact::VoteFor, ContestFact::VoteForUnknown, ContestFact::Ranks,
       ContestFact::WriteInKind}};
  WrittenCards written_;
  std::string line_;
  std::string cells_;  // of one card: ' ' where the contest is not carried
  std::vector<std::size_t> first_cell_;  // of each contest
  std::size_t columns_ = 0;
  bool begun_ = false;
};

void CsvExport::add_heading() {
  std::string contests(kPlaceColumns - 1, ',');
  std::string choices = contests;
  std::vector<std::string> names = losses_.contest_names(numbers_.contests());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const CardContest& contest = numbers_.contests()[i];
    std::vector<std::string> choice_names = losses_.choice_names(contest);
    guard_names(contest, choice_names, losses_);
    if (says_more(contest, names[i])) {
      names[i] += fmt::format(" [contest {}]", i + 1);
      losses_.add(kTitleOtherwise);
    }
    // Which cards carry a contest that has no choice stands in a column without a name.
    if (choice_names.empty()) choice_names.emplace_back();
    first_cell_.push_back(columns_);
    const std::uint32_t ranks = contest.choices.empty() ? 1 : ranks_of(contest);
    for (std::uint32_t rank = 1; rank <= ranks; ++rank) {
      for (const std::string& choice : choice_names) {
        contests += "," + losses_.csv_cell(heading_of(contest, names[i]));
        const bool ranked = contest.ranks > 0 && !choice.empty();
        choices += "," + losses_.csv_cell(ranked ? fmt::format("{}({})", choice, rank) : choice);
        ++columns_;
      }
    }
  }
  const std::string empty(columns_, ',');
  file_.put(fmt::format("{},{}{}{}\n", losses_.csv_cell(election_name_), kCsvVersion,
                        std::string(kPlaceColumns - 2, ','), empty));
  file_.put(contests + "\n" + choices + "\n");
  file_.put(
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,"
      "BallotType" +
      empty + "\n");
}

void CsvExport::add_place(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                          std::uint32_t card) {
  const election::CardNames& names = part.names();
  const election::CardBatch& batch = names.batches[chunk.run_of(card).batch];
  const std::int64_t tabulator = numbers_.tabulator(names, batch.tabulator);
  const std::int64_t number = numbers_.batch(names, batch);
  std::uint64_t record = facts.position;
  if (record == 0) {
    record = kFirstInventedRecord + written_.cards;
    losses_.add(kInventedPositions);
  }
  const std::string cvr = fmt::to_string(written_.cards + 1);
  if (!facts.record_id.empty() && facts.record_id != fmt::to_string(record) &&
      facts.record_id != cvr) {
    losses_.add("record ids of cards");
  }
  fmt::format_to(std::back_inserter(line_), "{},{},{},{},{},{},{},{}", cvr, tabulator, number,
                 record,
                 facts.imprinted_id.empty() ? fmt::format("{}-{}-{}", tabulator, number, record)
                                            : losses_.csv_cell(facts.imprinted_id),
                 losses_.csv_cell(facts.counting_group), losses_.csv_cell(facts.precinct),
                 losses_.csv_cell(facts.style));
}

void CsvExport::mark_cells(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses_.add(kLostRedacted);
  fill_mark_cells(numbers_.contests()[contest], view, cells_.data() + first_cell_[contest],
                  losses_);
}

void CsvExport::add_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                         std::uint32_t card) {
  losses_.add_card(facts);
  line_.clear();
  cells_.assign(columns_, ' ');
  add_place(part, facts, chunk, card);
  each_marking(part, chunk, card,
               [&](std::uint32_t contest, const MarkingView& view) { mark_cells(contest, view); });
  for (const char cell : cells_) {
    line_ += ',';
    if (cell != ' ') line_ += cell;
  }
  line_ += '\n';
  file_.put(line_);
  ++written_.cards;
}

void CsvExport::add(const CardStore& part) {
  numbers_.know(part.names());
  if (!begun_) {
    losses_.add_contests(numbers_.contests());
    add_heading();
    begun_ = true;
  }
  losses_.add_redacted(part);
  walk_.each(part, [&](const CardFacts& facts, const CardChunk& chunk, std::uint32_t card) {
    add_card(part, facts, chunk, card);
  });
}

base::Result<WrittenCards> CsvExport::finish() {
  if (auto problem = file_.finish()) return *std::move(problem);
  losses_.add(kLostMachineNames, numbers_.invented());
  written_.unsayable = losses_.take();
  written_.files.push_back(name_);
  return std::move(written_);
}

}  // namespace

std::unique_ptr<CardWriter> dominion_csv_writer(const std::filesystem::path& path,
                                                const std::string& election_name) {
  return std::make_unique<CsvExport>(path, election_name);
}

}  // namespace recanvass::formats
