// What the cards of an audit would show if the report is right, design by design: the populations
// that plans draw from. One claim each: a winner has more votes than a loser.
// Next: audit/simulation.h draws from them; equations in docs/math/plans.md.
#pragma once

#include "audit/simulation.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit {

/// Votes of a winner and a loser among cards; other cards have both, neither or no such contest.
struct PairVotes {
  std::int64_t cards = 0;
  std::int64_t winner = 0;
  std::int64_t loser = 0;

  [[nodiscard]] std::int64_t lead() const { return winner - loser; }
  [[nodiscard]] std::int64_t other() const { return cards - winner - loser; }
  friend bool operator==(const PairVotes&, const PairVotes&) = default;
};

/// Shares of cards whose record overstates or understates the lead.
struct RecordErrors {
  double one_over = 0.0;
  double two_over = 0.0;
  double one_under = 0.0;
  double two_under = 0.0;

  [[nodiscard]] bool none() const { return one_over + two_over + one_under + two_under == 0.0; }
};

/// Cards drawn one by one without looking at records: 1 for the winner, 0 for the loser, else 1/2.
/// @pre lead > 0, other >= 0
[[nodiscard]] SimulatedContest polling_contest_of(const PairVotes& votes, double risk_limit);

/// Every card compared with its own record; errors are rounded to whole cards. The test takes the
/// records as right.
[[nodiscard]] SimulatedContest comparison_contest_of(const PairVotes& votes,
                                                     const RecordErrors& errors, double risk_limit);

/// ONEAudit: `recorded` cards have records of their own, those of a pool its mean. Errors fall on
/// records. @pre recorded and pools add up to cards with lead > 0; no pool is empty
[[nodiscard]] SimulatedContest pooled_contest_of(const PairVotes& recorded,
                                                 std::span<const PairVotes> pools,
                                                 const RecordErrors& errors, double risk_limit);

/// Each unit's cards split into those with records and a pool of about this share of them.
struct PooledSplit {
  PairVotes recorded;
  std::vector<PairVotes> pools;
};
/// @pre 0 < share <= 1
[[nodiscard]] PooledSplit pool_share_of(std::span<const PairVotes> units, double share);

/// The sum of units.
[[nodiscard]] PairVotes sum_of(std::span<const PairVotes> units);

/// What was drawn already, and what it showed.
struct SeenCards {
  std::int64_t cards = 0;
  PairVotes votes;           ///< of a polling sample
  std::int64_t one_over = 0;  ///< of a comparison sample, as are the others
  std::int64_t two_over = 0;
  std::int64_t one_under = 0;
  std::int64_t two_under = 0;
};

/// The polling audit after a sample: the cards left are the report less the sample.
/// @pre the sample is no larger than the report in any part
[[nodiscard]] SimulatedContest polling_after(const PairVotes& votes, const SeenCards& seen,
                                             double risk_limit);

/// The comparison audit after a sample. Cards not yet drawn err as the sample did, with `errors`
/// counted as a thousand draws of it.
[[nodiscard]] SimulatedContest comparison_after(const PairVotes& votes, const RecordErrors& errors,
                                                const SeenCards& seen, double risk_limit);

}  // namespace recanvass::audit
