// All that is known of one reporting unit when it is reconciled: its worksheet, seals, media,
// machines, batches, what each contest got, what it had before, and what two people entered.
// Rules read it (reconcile/rules.h); a state's law says what a difference means
// (reconcile/policy.h).
#pragma once

#include "election/nouns.h"
#include "reconcile/figure.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::reconcile {

/// Votes of one choice. No value: not reported.
struct ChoiceFigure {
  election::ChoiceId choice;
  std::optional<election::VoteCount> votes;
  std::optional<election::VoteCount> expected;  ///< from another source, for R9 only
};

/// One contest in one unit.
struct ContestFigures {
  election::ContestId contest;
  election::SeatCount vote_for{1};
  std::optional<election::BallotCount> ballots;  ///< that carry the contest; none: the unit's
  std::vector<ChoiceFigure> choices;  ///< in the contest's order
  std::optional<election::VoteCount> write_ins;
  std::optional<election::VoteCount> blank_votes;  ///< votes not given; a blank ballot: vote_for
  std::optional<election::BallotCount> over_ballots;  ///< overvoted; each is worth vote_for votes
  std::optional<election::VoteCount> over_votes{};  ///< lost to overvotes, where votes are known
};

/// A line of a machine's tape: what the machine's own definition prints at a position.
struct TapePosition {
  election::ChoiceId choice;
  std::optional<election::VoteCount> votes;
};

struct TapeContest {
  election::ContestId contest;
  std::vector<TapePosition> positions;  ///< in the order of the tape
};

enum class SealCondition { NotExamined, Intact, Broken };
enum class PackageCondition { NotExamined, Sealed, Loose };

/// One container's seal, as recorded on election night and as found.
struct Seal {
  std::string container;
  std::string recorded;  ///< empty: no number was recorded
  std::string found;  ///< empty: none was read
  SealCondition condition = SealCondition::NotExamined;
  PackageCondition packages = PackageCondition::NotExamined;  ///< sealed packages inside it
};

/// Results as loaded from one medium: a memory card, a stick.
struct MediaLoad {
  std::string medium;
  std::string hash;  ///< of its content
  std::vector<std::int64_t> totals;  ///< every figure on it, in the order of the definition
};

/// Ballots that one machine or one method handled.
struct MachineBallots {
  std::string machine;
  std::optional<election::BallotCount> ballots;
};

/// One batch by its three sources. No value in `manifest` or `cvr`: the batch is not listed there.
struct BatchFigures {
  std::string batch;
  std::optional<election::BallotCount> manifest;
  std::optional<election::BallotCount> counted;
  std::optional<election::BallotCount> cvr;
};

enum class ExplanationForm { Said, Sworn };
enum class BoardRuling {
  NotRuled,
  AfterRefusal,  ///< not ruled, and the board refused one of the same before
  Accepted,
  Refused
};
/// Whether what was said closes or moves anything: until the board refuses it, and after it refused
/// the same once, only when it accepts it.
[[nodiscard]] constexpr bool is_in_force(BoardRuling ruling) {
  return ruling == BoardRuling::NotRuled || ruling == BoardRuling::Accepted;
}
/// Does the explanation show that nobody could add or remove a ballot?
enum class SecurityShown { No, Yes };

/// Why ballots and voters differ, as somebody says, and what the board made of it.
struct Explanation {
  std::string cause;  ///< a code of recount/causes.h
  election::BallotCount ballots;  ///< ballots more (+) or fewer (-) than voters, so explained
  ExplanationForm form = ExplanationForm::Said;
  BoardRuling ruling = BoardRuling::NotRuled;
  SecurityShown security = SecurityShown::No;
  std::string words;
};

/// The unit's figures as one version of the returns gave them.
struct UnitVersion {
  std::string label;  ///< "2020-11-05"
  std::optional<election::BallotCount> ballots;
  std::vector<ContestFigures> contests;
  std::string cause;  ///< why it differs from the version before; empty: nobody said
  std::string minute;  ///< where the minutes say so
};

/// What one person entered, without seeing what the other did.
struct BlindEntry {
  std::string person;
  std::vector<ContestFigures> contests;
};

/// Practice differs by state; it is said for each unit, never assumed.
enum class Inclusion { Unknown, Excluded, Included };

struct UnitRecord {
  std::string unit;  ///< unique in the operation
  std::string county;
  UnitFigures figures;
  Inclusion absentee_in_poll_book = Inclusion::Unknown;
  Inclusion provisional_in_poll_book = Inclusion::Unknown;
  Inclusion absentee_on_tape = Inclusion::Unknown;  ///< centrally counted absentee ballots
  std::vector<ContestFigures> contests;
  std::vector<TapeContest> tapes;
  std::vector<Seal> seals;
  std::vector<std::string> media_expected;
  std::vector<MediaLoad> media;
  std::vector<MachineBallots> machines;  ///< parts of canvass_ballots
  std::vector<BatchFigures> batches;
  std::vector<Explanation> explanations;
  std::vector<UnitVersion> earlier;  ///< oldest first
  std::string revision_cause;  ///< why `contests` differs from earlier.back()
  std::string revision_minute;  ///< where the minutes say so
  std::optional<BlindEntry> entry_a;
  std::optional<BlindEntry> entry_b;
};

}  // namespace recanvass::reconcile
