#include "screen/card_cells.h"

#include "base/check.h"

#include <limits>

namespace recanvass::screen {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardProfile;
using election::CardStore;
using election::ContestColumn;
using election::MarkingState;
using election::MarkingView;

constexpr std::uint32_t kNoCell = std::numeric_limits<std::uint32_t>::max();

// Gives the cards of runs their cells, one run after another.
class CellMaker {
 public:
  CellMaker(const std::vector<std::uint32_t>& ballot_of_profile, std::size_t ballots,
            std::vector<CardCell>& cells)
      : ballot_of_profile_(ballot_of_profile), open_(ballots, kNoCell), cells_(cells) {}

  void start_run(std::uint32_t batch) {
    for (const std::uint32_t ballot : met_) open_[ballot] = kNoCell;
    met_.clear();
    batch_ = batch;
  }
  std::uint32_t add(std::uint32_t profile, bool adjudicated) {
    const std::uint32_t ballot = ballot_of_profile_[profile];
    if (open_[ballot] == kNoCell) {
      open_[ballot] = static_cast<std::uint32_t>(cells_.size());
      cells_.push_back({ballot, batch_, 0, 0});
      met_.push_back(ballot);
    }
    CardCell& cell = cells_[open_[ballot]];
    ++cell.cards;
    if (adjudicated) ++cell.adjudicated;
    return open_[ballot];
  }

 private:
  const std::vector<std::uint32_t>& ballot_of_profile_;
  std::vector<std::uint32_t> open_;  // cell of the run, by ballot
  std::vector<std::uint32_t> met_;
  std::vector<CardCell>& cells_;
  std::uint32_t batch_ = 0;
};

// The events of each marking of a contest, and whether it was withheld.
struct CodeEvents {
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> kinds;
  std::vector<std::uint8_t> withheld;
};

CodeEvents code_events(const CardStore& store, std::uint32_t contest) {
  const auto& table = store.markings(contest);
  CodeEvents found;
  for (std::uint32_t code = 0; code < table.size(); ++code) {
    const MarkingView marking = table.at(code);
    for (const std::size_t kind : events_of(store.contests()[contest], marking)) {
      found.kinds.push_back(static_cast<std::uint32_t>(kind));
    }
    found.ends.push_back(static_cast<std::uint32_t>(found.kinds.size()));
    found.withheld.push_back(marking.state == MarkingState::Redacted ? 1 : 0);
  }
  return found;
}

}  // namespace

CardCells::CardCells(const CardStore& store) : store_(&store) {
  const auto& profiles = store.names().profiles;
  std::map<CardProfile, std::uint32_t> numbers;
  for (CardProfile profile : profiles) {
    profile.adjudicated = false;
    const auto [at, is_new] = numbers.try_emplace(profile, ballots_.size());
    if (is_new) ballots_.push_back(profile);
    ballot_of_profile_.push_back(at->second);
  }
  CellMaker maker(ballot_of_profile_, ballots_.size(), cells_);
  for (const CardChunk& chunk : store.chunks()) {
    std::vector<std::uint32_t>& of_cards = cell_of_cards_.emplace_back(chunk.cards());
    const auto runs = chunk.runs();
    for (std::size_t run = 0; run < runs.size(); ++run) {
      maker.start_run(runs[run].batch);
      const std::uint32_t end = run + 1 < runs.size() ? runs[run + 1].first : chunk.cards();
      for (std::uint32_t card = runs[run].first; card < end; ++card) {
        const std::uint32_t profile = chunk.profiles()[card];
        of_cards[card] = maker.add(profile, profiles[profile].adjudicated);
      }
    }
  }
}

std::vector<std::size_t> events_of(const CardContest& contest, const MarkingView& marking) {
  switch (marking.state) {
    case MarkingState::Blank: return {ContestEvents::kResidual};
    case MarkingState::Overvoted: return {ContestEvents::kResidual, ContestEvents::kOvervoted};
    case MarkingState::Redacted: return {};
    case MarkingState::Marked: break;
  }
  std::vector<std::size_t> found;
  std::int64_t votes = 0;
  const std::uint16_t first_rank = marking.marks.empty() ? 0 : marking.marks.front().rank;
  for (const election::Mark& mark : marking.marks) {
    if (mark.rank != first_rank) break;
    votes += mark.votes;
    if (mark.choice < contest.choices.size())
      found.push_back(ContestEvents::kChoices + mark.choice);
  }
  const std::int64_t allowed =
      contest.ranks > 0 ? 1 : std::int64_t{contest.vote_for} * contest.vote_unit;
  const bool two_at_a_rank = contest.ranks > 0 && !marking.marks.empty() &&
                             marking.marks.front().choice == election::kOvervotedRank;
  if ((allowed > 0 && votes > allowed) || two_at_a_rank) {
    return {ContestEvents::kResidual, ContestEvents::kOvervoted};
  }
  return found;
}

ContestEvents count_events(const CardCells& cells, std::uint32_t contest) {
  const CardStore& store = cells.store();
  RECANVASS_CHECK(contest < store.contests().size());
  const CodeEvents codes = code_events(store, contest);
  ContestEvents counted;
  counted.contest = contest;
  counted.kinds = ContestEvents::kChoices + store.contests()[contest].choices.size();
  counted.cards.assign(cells.cells().size(), 0);
  counted.events.assign(cells.cells().size() * counted.kinds, 0);
  for (std::size_t at = 0; at < store.chunks().size(); ++at) {
    const ContestColumn* column = store.chunks()[at].column(contest);
    if (column == nullptr) continue;
    const auto cell_of_cards = cells.cell_of_cards(at);
    column->for_each_card([&](std::uint32_t row, std::uint32_t card) {
      const std::uint32_t code = column->codes[row];
      if (codes.withheld[code] != 0) return;
      const std::size_t cell = cell_of_cards[card];
      ++counted.cards[cell];
      const std::uint32_t first = code == 0 ? 0 : codes.ends[code - 1];
      for (std::uint32_t i = first; i < codes.ends[code]; ++i) {
        ++counted.events[cell * counted.kinds + codes.kinds[i]];
      }
    });
  }
  return counted;
}

}  // namespace recanvass::screen
