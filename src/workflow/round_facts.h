// What a published ledger says of its audits, from the state: plans, rounds, and where paper and
// record of a card differ. A part of workflow/bundle_facts.h; the verifier fills the same from the
// published entries (verify/round_facts.h).
#pragma once

#include "report/bundle_facts.h"
#include "workflow/audits.h"

namespace recanvass::workflow {

/// Adds audits, audit_rounds and audit_differences.
void add_audit_facts(report::BundleFacts& facts, const Audits& audits);

}  // namespace recanvass::workflow
