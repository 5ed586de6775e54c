// Parts that several views write the same way: findings, votes, consequences.
// For the views' own files only (workflow/view.h).
#pragma once

#include "base/json.h"
#include "workflow/operation.h"
#include "workflow/unit_review.h"
#include "workflow/view.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// {"trump": 404000, ...}
[[nodiscard]] base::Json votes_json(const std::map<std::string, std::int64_t>& votes);

/// Rule, subject, words, residual, severity, and whether it is closed or impossible.
[[nodiscard]] base::Json finding_json(const UnitReview& review, const reconcile::Finding& finding);
[[nodiscard]] base::Json findings_json(const UnitReview& review);

/// What the policy makes of the unit; null where no policy is known.
[[nodiscard]] base::Json consequence_json(const UnitReview& review);

/// The policy that the operation names, and who changed it.
[[nodiscard]] base::Json policy_json(const Operation& operation);

/// Every unit that the request asks for, by id.
[[nodiscard]] std::vector<std::string> units_asked(const Operation& operation,
                                                   const ViewRequest& request);

/// What of a unit this viewer may see.
[[nodiscard]] Sight sight_of(const Operation& operation, const ViewRequest& request,
                             const std::string& unit);

}  // namespace recanvass::workflow
