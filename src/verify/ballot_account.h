// V22: every ballot and vote that is certified was counted in the regular way or by an exception
// that is named, and every ballot listed was counted, set aside or not counted. Made from the
// entries alone, a second time: the program's own is workflow/account_of_ballots.h.
#pragma once

#include "recount/ballot_account.h"
#include "verify/replay.h"

#include <string>

namespace recanvass::verify {

/// Units whose figures are given only together, or not at all, have no part in it.
[[nodiscard]] recount::BallotAccount account_of(const Record& record);

/// Where exceptions could decide: who would lead with the first counts of their units. Empty: they
/// could not, or figures are not given.
[[nodiscard]] std::string without_exceptions(const Record& record,
                                             const recount::BallotAccount& account);

/// Whom the readings name of batches that were settled on figures of neither. Empty: the same.
[[nodiscard]] std::string readings_alone(const Record& record);
/// Who would lead if, of each unit with a tape and a whole count by hand that say different things,
/// the other one stood. Empty: there is no such unit.
[[nodiscard]] std::string other_counts(const Record& record);

/// Findings of the rules that stand and were closed as unexplained, of units whose figures are
/// given.
[[nodiscard]] recount::UnexplainedFindings unexplained_findings(const Record& record);

/// Whether a sentence is one of the first two, or of the account, whatever its figures.
[[nodiscard]] bool is_of_the_account(const std::string& sentence);

void conclude_account(Replay& replay);

}  // namespace recanvass::verify
