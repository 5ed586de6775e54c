// Votes of one precinct and style by counting group: cards of the polling place beside those by
// mail, which are the same ballots. Finds a wrong definition on all tabulators of one group of a
// precinct, which no other tabulator can be held against. Used by screen/screen_cards.h; derived in
// docs/math/screen-cards.md.
#pragma once

#include "screen/card_cells.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::screen {

/// Cards of one precinct, style and counting group that carry a contest, and their votes.
struct GroupVotes {
  std::uint32_t precinct = 0;
  std::uint32_t style = 0;
  std::uint32_t group = 0;
  std::int64_t cards = 0;
  std::vector<std::int64_t> votes;  ///< by choice
};
/// By precinct, style, counting group; those with fewer than 100 cards are left out.
[[nodiscard]] std::vector<GroupVotes> group_votes(const CardCells& cells,
                                                  const ContestEvents& events);

/// One group of a place beside the other groups of the place.
struct GroupChoices {
  std::uint32_t contest = 0;
  GroupVotes here;
  std::int64_t others = 0;  ///< cards of the other groups
  bool only_two = false;  ///< too many in one is too few in the other; the first is `here`
  /// Votes by choice, by the place's other groups and what the groups differ by elsewhere; below 0:
  /// the choice was not compared.
  std::vector<double> expected;
  std::size_t choice = 0;  ///< the farthest
  double deviation = 0.0;  ///< its log odds, over sampling error and the spread of places together
  double p = 1.0;  ///< of the farthest, for all choices compared
};

/// Log odds of a choice in a group less those in the place's other groups, less the median of that
/// over the places of the contest (five or more). The spread of places is the smallest with which a
/// contest's deviations vary as chance makes them, the outer tenths pulled in; contests with fewer
/// than 20 of them are taken together, and say nothing where that leaves fewer. p is by Student's
/// law with (places - 1) (choices - 1) degrees of freedom, 30 at most.
/// @param by_contest  of each contest
[[nodiscard]] std::vector<GroupChoices> compare_group_choices(
    std::span<const std::vector<GroupVotes>> by_contest);

}  // namespace recanvass::screen
