// The single transferable vote that moves whole ballots, and takes those of a surplus by their
// order: Cambridge, Massachusetts. A ballot is with one choice at a time and keeps its whole vote,
// so that the order in which ballots are counted can matter. Fractions: tabulate/stv.h.
#pragma once

#include "tabulate/stv.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::tabulate {

struct OrderedStvRules {
  RankReading reading;
  /// After the surpluses all who have fewer ballots than this go out together; 0: nobody does.
  std::int64_t ballots_min = 0;
  TieBreak tie_break = TieBreak::EarlierRound;  ///< of equal fewest ballots
  friend bool operator==(const OrderedStvRules&, const OrderedStvRules&) = default;
};

/// The cards of a contest one by one.
struct OrderedBallots {
  Profile profile;
  std::vector<std::uint32_t> lines;   ///< of each card its line in the profile, in their order
  std::vector<std::uint64_t> cards;   ///< and its number in the store
};

/// The cards that carry a contest, in the order of the import.
/// @param precincts  where not empty: by precinct in this order, as a lot drew it; cards of a
///                   precinct that is not named come last. Within one the order of the import holds
/// @pre contest < store.contests().size()
[[nodiscard]] OrderedBallots ordered_ballots_of(const election::CardStore& store,
                                                std::uint32_t contest,
                                                std::span<const std::string> precincts = {});

/// Counts a contest for `seats`; votes are whole ballots, StvCount::unit is 1.
///
/// Who has the quota is elected and receives no more, also within a transfer. Surpluses go first,
/// the largest first: with n the nearest whole number to ballots / surplus (a half rounds up), the
/// ballots n, 2n, ... go, then n+1, 2n+1, ..., until the surplus is gone; a ballot that names
/// nobody who stands is passed over and stays. Then those below `ballots_min` go out together,
/// unless fewer would stand than there are seats; then the lowest one by one.
/// @pre seats >= 1
[[nodiscard]] StvCount count_ordered_stv(const OrderedBallots& ballots, std::int64_t seats,
                                         const OrderedStvRules& rules,
                                         std::span<const Lot> lots = {});

/// With whom one ballot is after each stage of the same count. @pre ballot < ballots.lines.size()
[[nodiscard]] std::vector<StvPathStep> ordered_stv_path_of(const OrderedBallots& ballots,
                                                           std::int64_t seats,
                                                           const OrderedStvRules& rules,
                                                           std::span<const Lot> lots,
                                                           std::size_t ballot);

}  // namespace recanvass::tabulate
