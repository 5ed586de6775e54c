#include "formats/mark_cells.h"

#include <algorithm>

namespace recanvass::formats {
namespace {

using election::CardContest;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

std::size_t ranks_of_cells(const CardContest& contest) {
  return static_cast<std::size_t>(std::max(1, contest.ranks));
}

// The marks that have a cell.
void fill_marks(const CardContest& contest, const MarkingView& said, char* cells,
                LossList& losses) {
  for (const Mark& mark : said.marks) {
    if (mark.choice >= election::kChoiceLimit) {
      losses.add(mark.choice == election::kInvalidWriteIn ? kLostInvalid : kLostSeveral);
      continue;
    }
    if (mark.votes != contest.vote_unit) losses.add(kLostVotes);
    const std::size_t rank = contest.ranks > 0 && mark.rank > 0 ? mark.rank - 1U : 0;
    if (rank >= ranks_of_cells(contest)) {
      losses.add(kLostRank);
      continue;
    }
    cells[rank * contest.choices.size() + mark.choice] = '1';
  }
}

// Marks up to one more than allowed, of first preferences in a ranked contest.
void fill_overvote(const CardContest& contest, const MarkingView& said, char* cells,
                   LossList& losses) {
  const std::size_t choices = contest.choices.size();
  const bool ranked = contest.ranks > 0;
  if (ranked && !said.marks.empty()) {
    fill_marks(contest, said, cells, losses);
    return losses.add(kLostOvervote);
  }
  const auto needed = static_cast<std::size_t>(ranked ? 1 : contest.vote_for) + 1;
  if ((!ranked && contest.vote_for == 0) || choices < needed) return losses.add(kLostAsBlank);
  fill_marks(contest, said, cells, losses);
  auto marked = static_cast<std::size_t>(std::count(cells, cells + choices, '1'));
  losses.add(marked < needed ? kInventedMarks : kLostOvervote);
  for (std::size_t i = 0; i < choices && marked < needed; ++i) {
    marked += cells[i] == '0' ? 1U : 0U;
    cells[i] = '1';
  }
}

}  // namespace

std::size_t mark_cells_of(const CardContest& contest) {
  return std::max<std::size_t>(1, contest.choices.size() * ranks_of_cells(contest));
}

void fill_mark_cells(const CardContest& contest, const MarkingView& said, char* cells,
                     LossList& losses) {
  std::fill_n(cells, mark_cells_of(contest), '0');
  if (said.state == MarkingState::Overvoted || has_too_many_marks(contest, said)) {
    fill_overvote(contest, said, cells, losses);
  } else {
    fill_marks(contest, said, cells, losses);
  }
}

}  // namespace recanvass::formats
