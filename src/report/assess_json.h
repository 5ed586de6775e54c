// The document of `recanvass assess --json`, schema recanvass.assess/1; keys in docs/json.md.
// The same answers for people: report/assess_text.h and report/assess_page.h.
#pragma once

#include "base/json.h"
#include "recount/assessment.h"

namespace recanvass::report {

/// A verdict as JSON: true, false or "unknown".
[[nodiscard]] base::Json verdict_json(law::Verdict verdict);

/// Dollars as JSON: a whole number, or a number with cents when there are any.
[[nodiscard]] base::Json usd_json(base::UsdCents amount);

/// The whole document. Unknown values are null.
[[nodiscard]] base::Json assessment_json(const recount::Assessment& assessment);

}  // namespace recanvass::report
