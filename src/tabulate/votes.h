// Rules that add up votes without ranks: plurality, vote-for-n, approval, a share that must be
// reached, a majority or a runoff. Exact. Next: tabulate/scoring.h for points, tabulate/irv.h for
// ranks.
#pragma once

#include "base/rational.h"
#include "tabulate/outcome.h"

#include <cstdint>
#include <span>

namespace recanvass::tabulate {

/// What one card's marks add up to under a limit on votes.
struct VoteTally {
  ChoiceVotes votes;              ///< in units of 1 / vote_unit, as Mark::votes
  election::VoteCount total;      ///< for all choices, the base of shares
  election::CardCount counted;    ///< cards with at least one vote for a choice
  election::CardCount blank;      ///< nothing marked
  election::CardCount overvoted;  ///< more marked than the limit: counts for nobody
  election::CardCount invalid;    ///< only written names that count for nobody
  election::CardCount redacted;   ///< withheld: what they say is not known
  election::VoteCount unused;     ///< votes that counted, blank and invalid cards did not give
};

/// What becomes of a card that the export itself calls overvoted and whose marks it has.
enum class CalledOvervotes {
  Stand,     ///< it counts for nobody, whether the limit is known or not
  AreMarks,  ///< its marks count: the rule has no limit where the ballot had one
};

/// Which marks of a ranked contest are votes.
enum class RankedMarks {
  FirstOnly,
  All,  ///< cumulative votes, which an export has as ranks
};

/// Adds up votes. A card with more than `votes_max` votes counts for nobody; 0: no limit, which is
/// approval voting, or none that is known.
[[nodiscard]] VoteTally tally_votes(const Profile& profile, std::int64_t votes_max,
                                    CalledOvervotes called = CalledOvervotes::Stand,
                                    RankedMarks ranked = RankedMarks::FirstOnly);

/// Plurality for one place, vote-for-n or approval for several.
[[nodiscard]] Outcome most_votes(const VoteTally& tally, std::int64_t places,
                                 std::span<const Lot> lots = {});

enum class Reach { AtLeast, Above };

/// A share of all votes that a choice must reach: {2/3, AtLeast}, {1/2, Above}.
struct ShareNeeded {
  base::Rational share;
  Reach reach = Reach::Above;
};

/// True when `votes` of `total` are that share. Exactly at the share: only where AtLeast.
[[nodiscard]] bool reaches(election::VoteCount votes, election::VoteCount total,
                           const ShareNeeded& needed);

/// Who reaches the share, most votes first; NobodyReachedIt, which is an outcome, otherwise.
[[nodiscard]] Outcome share_needed(const VoteTally& tally, const ShareNeeded& needed);

/// Who has the share is elected; otherwise the `advance` choices with the most votes go to a
/// runoff. A tie for the last place of the runoff leaves it open. @pre advance >= 2
[[nodiscard]] Outcome majority_or_runoff(const VoteTally& tally, const ShareNeeded& needed,
                                         std::int64_t advance = 2, std::span<const Lot> lots = {});

}  // namespace recanvass::tabulate
