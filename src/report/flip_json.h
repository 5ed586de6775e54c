// The outlook as JSON for other programs: recanvass.flip/1, described in docs/json.md.
// The same answer for people is report/flip_text.h.
#pragma once

#include "base/json.h"
#include "outlook/outlook.h"

namespace recanvass::report {

[[nodiscard]] base::Json flip_json(const outlook::FlipOutlook& answer);

}  // namespace recanvass::report
