// `recanvass plan` and `recanvass simulate` for a terminal: designs beside each other with a bar on
// a log scale, then the frontier of cards against rounds. As JSON: report/plan_json.h; as a
// picture: report/plan_chart.h.
#pragma once

#include "audit/plan.h"
#include "audit/plan_contests.h"
#include "report/terminal.h"

#include <string>
#include <vector>

namespace recanvass::report {

[[nodiscard]] std::string plan_text(const audit::AuditPlan& plan, const Screen& screen);

/// Several contests: what each reads, and all together.
[[nodiscard]] std::string contests_text(const audit::ContestsPlan& plan, const Screen& screen);

/// "Comparison, default", as tables and pictures name it.
[[nodiscard]] std::string design_words(audit::PlanDesign design);

/// "exact", "1,000 replicates"
[[nodiscard]] std::string basis_words(const audit::DesignPlan& design);

/// The sizes that a simulation found.
struct SimulationAnswer {
  audit::PlanQuestion question;
  audit::PlanDesign design = audit::PlanDesign::PollingDefault;
  audit::SizeLaw law = audit::SizeLaw::certain(1);
  std::string sizes_hash;  ///< SHA-256 of all sizes in their order, hexadecimal
};
[[nodiscard]] std::string simulation_text(const SimulationAnswer& answer, const Screen& screen);

}  // namespace recanvass::report
