// The designs of a plan as a picture: for each the cards from an even chance to the surest quantile
// asked for, on a log scale, since a full count is a thousand times a sample.
#pragma once

#include "audit/plan.h"

#include <string>

namespace recanvass::report {

/// An SVG of its own, for a page or a browser.
[[nodiscard]] std::string plan_chart(const audit::AuditPlan& plan);

}  // namespace recanvass::report
