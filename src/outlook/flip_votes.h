// How many votes would have to be different for somebody else to come first in one unit. Exact, and
// about arithmetic only: what is needed, not what is likely. See docs/math/flip.md.
#pragma once

#include "outlook/units.h"

#include <optional>

namespace recanvass::outlook {

/// What it takes for a challenger to lead a unit alone. A tie does not count as a flip: law decides
/// ties (by lot, or otherwise).
struct VotesToFlip {
  election::ChoiceId challenger;
  election::VoteCount margin_votes{0};  ///< leader minus challenger
  election::VoteCount switched{0};  ///< fewest votes that must move from others to the challenger
  election::VoteCount one_sided{0};  ///< fewest votes that must be added for the challenger alone
};

/// For M = leader minus challenger: one-sided M + 1; switched floor(M / 2) + 1 when no third choice
/// stands in the way. With votes of all choices known, the fewest switched votes k are those with
///
///     Σ_j max(0, v_j - (v_challenger + k - 1)) <= k   over every other choice j,
///
/// so a third choice that would still be ahead is counted too.
/// @return no value when the leader is the challenger or the margin over it is unknown.
[[nodiscard]] std::optional<VotesToFlip> votes_to_flip(const ElectoralUnit& unit,
                                                       const election::ChoiceId& challenger);

}  // namespace recanvass::outlook
