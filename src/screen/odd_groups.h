// Blank contests that all tabulators of a place have together: cards of one style and counting
// group beside what the same cards do in other contests and other cards in this contest. Sarasota
// in 2006: every touch screen of the county, in one race. Used by screen/screen_cards.h; derived in
// docs/math/screen-cards.md.
#pragma once

#include "screen/card_cells.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// Cards of one style and counting group that carry a contest, and those blank or overvoted.
struct GroupBlanks {
  std::uint32_t style = 0;
  std::uint32_t group = 0;
  std::int64_t cards = 0;
  std::int64_t blank = 0;
};
/// By style, then counting group; those without a card are left out.
[[nodiscard]] std::vector<GroupBlanks> group_blanks(const CardCells& cells,
                                                    const ContestEvents& events);

/// One cell of contests by groups, beside what its row and its column say.
struct OddGroup {
  std::uint32_t contest = 0;
  GroupBlanks cell;
  double expected = 0.0;  ///< blank, by the contest elsewhere and the group in other contests
  double deviation = 0.0;  ///< of log odds, over its standard error and the spread of all cells
  double p = 1.0;
};

/// Log odds are a contest's and a group's together (median polish, which a few odd cells do not
/// pull); what is left of a cell is read against its own error and a spread that cells show, by
/// Student's law. Cells with 100 cards and 5 blank expected, in contests and groups with two such
/// cells or more; nothing where fewer than 20 are left.
/// @param by_contest  of each contest
[[nodiscard]] std::vector<OddGroup> odd_groups(
    std::span<const std::vector<GroupBlanks>> by_contest);

}  // namespace recanvass::screen
