// Voters against ballots against paper against machine counters: the worksheet's identities I1 to
// I12 and rules R2 and R3. First in the order of checking; votes come after (reconcile/votes.h).
#pragma once

#include "reconcile/finding.h"
#include "reconcile/unit.h"

namespace recanvass::reconcile {

/// I11: each seal unbroken, its number recorded and found again. One finding a container.
[[nodiscard]] Findings check_seals(const UnitRecord& record);

/// I12: counters start at zero; the lifetime counter moves by the ballots on the tape.
[[nodiscard]] Findings check_counters(const UnitRecord& record);

/// I1, I2, I3, I4, I5, I7, I8, I9, I10: sums of worksheet lines that must be equal. A figure of
/// detail that nobody recorded (spoiled, provisional, empty envelopes) does not stop the check;
/// the words of a difference name it. Without the figures compared nothing is checked.
[[nodiscard]] Findings check_identities(const UnitRecord& record);

/// R2: ballots found, on the tape and in the canvass, each against registered voters (more is
/// impossible); without a register, ballots on the tape and in the canvass against voters.
[[nodiscard]] Findings check_registration(const UnitRecord& record);

/// The voters whose ballots must be in the containers: all voters as determined, else those of the
/// poll book with absentee and provisional voters added or left out as the unit's practice is.
/// No value: a figure or the practice is not known; its name is added to `missing`.
[[nodiscard]] std::optional<election::VoterCount> voters_of(const UnitRecord& record,
                                                            std::vector<std::string>* missing);

/// Ballots more or fewer than voters that somebody explained and the board did not refuse.
[[nodiscard]] election::BallotCount ballots_explained(const UnitRecord& record);

/// R3: ballots found against voters with what is explained. A difference that is wholly explained
/// is a finding for the record (Info).
[[nodiscard]] Findings check_ballots_found(const UnitRecord& record);

}  // namespace recanvass::reconcile
