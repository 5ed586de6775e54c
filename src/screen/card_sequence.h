// Cards in the order of their records: what each says as one number, and how surprising it is that
// a card says that. The checks that look at order stand on it: screen/repeated_cards.h,
// screen/alike_runs.h. Derived in docs/math/screen-cards.md.
#pragma once

#include "base/executor.h"
#include "screen/card_cells.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// Fixed-point bits, so that equal cards are equally surprising to the last digit.
inline constexpr std::uint32_t kBit = 1024;

/// All cards of a store, by their number in the order of the import.
struct CardSequence {
  /// Style and everything that the card says in all contests. Two cards that differ have the same
  /// number with a chance of 2^-64.
  std::vector<std::uint64_t> said;
  std::vector<std::uint32_t> ballot;  ///< index of CardCells::ballots
  std::vector<std::uint32_t> batch;  ///< index of CardNames::batches
  /// -log2 of the share of cards that say the same: among those of its style or those of its
  /// precinct, style and counting group, whichever is larger. In units of 1 / kBit.
  std::vector<std::uint32_t> surprise;
  /// First card of each stretch of cards of one batch, and one more.
  std::vector<std::uint64_t> stretches;
  /// Neighbours that say the same, and how many would if the order were by chance.
  std::uint64_t alike_neighbours = 0;
  double alike_expected = 0.0;
  std::uint64_t neighbours = 0;
  /// True where nearly all cards that say the same stand together: the records are sorted, and
  /// their order is not that of counting.
  bool is_sorted = false;

  [[nodiscard]] std::size_t size() const { return said.size(); }
  /// The share of cards that say what their neighbour says because of who they are, not by chance:
  /// people who live together. 0 where neighbours are no more alike than any two cards.
  [[nodiscard]] double alike_by_neighbourhood() const;
  /// How surprising card `at` is after the one before it, given that share. In units of 1 / kBit.
  /// @pre at < size()
  [[nodiscard]] std::uint32_t surprise_after_neighbour(std::size_t at, double alike) const;
};

[[nodiscard]] CardSequence sequence_of(const CardCells& cells, base::Executor& executor);

}  // namespace recanvass::screen
