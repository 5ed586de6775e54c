// Votes against ballots, tapes, earlier versions and blind entries: rules R1, R6, R9, R10, R11 and
// R12. Ballots and voters come before (reconcile/ballots.h), sums after (reconcile/sums.h).
#pragma once

#include "reconcile/finding.h"
#include "reconcile/unit.h"

#include <span>

namespace recanvass::reconcile {

/// An impossible total is refused while it is typed, and shown for what it is when it was imported.
enum class Stage { Entry, Import };

/// The thresholds of R7, R9 and R10. All are choices of this program, none of a law.
struct Thresholds {
  election::VoteCount expected_for_zero{20};  ///< R9: none counted though so many were expected
  election::VoteCount expected_for_single{100};  ///< R9: fewer than 10 though so many were expected
  /// R9 over units: expected where none was counted, beside what choosing the units explains.
  election::VoteCount expected_missing{10};
  election::BallotCount doubled_from{10};  ///< R10: the smallest earlier figure
  election::VoteCount tuple_votes{50};  ///< R7: votes in an equal tuple of totals
  std::size_t tuple_figures = 3;  ///< R7: figures above 0 in it
};

/// Votes, blank votes and overvotes of a contest; holes make it a lower bound.
struct MarkSum {
  election::VoteCount at_least;
  std::vector<std::string> missing;  ///< choices without a figure
  bool complete = false;  ///< blank votes and overvotes are known too
};
[[nodiscard]] MarkSum marks_of(const ContestFigures& contest);

/// R1 for every contest: marks against ballots times votes allowed. More is a finding, also when
/// holes remain; fewer is one when votes, blank votes and overvotes are all known.
[[nodiscard]] Findings check_votes_fit(const UnitRecord& record, Stage stage);

/// R6 for every contest that has a tape: names that are printed differently, and how the columns
/// came to differ when one is a rearrangement of the other.
[[nodiscard]] Findings check_tapes(const UnitRecord& record);

/// R9 in one unit, for choices with an expected figure.
[[nodiscard]] Findings check_zero_votes(const UnitRecord& record, const Thresholds& thresholds);

/// Units in which at least one vote for a choice is expected.
struct ZeroTally {
  std::int64_t units = 0;  ///< m
  std::int64_t empty_units = 0;  ///< n, without a vote
  election::VoteCount expected_in_empty;
};

/// Whether so many units without a vote are more than chance makes of it: the votes expected in
/// them reach
///
///     expected_missing + 7/10 · (m - n) · b,    b = bits of m (2^b > m)
///
/// A given set of n units is empty with a probability of at most e^-E, E votes being expected in
/// it, if votes fall independently. The set is not given but found: there are fewer than m^(m-n) /
/// (m-n)! such sets, and m < e^(0.7·b). Over all sets and all n the probability of a red finding
/// is therefore below e^(1-10).
[[nodiscard]] bool zeros_beyond_chance(const ZeroTally& tally, const Thresholds& thresholds);

/// R9 over units: "zero in n of m units where at least one vote is expected". Red when that is
/// zeros_beyond_chance(); zeros in a few of many units, as every small candidate has them, are for
/// the record (Info).
[[nodiscard]] Findings check_zero_units(std::span<const UnitRecord> records,
                                        const Thresholds& thresholds);

/// R10: the unit's ballots, else every choice of a contest, exactly twice the version before.
[[nodiscard]] Findings check_doubling(const UnitRecord& record, const Thresholds& thresholds);

/// R11: each version that differs from the one before it, without a cause or without the minute
/// that gives it.
[[nodiscard]] Findings check_revisions(const UnitRecord& record);

/// R12: every figure of both blind entries. One finding a figure that differs.
[[nodiscard]] Findings check_entries(const UnitRecord& record);

}  // namespace recanvass::reconcile
