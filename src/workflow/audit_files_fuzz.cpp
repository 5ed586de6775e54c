#include "base/fuzz.h"
#include "workflow/audit_draw.h"
#include "workflow/fuzz.h"

namespace recanvass::workflow {

// From totals: what is accepted is worked out to the same document.
void fuzz_assertions(std::string_view bytes) {
  const auto document = base::parse_json(bytes, "assertions.json");
  if (!document) return base::check_refusal(document.problems());
  const auto assertions = assertions_of_document(*document, "assertions.json", nullptr);
  if (!assertions) return base::check_refusal(assertions.problems());
  RECANVASS_CHECK(assertions_document(*assertions) == *document);
}

void fuzz_draws(std::string_view bytes) {
  const auto document = base::parse_json(bytes, "draw.json");
  if (!document) return base::check_refusal(document.problems());
  const auto plan = plan_of_document(*document, "draw.json");
  if (!plan) return base::check_refusal(plan.problems());
  RECANVASS_CHECK(!plan->rounds.empty());
}

}  // namespace recanvass::workflow
