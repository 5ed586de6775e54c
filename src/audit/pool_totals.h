// Pools of cards of which totals are known and no record: votes by choice, or, of orders of
// elimination, the cards for and against each claim. Made into the mean that each card of a pool is
// compared with, and into what draws show if the totals are right. Used where no card store is at
// hand (an audit on a ledger). Next: audit/measure.h. Derivation: docs/math/assorters.md.
#pragma once

#include "audit/macro.h"
#include "audit/measure.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// What was reported of one contest on the cards of one pool.
struct PoolTotals {
  BatchVotes votes;  ///< cards of the pool, 0: the contest is on none of them; votes by choice
  /// Of claims that are no sum of votes, by claim: cards worth 1, and worth 0; the others one half.
  std::vector<std::int64_t> in_favour{};
  std::vector<std::int64_t> against{};
};

/// The sum of the claim's assorter over the pool, in multiples of 1 / denominator.
/// @param at  which claim of its contest it is
/// @pre its cards can give the totals
[[nodiscard]] std::int64_t pool_sum(const Assorter& assorter, const PoolTotals& pool,
                                    std::size_t at);

/// Puts into each assertion of a comparison the mean of every pool, and the values that draws take
/// if records and totals are right, with their shares: of a pool, as many cards as votes, one on
/// each, as far as its cards go; of cards with records, as without pools.
/// @pre assertions have their margins over all cards; of claims about orders a pool with cards has
///      as many figures as there are assertions
void compare_with_pools(ContestMeasure& contest, std::span<const PoolTotals> pools);

}  // namespace recanvass::audit
