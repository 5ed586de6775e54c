// A choice that has no vote, or next to none, on a tabulator, and many on other cards of the same
// styles: a column that was never read, or read under another's name. Nothing is left to chance.
// Used by screen/screen_cards.h.
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
  std::int64_t votes = 0;  ///< of a choice with next to none, where precincts are alike too
};

struct MissingChoices {
  std::vector<MissingChoice> found;
  std::int64_t compared = 0;  ///< tabulators that share a style with another
};

/// Choices without a vote on a tabulator where 20 or more are expected, as rule R9 has it of units.
/// Next to none: at most a twentieth of 50 or more, by cards of the same precincts and styles (in
/// another precinct of one style people may vote otherwise).
/// Counting groups are not told apart: a tabulator that has a group for itself is compared too.
[[nodiscard]] MissingChoices missing_choices(const CardCells& cells, const ContestEvents& events);

}  // namespace recanvass::screen
