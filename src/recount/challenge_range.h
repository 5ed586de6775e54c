// How far open challenges can still move a contest: totals as agreed, and as they would be with
// every open challenge decided one way or the other. A challenged ballot stays in the votes as the
// board read it when it was challenged, until somebody withdraws, stipulates or rules.
// Mathematics: docs/math/challenges.md. Units still to be counted are recount/bound.h's.
#pragma once

#include "base/result.h"
#include "election/nouns.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace recanvass::recount {

/// What one ballot gives: one vote to each of these choices (indexes, ascending). None: it is
/// blank, overvoted or not counted at all.
using BallotMarks = std::vector<std::size_t>;

/// Open challenges of one kind: ballots that stand in the votes alike and could become the same.
struct ChallengedBallots {
  election::BallotCount ballots;
  BallotMarks stands;  ///< as it is in the votes
  /// What it may be found to be, besides what it is. No value: anything that a ballot can be.
  std::optional<std::vector<BallotMarks>> could_be;
};

/// Open challenges of a batch whose tally cannot hold them all as they are said to have been read:
/// how each stands is not known, only that it is a ballot of the batch.
struct UnreadChallenges {
  election::BallotCount exhibits;
  election::BallotCount ballots;  ///< of the batch
  std::vector<election::VoteCount> votes;  ///< of the batch, by choice; in the votes of the case
};

struct ChallengeCase {
  std::vector<election::ChoiceId> choices;
  election::SeatCount seats{1};
  election::SeatCount vote_for{1};
  std::vector<election::VoteCount> votes;  ///< by choice, each challenged ballot as it stands
  std::vector<ChallengedBallots> open;
  std::vector<UnreadChallenges> unread{};
};

/// A figure now, and the least and the most that it can become.
struct VoteRange {
  election::VoteCount low;
  election::VoteCount now;
  election::VoteCount high;
};

/// Votes of one choice less votes of another.
struct LeadRange {
  std::size_t ahead = 0;  ///< index of the choice
  std::size_t behind = 0;
  VoteRange votes;
};

/// Decided: no outcome of the open challenges has other winners, nor a tie for the last seat.
enum class ChallengeVerdict { Decided, Undecided };

struct ChallengeRanges {
  ChallengeVerdict verdict = ChallengeVerdict::Undecided;
  std::vector<VoteRange> choices;  ///< in the order of the case
  std::vector<std::size_t> ahead;  ///< the winners as votes stand now, most votes first
  LeadRange last_seat;             ///< the last one elected and the first one not elected, now
  LeadRange closest;  ///< the pair of elected and not elected whose low end is lowest
  election::BallotCount open_ballots;
};

/// Whether a ballot of the contest can have these marks: choices of it, each once, in order, and no
/// more than may be marked.
[[nodiscard]] bool is_possible_ballot(std::size_t choices, election::SeatCount vote_for,
                                      const BallotMarks& marks);

/// The lead of one choice over another (indexes) as votes stand, and how far open challenges move
/// it. The bound over open units takes its part of challenges from here, so both name one lead.
/// @pre contest is as ranges_of_challenges wants it
[[nodiscard]] LeadRange range_of_lead(const ChallengeCase& contest, std::size_t ahead,
                                      std::size_t behind);

/// The exact ranges: both ends of each are reached by some outcome of the open challenges. Of those
/// that are unread a bound: within it lies every outcome, no figure below 0 nor above the ballots.
/// Equal votes keep the order of the choices.
/// Causes: challenges.choices (not more choices than seats, or no seat or vote), challenges.votes
/// (not one figure a choice), challenges.negative, challenges.marks (an unknown choice, twice the
/// same, or more than may be marked), challenges.unread (votes of a batch above its ballots).
[[nodiscard]] base::Result<ChallengeRanges> ranges_of_challenges(const ChallengeCase& contest);

}  // namespace recanvass::recount
