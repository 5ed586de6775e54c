// The figures of a unit's reconciliation worksheet: who came, what paper was issued and found, what
// the machines say. Each is optional: one that nobody wrote down is a hole, never a zero.
// Next: reconcile/unit.h, the whole record of a unit.
#pragma once

#include "base/result.h"
#include "election/nouns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace recanvass::reconcile {

enum class Figure {
  Registered,
  VotersPollBook,
  VotersTotal,
  BallotsDelivered,
  BallotsIssued,
  BallotsSpoiled,
  BallotsUnused,
  ProvisionalIssued,
  ProvisionalCounted,
  ProvisionalRejected,
  AbsenteeReturned,
  AbsenteeAccepted,
  AbsenteeRejected,
  AbsenteePending,
  AbsenteeEmpty,
  AbsenteeDouble,
  AbsenteeCounted,
  BallotsFound,
  TapeStart,
  TapeTotal,
  ProtectiveStart,
  ProtectiveEnd,
  VvpatBallots,
  CanvassBallots,
  CertifiedImbalance,
  EnvelopesDefective,
  AbsenteeBallotsFound,
  BallotsBlank,
  BallotsWithoutInitials
};

/// The worksheet. Notation in the comments is that of the identities in docs/reconciliation.md.
struct UnitFigures {
  std::optional<election::VoterCount> registered;  ///< with those registered on the day
  std::optional<election::VoterCount> voters_poll_book;  ///< V_pb: signed in the poll book
  std::optional<election::VoterCount> voters_total;  ///< voters of all methods, as determined
  std::optional<election::BallotCount> ballots_delivered;
  std::optional<election::BallotCount> ballots_issued;  ///< I, over the counter
  std::optional<election::BallotCount> ballots_spoiled;  ///< S, spoiled and replaced
  std::optional<election::BallotCount> ballots_unused;
  std::optional<election::BallotCount> provisional_issued;  ///< P
  std::optional<election::BallotCount> provisional_counted;
  std::optional<election::BallotCount> provisional_rejected;
  std::optional<election::EnvelopeCount> absentee_returned;
  std::optional<election::EnvelopeCount> absentee_accepted;
  std::optional<election::EnvelopeCount> absentee_rejected;
  std::optional<election::EnvelopeCount> absentee_pending;  ///< cure still possible
  std::optional<election::EnvelopeCount> absentee_empty;  ///< accepted, with no ballot inside
  std::optional<election::EnvelopeCount> absentee_double;  ///< accepted, with two ballots inside
  std::optional<election::BallotCount> absentee_counted;
  std::optional<election::BallotCount> ballots_found;  ///< B: pieces counted in the containers
  std::optional<election::BallotCount> tape_start;  ///< public counter at opening
  std::optional<election::BallotCount> tape_total;  ///< T: public counter at closing
  std::optional<election::BallotCount> protective_start;  ///< lifetime counter at opening
  std::optional<election::BallotCount> protective_end;
  std::optional<election::BallotCount> vvpat_ballots;  ///< K: on the paper roll
  std::optional<election::BallotCount> canvass_ballots;  ///< as the canvass gave it
  std::optional<election::BallotCount> certified_imbalance;  ///< "out by n" at the canvass, n >= 0
  std::optional<election::EnvelopeCount> envelopes_defective;  ///< found so in the recount
  std::optional<election::BallotCount> absentee_ballots_found;  ///< probable absentee ballots
  std::optional<election::BallotCount> ballots_blank;  ///< blank in every contest
  std::optional<election::BallotCount> ballots_without_initials;
};

using FigureMember = std::variant<std::optional<election::VoterCount> UnitFigures::*,
                                  std::optional<election::BallotCount> UnitFigures::*,
                                  std::optional<election::EnvelopeCount> UnitFigures::*>;

/// One line of the worksheet: how files call it, how people call it, where it is kept.
struct FigureRow {
  Figure figure;
  std::string_view id;  ///< "voters_poll_book", also the key for translation
  std::string_view words;  ///< "voters signed in the poll book"
  FigureMember member;
};

/// Every line of the worksheet, in its order.
[[nodiscard]] std::span<const FigureRow> figure_rows();

[[nodiscard]] const FigureRow& row_of(Figure figure);
[[nodiscard]] std::optional<Figure> figure_named(std::string_view id);

/// No value: a hole.
[[nodiscard]] std::optional<std::int64_t> value_of(const UnitFigures& figures, Figure figure);

/// A worksheet from the lines of a form. Causes: figure.unknown, figure.twice, figure.negative.
[[nodiscard]] base::Result<UnitFigures> make_figures(
    const std::vector<std::pair<std::string, std::int64_t>>& lines);

}  // namespace recanvass::reconcile
