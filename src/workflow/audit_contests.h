// Several contests to be planned together, out of a JSON file (docs/formats/audit-contests.md):
// votes for and against each assertion, pool by pool, and which contests lie on one card.
#pragma once

#include "audit/plan_contests.h"

#include <string>
#include <string_view>

namespace recanvass::workflow {

/// `asked` with contests and styles out of the text. Causes: those of base::parse_json,
/// contests.schema, contests.field (missing, of the wrong kind, below 0).
base::Result<audit::ContestsQuestion> read_audit_contests(std::string_view text,
                                                          const std::string& file,
                                                          const audit::ContestsQuestion& asked);

}  // namespace recanvass::workflow
