// Cards that say the same, one after another, for longer than chance and neighbours explain.
// Derived in docs/math/screen-cards.md. Used by screen/screen_cards.h.
#pragma once

#include "screen/card_sequence.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// Cards [first, first + cards) of one batch that say the same.
struct AlikeRun {
  std::uint64_t first = 0;
  std::uint64_t cards = 0;
  /// Runs at least as surprising that chance would make in all of the records:
  ///
  ///     size · Σ_s f_s (a + (1 - a) f_s)^(n_s - 1)
  ///
  /// over everything s that three cards or more say. f_s is the share of such cards among those of
  /// the same style (or precinct and style), a the share of cards that say what their neighbour
  /// says because of who they are, n_s the length at which a run of s is as surprising as this one.
  double by_chance = 0.0;
};

/// Runs of 3 cards or more that chance makes less than once in twenty such records, by first card.
/// None where the records are sorted.
[[nodiscard]] std::vector<AlikeRun> alike_runs(const CardSequence& cards);

}  // namespace recanvass::screen
