// RAIRE: assertions that prove an instant-runoff winner, of which the hardest to audit is as easy
// as can be. Source: Blom, Stuckey, Teague, "RAIRE: Risk-limiting audits for IRV elections" (2019).
// Derivation: docs/math/raire.md. Next: audit/raire_trim.h, which leaves few of them.
#pragma once

#include "audit/assertion.h"
#include "audit/raire_ballots.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace recanvass::audit {

/// One assertion about orders of elimination.
struct OrderAssertion {
  enum class Kind : std::uint8_t {
    NeverBefore,  ///< the winner never goes out before the loser ("NEB")
    NotNext,  ///< with `standing` left the winner has more than the loser ("NEN")
  };
  Kind kind = Kind::NeverBefore;
  ChoicePair pair;
  Choices standing;  ///< of NotNext, in the order of the list, both included
  election::VoteCount winner_votes;
  election::VoteCount loser_votes;
  /// How hard it is to audit: infinite when it does not hold.
  double difficulty = 0.0;
  friend bool operator==(const OrderAssertion&, const OrderAssertion&) = default;
};
using OrderAssertions = std::vector<OrderAssertion>;

/// What the difficulty measures, with N cards in the domain.
enum class DifficultyOf : std::uint8_t {
  Comparison,  ///< N / (w - l): one over the diluted margin
  Polling,  ///< N (w + l) / (w - l)^2: one over the share of either times the square of the lead
};

/// Of an assertion; infinite unless w > l. @pre cards > 0
[[nodiscard]] double difficulty_of(DifficultyOf what, std::int64_t winner_votes,
                                   std::int64_t loser_votes, election::CardCount cards);

struct RaireLimits {
  std::int64_t nodes_max = 2000000;  ///< ends of orders looked at
  /// Asked now and then; true: give what there is. Empty: never.
  std::function<bool()> stop;
};

enum class RaireEnd : std::uint8_t {
  Proved,  ///< no set of assertions has an easier hardest one
  CutShort,  ///< a set that proves the winner; `lower_bound` says how much easier one could be
  NotProved,  ///< cut short before a set was found
  Impossible,  ///< `not_excluded` cannot be ruled out: another winner, or a tie
};

struct RaireResult {
  RaireEnd end = RaireEnd::NotProved;
  OrderAssertions assertions;  ///< distinct, the hardest first; empty unless proved or cut short
  double difficulty = 0.0;  ///< of the hardest
  double lower_bound = 0.0;  ///< no set has an easier hardest assertion than this
  Choices not_excluded;  ///< an order of elimination to its winner
  std::int64_t nodes = 0;
};

/// Searches the orders of elimination that end with somebody else than `winner`, from their ends.
/// Who goes out must be who has the fewest votes; written names count as a choice like any other.
/// @param cards  of the domain, those without a valid vote and phantoms included
/// @pre winner is a choice; cards >= the profile's; the reading is as RankedBallots'
[[nodiscard]] RaireResult search_assertions(const RankedBallots& ballots, ChoiceIndex winner,
                                            election::CardCount cards, DifficultyOf what,
                                            const RaireLimits& limits = {});

/// As an audit tests them.
[[nodiscard]] Assertions irv_assertions(const election::CardContest& contest,
                                        const OrderAssertions& assertions,
                                        const tabulate::RankReading& reading);

}  // namespace recanvass::audit
