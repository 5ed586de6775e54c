// The lines of audit.contest, made of the assertions that `recanvass assertions` works out, so that
// leads and votes that a plan commits to are those of the records and nobody types them.
// Next: workflow/record_list.h for the cards; workflow/audit_claims.h, which checks the lines.
#pragma once

#include "workflow/audit_assertions.h"
#include "workflow/operation.h"

#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// The bodies of audit.contest, with "do": every contest that cards are drawn for, and those that
/// are read beside where a sample proves them. The contest of the operation has its ids, and the
/// outcome that it published as "reported". Of any other contest "reported" is left for a person
/// to fill in from the official report: figures copied from the records would agree with them
/// whatever was reported.
/// @param lists  of the audit on which these cards are; empty: all
/// Causes: contest.rule (a targeted contest by a rule, or a reading of ranks, that the ledger does
/// not audit), contest.not-proved (a targeted contest that no sample proves), contest.choices (two
/// choices whose names make one id).
base::Result<std::vector<base::Json>> contest_lines(const Operation& operation,
                                                    const AuditAssertions& assertions,
                                                    const election::CardStore& store,
                                                    const std::vector<std::string>& lists);

}  // namespace recanvass::workflow
