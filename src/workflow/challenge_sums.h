// What challenged ballots add to the tallies of their batches: adjustments by those that were
// stipulated or ruled, and the open ones as recount/challenge_range.h wants them.
// Mathematics: docs/math/challenges.md.
#pragma once

#include "recount/challenge_range.h"
#include "recount/ended_alone.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What settled challenges change in figures that were tallied. Any may be below 0.
struct Adjustment {
  std::int64_t exhibits = 0;  ///< settled challenges that change something
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> votes;  ///< by choice id; only choices that change
  std::int64_t blank = 0;                     ///< votes not used
  std::int64_t over = 0;                      ///< votes lost to overvotes

  void add(const Adjustment& other);
};

/// From the reading that the tally holds to the one that stands.
[[nodiscard]] Adjustment adjustment_of(const Setup& setup, const Challenge& challenge);

/// One ballot read so.
[[nodiscard]] Adjustment one_ballot(const Setup& setup, const Reading& reading);

/// What the tally of a batch should hold of its challenged ballots, as the board read them on the
/// spot: votes by choice, blank and over. Withdrawn ones too: what they were counted as does not
/// change.
/// @param besides  place of a ballot that is left out; 0: none
[[nodiscard]] Adjustment exhibits_by_reading(const Operation& operation, const std::string& batch,
                                             std::int64_t besides = 0);

/// Why settled challenges cannot move what they move: they take more votes of a choice, blank or
/// over out of a batch than its tally holds, or make it hold more ballots than were listed or
/// counted. A sentence each; empty: they can, or no figures of the batch stand yet.
/// @param changed  an exhibit that is read as `to` instead of as it stands; null: none
[[nodiscard]] std::vector<std::string> impossible_moves(const Operation& operation,
                                                        const std::string& batch,
                                                        const Challenge* changed = nullptr,
                                                        const Reading* to = nullptr);

/// Of all batches of a reporting unit.
[[nodiscard]] std::vector<std::string> impossible_moves_of_unit(const Operation& operation,
                                                                const std::string& unit);

/// Of one batch; nothing unless its figures stand (BatchCount::standing), and nothing where they
/// cannot hold what is moved.
[[nodiscard]] Adjustment adjustment_of_batch(const Operation& operation, const std::string& batch);

/// Of all batches of a reporting unit.
[[nodiscard]] Adjustment adjustment_of_unit(const Operation& operation, const std::string& unit);

/// Why a batch cannot hold its open challenges as they are said to have been read: more of them are
/// for a choice, blank or over than its tally holds. A sentence each; empty: it can, or no figures
/// of it stand yet.
[[nodiscard]] std::vector<std::string> impossible_exhibits(const Operation& operation,
                                                           const std::string& batch);

/// Of all batches of a reporting unit.
[[nodiscard]] bool has_impossible_exhibits(const Operation& operation, const std::string& unit);

/// Ballots that a unit can have: those listed of each batch that was not set aside, or those of its
/// tally where these are more. No value: nothing is listed of it.
[[nodiscard]] std::optional<std::int64_t> ballots_of_unit(const Operation& operation,
                                                          const std::string& unit);

/// Why fewer ballots can be under an objection than are counted under it; empty: as many can.
[[nodiscard]] std::string impossible_objection(const Operation& operation,
                                               const StandingObjection& objection);

/// Open challenges of a batch whose figures stand, alike ones together. Of ballots that were not
/// counted no more than were listed beyond those of the tally: a ruling cannot count others.
[[nodiscard]] std::vector<recount::ChallengedBallots> open_challenges_of_batch(
    const Operation& operation, const std::string& batch);

/// Challenges of units counted by hand that one account ended, with the votes that stand.
[[nodiscard]] recount::EndedAlone ended_alone(const Operation& operation);

/// Whether this account made the claim or objection and is its party's, a petitioner's or an
/// observer's, or it is the board's own: such a one is withdrawn by one person.
[[nodiscard]] bool is_own_claim(const Operation& operation, const std::string& account,
                                const std::string& made_by, const std::string& side);

/// Whether one account alone ended it, and no court's order that others can read says so.
[[nodiscard]] bool is_ruled_alone(const Operation& operation, const Ruling& ruling);

/// Of all batches of a reporting unit.
[[nodiscard]] std::vector<recount::ChallengedBallots> open_challenges_of_unit(
    const Operation& operation, const std::string& unit);

/// What an open challenge may be found to be, besides what it is. No value: anything, since a party
/// did not say.
[[nodiscard]] std::optional<std::vector<Reading>> claimed_readings(const Challenge& challenge);

}  // namespace recanvass::workflow
