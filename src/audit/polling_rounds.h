// Ballot polling in rounds, between a winner and a loser: Providence (which Arlo calls Minerva 2),
// Minerva, and BRAVO read at the end of a round. All count votes for the two only, as if drawn with
// replacement. docs/math/polling-rounds.md.
#pragma once

#include "audit/bravo.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// What was drawn up to the end of a round: votes for either, and those for the winner.
struct RoundTally {
  std::int64_t votes = 0;
  std::int64_t winner = 0;
};

/// The rule that says when a round ends the audit.
enum class RoundRule {
  Providence,  ///< round sizes may follow what was seen
  Minerva,  ///< round sizes must be fixed before the first draw
  EndOfRoundBravo,
};

/// The winner's share of the two as reported, and the risk limit.
struct RoundPlan {
  double winner_share = 0.6;
  double risk_limit = 0.05;
  /// What a tie gives the winner. r2b2 takes the whole half of an odd number of votes, as a share
  /// of them: compatibility only.
  double tie_share = 0.5;
};

/// p-value after each round; the audit's risk is the least of them. Minerva's may exceed 1.
/// @pre rounds grow; 1/2 < winner_share < 1
[[nodiscard]] std::vector<double> round_p_values(RoundRule rule, const RoundPlan& plan,
                                                 std::span<const RoundTally> rounds);

/// A coming round: votes in all after it, the least for the winner that ends the audit, the chance
/// that it does when the report is right.
struct RoundSize {
  std::int64_t votes = 0;
  std::int64_t winner_least = 0;
  double chance = 0.0;
};

/// What a round that ends at `votes` asks for, after the rounds so far; winner_least 0: nothing
/// ends it.
[[nodiscard]] RoundSize round_of(RoundRule rule, const RoundPlan& plan,
                                 std::span<const RoundTally> so_far, std::int64_t votes);

/// The least round with at least this chance of ending the audit.
[[nodiscard]] RoundSize next_round(RoundRule rule, const RoundPlan& plan,
                                   std::span<const RoundTally> so_far, double chance);

/// The least first round from which on every larger one has at least this chance, for a rule that
/// looks at the end of one round: the chance falls a little wherever one more vote is asked for.
[[nodiscard]] RoundSize steady_first_round(RoundRule rule, const RoundPlan& plan, double chance);

/// The round that r2b2, and Arlo with it, proposes: halving an interval as if the chance grew with
/// the size, which it does only on the whole. Never smaller than next_round; compatibility only.
[[nodiscard]] RoundSize r2b2_next_round(RoundRule rule, const RoundPlan& plan,
                                        std::span<const RoundTally> so_far, double chance);

}  // namespace recanvass::audit
