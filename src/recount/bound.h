// Can what is still open change who wins? A bound over open units and open challenges, right on the
// first evening and exact on the last. It says nothing about likelihood (that is outlook's).
// Mathematics: docs/math/bound.md. Fed by a recount's progress; read by the certificate.
#pragma once

#include "base/result.h"
#include "election/nouns.h"
#include "recount/challenge_range.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::recount {

/// Counted: the second count is in. Open: it is still to come. Stands: no second count can come
/// (not petitioned for, or not recountable), so the first count is final.
enum class UnitFate { Counted, Open, Stands };

struct BoundUnit {
  std::string unit;
  UnitFate fate = UnitFate::Open;
  std::vector<election::VoteCount> votes;  ///< in the order of the choices; Open: the first count's
  std::optional<election::BallotCount> ballots;  ///< read for open units only
};

struct BoundCase {
  std::vector<election::ChoiceId> choices;
  election::SeatCount seats{1};
  election::SeatCount vote_for{1};
  std::vector<BoundUnit> units;
  std::vector<ChallengedBallots> challenges;  ///< of counted units, whose votes hold them
};

/// Votes of one choice less votes of another, and how far they can still move.
struct MarginRange {
  election::ChoiceId ahead;
  election::ChoiceId behind;
  election::VoteCount now;  ///< open units by their first count, challenged ballots as read
  std::optional<election::VoteCount> low;  ///< no value: an open unit has no bound
  std::optional<election::VoteCount> high;
  election::VoteCount challenges_against;  ///< `now` with every challenge decided for `behind`
  election::VoteCount challenges_for;  ///< `now` with every challenge decided for `ahead`
};

/// Decided: no completion has another set of winners, nor a tie for the last seat.
enum class BoundVerdict { Decided, Undecided, NoBound };

struct Bound {
  BoundVerdict verdict = BoundVerdict::NoBound;
  MarginRange last_seat;  ///< the last one elected and the first one not elected, as it stands
  MarginRange closest;  ///< the pair of elected and not elected whose low end is lowest
  std::int64_t open_units = 0;
  election::BallotCount open_ballots;  ///< of open units with a bound
  std::vector<std::string> unbounded_units;  ///< open, and ballots unknown or below the votes
  election::BallotCount challenged_ballots;
  election::VoteCount largest_change_left;  ///< closest.now less closest.low; 0 without bound

  /// One or two plain sentences for the evening's report.
  [[nodiscard]] std::string sentence() const;
};

/// Bounds every pair of an elected and a not elected choice, as votes stand now (equal votes: the
/// order of the choices). Each ballot gives a choice at most one vote.
/// Causes: bound.votes (a unit has not one figure a choice), bound.negative (a figure below 0),
/// bound.choices (not more choices than seats), bound.challenge (marks that no ballot can have).
[[nodiscard]] base::Result<Bound> bound_margin(const BoundCase& contest);

}  // namespace recanvass::recount
