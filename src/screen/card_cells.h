// Cards by where they were counted and what ballot they are: the cells in which every screen of
// cast vote records counts. Made once for a card store; a contest is counted over them at a time.
// Next: screen/unit_events.h, which compares tabulators and batches over such cells.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

/// Cards of one profile (whether people changed them aside) that follow one another in one batch.
/// The same profile and batch may come in several cells.
struct CardCell {
  std::uint32_t ballot = 0;  ///< index of CardCells::ballots
  std::uint32_t batch = 0;   ///< index of CardNames::batches
  std::uint64_t cards = 0;
  std::uint64_t adjudicated = 0;
};

class CardCells {
 public:
  explicit CardCells(const election::CardStore& store);

  [[nodiscard]] const election::CardStore& store() const { return *store_; }
  [[nodiscard]] std::span<const CardCell> cells() const { return cells_; }
  /// The cell of each card of a chunk. @pre chunk < store().chunks().size()
  [[nodiscard]] std::span<const std::uint32_t> cell_of_cards(std::size_t chunk) const {
    return cell_of_cards_[chunk];
  }
  /// Every profile once, `adjudicated` false.
  [[nodiscard]] std::span<const election::CardProfile> ballots() const { return ballots_; }
  /// By profile of the store: the index of `ballots`.
  [[nodiscard]] std::span<const std::uint32_t> ballot_of_profile() const {
    return ballot_of_profile_;
  }
  [[nodiscard]] std::uint32_t tabulator_of(const CardCell& cell) const {
    return store_->names().batches[cell.batch].tabulator;
  }

 private:
  const election::CardStore* store_;  // outlives this
  std::vector<election::CardProfile> ballots_;
  std::vector<std::uint32_t> ballot_of_profile_;
  std::vector<CardCell> cells_;
  std::vector<std::vector<std::uint32_t>> cell_of_cards_;
};

/// Numbers of events of one contest by cell: how many cards carry it, and on how many of them each
/// event is.
struct ContestEvents {
  static constexpr std::size_t kResidual = 0;   ///< blank or overvoted
  static constexpr std::size_t kOvervoted = 1;
  static constexpr std::size_t kChoices = 2;    ///< the first choice; others follow

  std::uint32_t contest = 0;
  std::size_t kinds = 0;             ///< kChoices and the contest's choices
  std::vector<std::uint64_t> cards;  ///< by cell; withheld cards are left out
  std::vector<std::uint64_t> events; ///< by cell, then by kind

  [[nodiscard]] std::uint64_t of(std::size_t cell, std::size_t kind) const {
    return events[cell * kinds + kind];
  }
};

/// The events that a marking is: of a ranked contest the choice of the first rank, where it is one
/// choice. A card with more votes than allowed is overvoted.
[[nodiscard]] std::vector<std::size_t> events_of(const election::CardContest& contest,
                                                 const election::MarkingView& marking);

/// @pre contest < cells.store().contests().size()
[[nodiscard]] ContestEvents count_events(const CardCells& cells, std::uint32_t contest);

}  // namespace recanvass::screen
