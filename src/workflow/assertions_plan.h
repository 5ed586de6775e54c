// From a document of assertions, which were made of a county's records or totals, to the questions
// of an audit's plan: one for each contest that cards are drawn for. The plan itself: audit/plan.h.
#pragma once

#include "audit/plan.h"
#include "base/json.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// `asked` for each targeted contest that can be tested, by its closest assertion: its votes, or,
/// of a claim that is not of two choices' votes, its margin over all cards as if each card counted
/// for one of the two, which takes the most cards of a poll. Each phantom is one vote too many in a
/// record beside the errors asked for. The risk limit is the contest's unless `own_risk_limit`.
/// The document is read as it is: draw and measure work it out again.
/// Causes: plan.assertions (no such document), plan.nothing (no contest that can be planned).
[[nodiscard]] base::Result<std::vector<audit::PlanQuestion>> plan_questions_of(
    const base::Json& document, const std::string& file, const audit::PlanQuestion& asked,
    bool own_risk_limit);

}  // namespace recanvass::workflow
