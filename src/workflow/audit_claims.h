// From a contest as an audit plans it to what is tested on paper: assertions with the margins that
// its records give them, and what speaks against testing them at all.
// Next: audit/measure.h, which measures them; workflow/commit_audit.cpp, which refuses plans.
#pragma once

#include "audit/measure.h"
#include "workflow/audits.h"
#include "workflow/use_case.h"

#include <string>

namespace recanvass::workflow {

/// Everything that is wrong with a contest by itself: ids, winners, figures.
/// Causes: audit.choice, audit.winner, audit.share, audit.risk-limit, audit.assertion,
/// audit.rule, audit.tabulation.
[[nodiscard]] base::Problems contest_problems(const std::string& id, const AuditContest& contest);

/// What of a contest is tested, over a domain of `cards`, without a method.
/// @pre contest_problems found nothing
/// Causes: audit.cards (more votes than the cards can hold), audit.tie (an assertion that the
/// records do not make true), audit.not-proved (assertions of an instant runoff that leave an order
/// of elimination to somebody else).
base::Result<audit::ContestMeasure> claims_of(const std::string& id, const AuditContest& contest,
                                              std::int64_t cards);

/// Puts the method into it. Causes: audit.setting (a name that no function has, or a value that is
/// no decimal).
base::Result<audit::ContestMeasure> with_method(audit::ContestMeasure measure,
                                                const AuditMethod& method);

/// Names of all risk functions.
[[nodiscard]] std::vector<std::string> risk_function_ids();

}  // namespace recanvass::workflow
