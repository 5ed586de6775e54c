// What a published ledger says of its audits, from its entries as the verifier reads them: the
// facts of which tables and page are made again (V10). The publisher fills the same from its state
// (workflow/round_facts.h). A part of verify/tables_check.h.
#pragma once

#include "report/bundle_facts.h"
#include "verify/audit_record.h"

namespace recanvass::verify {

/// Adds audits, audit_rounds and audit_differences.
void add_audit_facts(report::BundleFacts& facts, const AuditsSeen& seen);

}  // namespace recanvass::verify
