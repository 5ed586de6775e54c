#include "formats/marks_csv_writer.h"

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

const char* word_of(MarkingState state) {
  switch (state) {
    case MarkingState::Marked: return "marked";
    case MarkingState::Blank: return "blank";
    case MarkingState::Overvoted: return "overvoted";
    case MarkingState::Redacted: return "redacted";
  }
  return "";
}

class MarksCsvExport final : public OneFileWriter {
 public:
  explicit MarksCsvExport(const std::filesystem::path& path)
      : OneFileWriter(
            path,
            {{CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
              CardFact::RecordId, CardFact::Sheet, CardFact::Style, CardFact::Precinct,
              CardFact::CountingGroup, CardFact::Adjudicated},
             {ContestFact::ContestIds, ContestFact::ChoiceIds, ContestFact::VoteForUnknown}}) {}

 private:
  void begin() override;
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card) override;
  void end() override;
  void write_contest(std::uint32_t contest, const MarkingView& view);

  std::vector<std::string> contest_cells_;              // "id,name" of each contest
  std::vector<std::vector<std::string>> choice_cells_;  // "id,name" of each choice
  std::vector<std::vector<bool>> marked_;               // the choices that some card marks
  std::string place_;                                   // the cells of the card
  std::string rows_;
};

void MarksCsvExport::begin() {
  for (const CardContest& contest : contests()) {
    contest_cells_.push_back(losses().csv_cell(contest.id.text) + "," +
                             losses().csv_cell(contest.name));
    auto& choices = choice_cells_.emplace_back();
    for (const auto& choice : contest.choices) {
      choices.push_back(losses().csv_cell(choice.id.text) + "," + losses().csv_cell(choice.name));
    }
    marked_.emplace_back(choices.size());
  }
  put("card,tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,counting_group,"
      "adjudicated,contest_id,contest,state,rank,choice_id,choice,mark,votes,vote_unit\n");
}

void MarksCsvExport::write_contest(std::uint32_t contest, const MarkingView& view) {
  const std::string before =
      fmt::format("{},{},{},", place_, contest_cells_[contest], word_of(view.state));
  const std::int32_t unit = contests()[contest].vote_unit;
  if (view.marks.empty()) rows_ += fmt::format("{},,,,0,{}\n", before, unit);
  for (const Mark& mark : view.marks) {
    const bool invalid = mark.choice == election::kInvalidWriteIn;
    const bool several = mark.choice == election::kOvervotedRank;
    if (!invalid && !several) marked_[contest][mark.choice] = true;
    rows_ += fmt::format("{}{},{},{},{},{}\n", before,
                         mark.rank == 0 ? std::string() : fmt::to_string(mark.rank),
                         invalid || several ? "," : choice_cells_[contest][mark.choice],
                         invalid   ? "invalid write-in"
                         : several ? "several choices"
                                   : "choice",
                         mark.votes, unit);
  }
}

void MarksCsvExport::write_card(const CardStore& part, const CardFacts& facts,
                                const CardChunk& chunk, std::uint32_t card) {
  place_ =
      fmt::format("{},{},{},{},{},{},{},{},{},{},{}", card_number(),
                  losses().csv_cell(facts.tabulator), losses().csv_cell(facts.batch),
                  facts.position == 0 ? std::string() : fmt::to_string(facts.position),
                  losses().csv_cell(facts.imprinted_id), losses().csv_cell(facts.record_id),
                  facts.sheet, losses().csv_cell(facts.style), losses().csv_cell(facts.precinct),
                  losses().csv_cell(facts.counting_group), facts.adjudicated ? 1 : 0);
  rows_.clear();
  each_marking(part, chunk, card, [&](std::uint32_t contest, const MarkingView& view) {
    write_contest(contest, view);
  });
  if (rows_.empty()) rows_ = place_ + ",,,,,,,,,\n";
  put(rows_);
}

void MarksCsvExport::end() {
  for (const std::vector<bool>& choices : marked_) {
    losses().add("choices that no card marks",
                 static_cast<std::uint64_t>(std::ranges::count(choices, false)));
  }
}

}  // namespace

std::unique_ptr<CardWriter> marks_csv_writer(const std::filesystem::path& path) {
  return std::make_unique<MarksCsvExport>(path);
}

}  // namespace recanvass::formats
