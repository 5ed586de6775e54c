// Pools: cards whose records cannot be told apart (a batch without cast vote records, rows withheld
// together). Each card of a pool is recorded as the pool's mean, fixed before the seed; the
// comparison then works as if it had a record. Source: Stark, "ONEAudit" (2023).
// Derivation: docs/math/assorters.md.
#pragma once

#include "audit/overstatement.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace recanvass::audit {

/// What a phantom that belongs to a pool is recorded as.
enum class PhantomInPool : std::uint8_t {
  Half,  ///< 1/2, like any phantom: the default here
  PoolMean,  ///< as SHANGRLA has it; only to check audits that others made
};

/// One pool and one claim.
class Pool {
 public:
  /// @param profile   what the pool's cards with the contest say together
  /// @param without   its cards that are in the domain and do not carry the contest; where styles
  ///                  are used, every card of a pool counts as carrying each contest of the pool,
  ///                  and the contest's bound is raised by as many
  /// @pre at least one card
  Pool(const Assorter& assorter, const tabulate::Profile& profile, election::CardCount without);

  [[nodiscard]] election::CardCount cards() const { return cards_; }
  /// Mean of the claim's assorter over the pool's cards, exact.
  [[nodiscard]] base::Rational mean() const;
  /// In multiples of 1 / denominator of the assorter.
  [[nodiscard]] base::Wide numerator_sum() const { return sum_; }

 private:
  base::Wide sum_ = 0;
  std::int64_t denominator_ = 1;
  election::CardCount cards_;
};

/// The record of a phantom that stands for a card of the pool.
[[nodiscard]] Recorded phantom_of_pool(const Pool& pool, PhantomInPool recorded);

/// A pool of which only votes are known, not cards: for a claim about one pair's votes its sum is
/// (w - l + cards) / 2 in cards. For rows of withheld ballots. @pre w + l <= cards
[[nodiscard]] base::Rational pool_mean_of_votes(election::VoteCount winner,
                                                election::VoteCount loser,
                                                election::CardCount cards);

/// The contests that a card of each pool counts as carrying where styles are used: all that are
/// found in its pool. @param carried  by card of the pool: the contests it carries
[[nodiscard]] std::vector<std::uint32_t> contests_of_pool(
    std::span<const std::vector<std::uint32_t>> carried);

}  // namespace recanvass::audit
