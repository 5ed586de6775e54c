// How far a result of added-up votes is from another one, in votes, exactly.
// Next: tabulate/irv_margin.h for instant runoffs.
#pragma once

#include "tabulate/votes.h"

#include <cstdint>
#include <optional>
#include <span>

namespace recanvass::tabulate {

/// Votes between the last one elected and the first one not elected.
struct VotesMargin {
  Choices last_elected;  ///< several where they are equal
  Choices first_not;
  election::VoteCount votes;  ///< 0: a tie for the last place
};

/// No value: there are no more choices with votes than places. @pre places >= 1
[[nodiscard]] std::optional<VotesMargin> votes_margin(std::span<const election::VoteCount> votes,
                                                      std::int64_t places);

/// The fewest votes that, switched from or to a choice, change whether it has a share of the total.
/// No value: no number of them does.
[[nodiscard]] std::optional<election::VoteCount> share_margin(election::VoteCount votes,
                                                              election::VoteCount total,
                                                              const ShareNeeded& needed);

}  // namespace recanvass::tabulate
