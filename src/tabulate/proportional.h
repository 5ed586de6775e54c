// Seats for lists: divisors (D'Hondt, Sainte-Laguë), quotas (Hamilton), free lists whose candidates
// are voted for by name, thresholds. Exact; equal claims to a last seat are reported as a tie.
#pragma once

#include "tabulate/votes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace recanvass::tabulate {

enum class SeatMethod : std::uint8_t {
  DHondt,  ///< divisors 1, 2, 3, …
  SainteLague,  ///< 1, 3, 5, …
  ModifiedSainteLague,  ///< 1.4, 3, 5, …
  Hamilton,  ///< whole Hare quotas, then the largest remainders
};

struct SeatAllotment {
  std::vector<std::int64_t> seats;  ///< by list, as far as they are decided
  Choices tied;  ///< lists with equal claims to the seats that are left
  std::int64_t left = 0;  ///< seats that nobody has, for the tied ones or for nobody
  friend bool operator==(const SeatAllotment&, const SeatAllotment&) = default;
};

/// Seats by list. Lists without votes get none. Lots give one seat each to whom they fall on.
/// @pre seats >= 0
[[nodiscard]] SeatAllotment allot_seats(std::span<const election::VoteCount> votes,
                                        std::int64_t seats, SeatMethod method,
                                        std::span<const Lot> lots = {});

/// The same votes with 0 for lists that do not reach a share of all of them.
[[nodiscard]] ChoiceVotes above_threshold(std::span<const election::VoteCount> votes,
                                          const ShareNeeded& needed);

struct FreeListRules {
  SeatMethod method = SeatMethod::DHondt;
  std::optional<ShareNeeded> threshold;
};

struct FreeListCount {
  ChoiceVotes list_votes;  ///< of all candidates of a list together
  SeatAllotment seats;
  std::vector<Outcome> elected;  ///< by list: its candidates with the most votes; none: NoVotes
};

/// Seats go to lists by what their candidates have together, and within a list to those with the
/// most votes of their own.
/// @param list_of  the list of each choice, from 0 @pre as long as `votes`
[[nodiscard]] FreeListCount count_free_lists(std::span<const election::VoteCount> votes,
                                             std::span<const std::uint32_t> list_of,
                                             std::int64_t seats, const FreeListRules& rules);

}  // namespace recanvass::tabulate
