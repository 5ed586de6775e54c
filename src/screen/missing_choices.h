// A choice that has no vote on a tabulator, and many on other cards of the same styles: a column
// that was never read. Nothing is left to chance. Used by screen/screen_cards.h.
#pragma once

#include "screen/card_cells.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

struct MissingChoice {
  std::uint32_t contest = 0;
  std::size_t choice = 0;
  std::uint32_t tabulator = 0;
  std::int64_t cards = 0;  ///< of the contest, on the tabulator
  double expected = 0.0;  ///< votes, by cards of the same styles on other tabulators
};

struct MissingChoices {
  std::vector<MissingChoice> found;
  std::int64_t compared = 0;  ///< tabulators that share a style with another
};

/// Choices without a vote on a tabulator where 20 or more are expected, as rule R9 has it of units.
/// Counting groups are not told apart: a tabulator that has a group for itself is compared too.
[[nodiscard]] MissingChoices missing_choices(const CardCells& cells, const ContestEvents& events);

}  // namespace recanvass::screen
