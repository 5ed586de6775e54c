// Cards that are in the records twice: a run of cards that comes again in the same or in reverse
// order, and two batches that share more rare cards than chance lets them. Each finding has the
// number of such repetitions that chance would make in all of the records.
// Derived in docs/math/screen-cards.md. Used by screen/screen_cards.h.
#pragma once

#include "screen/card_sequence.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

enum class RepeatOrder : std::uint8_t { Same, Reversed };

/// Cards [first, first + cards) are said again by cards that end or begin at `again`.
struct RepeatedRun {
  std::uint64_t first = 0;
  std::uint64_t again = 0;    ///< the lowest card of the repetition
  std::uint64_t cards = 0;    ///< of the run
  std::uint64_t alike = 0;    ///< of them, those that say the same
  RepeatOrder order = RepeatOrder::Same;
  double bits = 0.0;          ///< how surprising the run is
  double by_chance = 0.0;     ///< runs at least as surprising that chance would repeat, at most
};

/// Every run that chance repeats less than once in a thousand such records, by its first card.
/// Runs of one marking over and over are left to screen/alike_runs.h. At most 7 cards in between
/// may differ.
[[nodiscard]] std::vector<RepeatedRun> repeated_runs(const CardSequence& cards);

/// Two batches and the things that are said exactly twice in a precinct, style and counting group:
/// once in the one and once in the other.
struct SharedCards {
  std::uint32_t batch = 0;
  std::uint32_t other = 0;   ///< above `batch`
  std::int64_t shared = 0;
  double expected = 0.0;     ///< were the cards of each precinct dealt to the batches
  double by_chance = 0.0;    ///< pairs of batches that would share so many, at most
};

/// Pairs that chance makes less than once in a hundred such records and that share 3 or more, by
/// batch. What a stack fed again in another order looks like.
[[nodiscard]] std::vector<SharedCards> shared_cards(const CardCells& cells,
                                                    const CardSequence& cards);

}  // namespace recanvass::screen
