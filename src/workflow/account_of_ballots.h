// The account of every ballot and vote (recount/ballot_account.h), made from the state as it is:
// unit by unit from manifest, entries, tapes, rulings and draw-downs. The verifier makes its own.
// Next: workflow/moved_votes.h, what a certificate says of it.
#pragma once

#include "recount/ballot_account.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// @param county  empty: all of them.
[[nodiscard]] recount::BallotAccount account_of_ballots(const Operation& operation,
                                                        const std::string& county);

/// Where what was counted by exception could decide: who would lead with the first counts of its
/// units in place of it. Empty: it could not.
[[nodiscard]] std::string without_exceptions(const Operation& operation,
                                             const recount::BallotAccount& account);

/// Whom both readings of batches name that were settled on figures of neither. Empty: the same.
[[nodiscard]] std::string readings_alone(const Operation& operation);

/// Who would lead if, of each unit with a tape and a whole count by hand that say different things,
/// the other one stood. Empty: there is no such unit.
[[nodiscard]] std::string other_counts(const Operation& operation);

/// Findings of the rules that stand and were closed as unexplained, in units that are certified.
[[nodiscard]] recount::UnexplainedFindings unexplained_findings(const Operation& operation);

}  // namespace recanvass::workflow
