// The figures of a state as a published folder gives them. Used by workflow/publish_bundle.h; the
// verifier fills the same values by its own reading (verify/tables_check.h).
#pragma once

#include "report/bundle_facts.h"
#include "workflow/privacy_plan.h"

#include <set>
#include <string>

namespace recanvass::workflow {

/// Facts without head (program, size, root) and without the list of withheld entries.
/// @param returns_withheld  units whose reported figures are in an entry that is withheld
/// @param versions_withheld  units of which any entry of reported figures is
[[nodiscard]] report::BundleFacts bundle_facts(const Operation& operation, const PrivacyPlan& plan,
                                               const std::set<std::string>& returns_withheld,
                                               const std::set<std::string>& versions_withheld);

}  // namespace recanvass::workflow
