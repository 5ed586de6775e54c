// A plan as JSON for other programs: recanvass.plan/1 and recanvass.simulate/1, described in
// docs/json.md. The same for people: report/plan_text.h.
#pragma once

#include "audit/plan.h"
#include "base/json.h"
#include "report/plan_text.h"

#include <vector>

namespace recanvass::report {

[[nodiscard]] base::Json plan_json(const std::vector<audit::AuditPlan>& plans);
[[nodiscard]] base::Json contests_json(const audit::ContestsPlan& plan);
[[nodiscard]] base::Json simulation_json(const std::vector<SimulationAnswer>& answers);

}  // namespace recanvass::report
