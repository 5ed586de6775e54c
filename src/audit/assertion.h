// The claims that together prove a reported outcome, for every rule of counting but instant runoff
// (audit/raire.h). All hold just when the outcome is right, or, where said, only if it is.
// Table and sources: docs/math/assorters.md. Next: audit/overstatement.h.
#pragma once

#include "audit/assorter.h"
#include "base/result.h"
#include "tabulate/pairwise.h"
#include "tabulate/proportional.h"
#include "tabulate/votes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit {

/// One claim that an audit tests.
struct Assertion {
  std::string words;  ///< "Alda has more votes than Cruz"
  Assorter assorter;
};
using Assertions = std::vector<Assertion>;

// Each function gives nothing where there is nothing to prove, and takes choices of `contest`.

/// Every winner has more votes than every loser: plurality, vote-for-n, approval. Losers are all
/// other choices.
[[nodiscard]] Assertions more_votes(const election::CardContest& contest,
                                    std::span<const ChoiceIndex> winners, const CountsVotes& votes);

/// `winner` has more than the share of all votes. @pre 0 < share < 1
[[nodiscard]] Assertion above_share(const election::CardContest& contest, ChoiceIndex winner,
                                    const base::Rational& share, const CountsVotes& votes);
/// `loser` has less than the share of all votes.
[[nodiscard]] Assertion below_share(const election::CardContest& contest, ChoiceIndex loser,
                                    const base::Rational& share, const CountsVotes& votes);

/// Nobody reached the share: one assertion for each choice.
[[nodiscard]] Assertions nobody_reached(const election::CardContest& contest,
                                        const base::Rational& share, const CountsVotes& votes);

/// Those who go to the runoff have more votes than those who do not, and each of them has less than
/// the share: so nobody has it.
[[nodiscard]] Assertions runoff_needed(const election::CardContest& contest,
                                       std::span<const ChoiceIndex> advancing,
                                       const base::Rational& share, const CountsVotes& votes);

/// Every winner has a higher sum of points or scores than every loser.
[[nodiscard]] Assertions more_points(const election::CardContest& contest,
                                     std::span<const ChoiceIndex> winners, const Amounts& amounts);

/// STAR: both finalists have higher scores than everybody else, and more cards prefer the winner to
/// the other finalist. They prove the outcome; it may be right although the finalists are others.
[[nodiscard]] Assertions star_result(const election::CardContest& contest,
                                     const ChoicePair& finalists, std::int64_t score_max);

/// The winner beats every other choice.
[[nodiscard]] Assertions beats_all(const election::CardContest& contest, ChoiceIndex winner,
                                   std::int64_t score_max = 0);

/// How a winner is found among those whom nobody beats all of.
enum class CycleRule : std::uint8_t { RankedPairs, Schulze, Minimax };

/// With a Condorcet winner as beats_all. In a cycle the leads whose order decides, by margins:
/// minimax, that everybody else has a larger defeat than the winner's largest; Schulze, that each
/// path of defeats from the winner outweighs every way back; ranked pairs, the whole order in which
/// leads are locked, which is more than needed. No value where `winner` is not the only one by this
/// rule, or, for ranked pairs, two choices are level: a hand count decides then.
/// Source: Blom et al., "Risk-limiting audits for Condorcet elections" (2023).
[[nodiscard]] std::optional<Assertions> wins_cycle(const election::CardContest& contest,
                                                   const tabulate::Pairwise& pairwise,
                                                   ChoiceIndex winner, CycleRule rule);

/// Which list the votes of each choice are for, from 0: choice i is list i where lists are voted
/// for themselves.
using ListOf = std::vector<std::uint32_t>;

/// Seats by divisors: for lists A and B, the last seat of A outweighs the first that B missed.
/// @param seats  by list @pre a divisor rule; votes_each is what one list may get from a card
[[nodiscard]] Assertions divisor_seats(const election::CardContest& contest, const ListOf& list_of,
                                       std::span<const std::int64_t> seats,
                                       tabulate::SeatMethod method, const CountsVotes& votes);

/// Seats by Hare quotas and largest remainders: with S seats they go to the largest of all claims
/// p_A S - k, k = 0, 1, …; the last claim of A that got a seat is larger than the first of B that
/// did not. @param seats  by list @pre some seat is given
/// Source: Blom et al., "Assertion-based approaches to auditing complex elections" (2021), whose
/// claims are those between lists with and without a seat for a remainder.
[[nodiscard]] Assertions hamilton_seats(const election::CardContest& contest, const ListOf& list_of,
                                        std::span<const std::int64_t> seats,
                                        const CountsVotes& votes);

/// More cards count than a share of those who are eligible, a number that the audit has to trust.
/// @pre share > 0, eligible > 0, cards > 0: all cards of the domain
[[nodiscard]] Assertion quorum_reached(const election::CardContest& contest,
                                       const base::Rational& share, std::int64_t eligible,
                                       std::int64_t cards, const CountsVotes& votes);

/// What stops an audit before anything is drawn: an assertion whose margin over the records is not
/// above 0 (assertion.false-on-records), or records that do not give the reported outcome
/// (assertion.outcome). Empty: the audit may begin.
/// @param margins  assorter margins over the domain, by assertion
[[nodiscard]] base::Problems problems_before_sample(const Assertions& assertions,
                                                    std::span<const base::Rational> margins,
                                                    const tabulate::Outcome& reported,
                                                    const tabulate::Outcome& tabulated);

}  // namespace recanvass::audit
