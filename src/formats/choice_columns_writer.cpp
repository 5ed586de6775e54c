#include "formats/choice_columns_writer.h"

#include "formats/card_reading.h"
#include "formats/cell_words.h"
#include "formats/choice_columns.h"
#include "formats/choice_headings.h"
#include "formats/one_file_writer.h"
#include "formats/seen_ids.h"
#include "formats/workbook_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr const char* kNothingMarked = "undervote";
constexpr const char* kTooManyMarked = "overvote";

// Of a contest: its choices' names as they stand in cells, and which columns are its own.
struct ContestCells {
  std::size_t first = 0;
  std::size_t columns = 1;
  std::vector<std::string> names;
  std::vector<bool> named;  // some card has named the choice
  bool carried = false;     // by some card
};

class ChoiceColumnsExport final : public OneFileWriter {
 public:
  ChoiceColumnsExport(const std::filesystem::path& path, TableSyntax syntax)
      : OneFileWriter(
            path,
            {{CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
              CardFact::RecordId, CardFact::Style, CardFact::Precinct, CardFact::CountingGroup},
             {ContestFact::VoteFor, ContestFact::VoteForUnknown, ContestFact::WriteInKind}},
            WhereUnknown::MostIfSeveral),
        syntax_(syntax),
        path_(path.string()) {}

 private:
  void begin() override;
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card) override;
  void end() override;
  [[nodiscard]] std::optional<base::Problem> refusal() override;
  void put_row(std::span<const std::string_view> cells);
  void fill_cells(std::uint32_t contest, const MarkingView& view);
  void fill_ranks(ContestCells& cells, const CardContest& asked, const MarkingView& view);
  void fill_marks(ContestCells& cells, const MarkingView& view);
  // The cell of a choice; null where the mark is for nobody.
  const std::string* name_of(ContestCells& cells, const Mark& mark);

  std::vector<ContestCells> contests_;
  std::vector<const char*> words_;  // by column: a word that is no name; null: absent
  std::vector<const std::string*> chosen_;  // by column: a choice's name
  TableSyntax syntax_;
  std::string path_;
  WorkbookWriter workbook_;
  std::optional<base::Problem> refusal_;
  std::vector<std::string_view> cells_;
  SeenIds records_;
  std::string line_;
};

void ChoiceColumnsExport::put_row(std::span<const std::string_view> cells) {
  if (syntax_ == TableSyntax::Workbook) return workbook_.add_row(cells);
  line_.clear();
  for (const std::string_view cell : cells) {
    line_ += losses().csv_cell(cell);
    line_ += ',';
  }
  line_.back() = '\n';
  put(line_);
}

void ChoiceColumnsExport::begin() {
  const std::vector<std::string> names = losses().contest_names(contests());
  std::vector<std::string> heading = {"Cast Vote Record", "Precinct",      "Style",
                                      "Serial Number",    "Tabulator",     "Batch",
                                      "BoxPosition",      "Counting Group"};
  std::size_t columns = 0;
  const ContestHeadings headings = contest_headings(contests(), names);
  losses().add(kTitleOtherwise, headings.changed);
  for (std::size_t i = 0; i < contests().size(); ++i) {
    const CardContest& contest = contests()[i];
    ContestCells cells;
    cells.first = columns;
    cells.columns = headings.columns[i].size();
    cells.names = losses().choice_names(contest);
    for (std::size_t choice = 0; choice < cells.names.size(); ++choice) {
      if (!is_word_in_cell(cells.names[choice])) continue;
      cells.names[choice] += fmt::format(" [{}]", contest.choices[choice].id.text);
      losses().add(kRenamed);
    }
    cells.named.resize(cells.names.size());
    std::ranges::copy(headings.columns[i], std::back_inserter(heading));
    // A reader takes every name that begins as a written one for written names together.
    const auto written = static_cast<std::uint64_t>(std::ranges::count_if(
        cells.names, [](const std::string& name) { return is_written(name); }));
    losses().add("choices that are read as written names together", written > 1 ? written : 0);
    columns += cells.columns;
    contests_.push_back(std::move(cells));
  }
  words_.resize(columns);
  chosen_.resize(columns);
  put_row(std::vector<std::string_view>(heading.begin(), heading.end()));
}

const std::string* ChoiceColumnsExport::name_of(ContestCells& cells, const Mark& mark) {
  if (mark.choice >= election::kChoiceLimit) {
    losses().add(mark.choice == election::kInvalidWriteIn ? kLostInvalid : kLostSeveral);
    return nullptr;
  }
  cells.named[mark.choice] = true;
  return &cells.names[mark.choice];
}

void ChoiceColumnsExport::fill_ranks(ContestCells& cells, const CardContest& asked,
                                     const MarkingView& view) {
  for (const Mark& mark : view.marks) {
    if (mark.votes != asked.vote_unit) losses().add(kLostVotes);
    const std::size_t rank = mark.rank == 0 ? 0 : mark.rank - 1U;
    if (rank >= cells.columns) {
      losses().add(kLostRank);
      continue;
    }
    const std::size_t column = cells.first + rank;
    if (mark.choice == election::kOvervotedRank) {
      words_[column] = kTooManyMarked;
    } else if (chosen_[column] != nullptr) {
      losses().add(kLostSeveral);  // the cell says that there were several, not which
      chosen_[column] = nullptr;
      words_[column] = kTooManyMarked;
    } else if (std::string_view(words_[column]) == kNothingMarked) {
      chosen_[column] = name_of(cells, mark);
    }
  }
}

void ChoiceColumnsExport::fill_marks(ContestCells& cells, const MarkingView& view) {
  std::size_t votes = 0;
  for (const Mark& mark : view.marks) votes += static_cast<std::size_t>(mark.votes);
  if (votes > cells.columns) {
    losses().add(kLostOvervoteMarks);
    std::fill_n(words_.begin() + static_cast<std::ptrdiff_t>(cells.first), cells.columns,
                kTooManyMarked);
    return;
  }
  std::size_t column = cells.first;
  for (const Mark& mark : view.marks) {
    const std::string* name = name_of(cells, mark);
    if (name == nullptr) continue;
    // A name stands in one cell, unless it is that of all who were written in.
    const std::int32_t cells_of_mark = is_write_in_name(*name) ? mark.votes : 1;
    losses().add(kLostVotes, static_cast<std::uint64_t>(mark.votes - cells_of_mark));
    for (std::int32_t i = 0; i < cells_of_mark; ++i) chosen_[column++] = name;
  }
}

void ChoiceColumnsExport::fill_cells(std::uint32_t contest, const MarkingView& view) {
  ContestCells& cells = contests_[contest];
  const CardContest& asked = contests()[contest];
  cells.carried = true;
  const char* word = kNothingMarked;
  if (view.state == MarkingState::Redacted) word = "redacted";
  const bool overvoted = view.state == MarkingState::Overvoted;
  if (overvoted) word = kTooManyMarked;
  std::fill_n(words_.begin() + static_cast<std::ptrdiff_t>(cells.first), cells.columns, word);
  if (overvoted) {
    if (!view.marks.empty() || asked.ranks > 0) losses().add(kLostOvervoteMarks);
  } else if (asked.ranks > 0) {
    fill_ranks(cells, asked, view);
  } else if (asked.vote_unit != 1) {
    losses().add(kLostVotes, view.marks.empty() ? 0 : 1);
  } else {
    fill_marks(cells, view);
  }
}

void ChoiceColumnsExport::write_card(const CardStore& part, const CardFacts& facts,
                                     const CardChunk& chunk, std::uint32_t card) {
  std::ranges::fill(words_, nullptr);
  std::ranges::fill(chosen_, nullptr);
  each_marking(part, chunk, card,
               [&](std::uint32_t contest, const MarkingView& view) { fill_cells(contest, view); });
  const std::string position = facts.position > 0 ? fmt::to_string(facts.position) : std::string();
  // A record stands once in a file: the sheets of one ballot have one id.
  std::string record = facts.record_id;
  if (facts.sheet > 1 && !record.empty()) record += fmt::format(" sheet {}", facts.sheet);
  if (!record.empty() && !records_.add(record)) {
    losses().add("record ids of cards");
    record.clear();
  }
  cells_ = {record,          facts.precinct, facts.style, facts.imprinted_id,
            facts.tabulator, facts.batch,    position,    facts.counting_group};
  for (std::size_t column = 0; column < words_.size(); ++column) {
    const std::string* const name = chosen_[column];
    const char* const word = words_[column];
    cells_.push_back(name != nullptr   ? std::string_view(*name)
                     : word != nullptr ? std::string_view(word)
                                       : std::string_view());
  }
  put_row(cells_);
}

void ChoiceColumnsExport::end() {
  for (std::size_t i = 0; i < contests_.size(); ++i) {
    const ContestCells& cells = contests_[i];
    // One column may be of a contest that allows more; columns that hold nothing are no contest's.
    const CardContest& contest = contests()[i];
    const bool unknown = contest.ranks == 0 && (!cells.carried || contest.vote_for == 1);
    losses().add(kLostVoteFor, unknown ? 1 : 0);
    losses().add("choices that no card names",
                 static_cast<std::uint64_t>(std::ranges::count(cells.named, false)));
  }
  if (syntax_ == TableSyntax::Csv) return;
  if (workbook_.rows() > WorkbookWriter::kRowsMax) {
    refusal_ = {"convert.too-many-rows",
                {path_, 0, {}},
                fmt::format("{} rows", workbook_.rows()),
                fmt::format("{} at most, as Excel has", WorkbookWriter::kRowsMax),
                "Write them as CSV, or county by county."};
    return;
  }
  const auto bytes = workbook_.bytes();
  if (bytes) return put(*bytes);
  refusal_ = bytes.problems()[0];
}

std::optional<base::Problem> ChoiceColumnsExport::refusal() { return std::move(refusal_); }

}  // namespace

std::unique_ptr<CardWriter> choice_columns_writer(const std::filesystem::path& path,
                                                  TableSyntax syntax) {
  return std::make_unique<ChoiceColumnsExport>(path, syntax);
}

}  // namespace recanvass::formats
