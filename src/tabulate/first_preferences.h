// Marks of a contest whose export has no ranks, as first preferences of one: a card with several
// has an overvoted rank. So RCTab counts such exports, and so rules that need ranks can be asked of
// them. Next: tabulate/irv.h.
#pragma once

#include "tabulate/profile.h"

#include <span>
#include <vector>

namespace recanvass::tabulate {

/// The same cards in a contest of one rank. What the export itself calls an overvote keeps its
/// marks, which are then two of one rank, or more. @pre no ranks
[[nodiscard]] Profile as_first_preferences(const Profile& unranked);

/// The marks of one card in that way.
[[nodiscard]] std::vector<election::Mark> first_preferences(std::span<const election::Mark> marks);

}  // namespace recanvass::tabulate
