// Examines a published folder from nothing: every check by number, with no trust in who made it and
// no network. It shares no code with what publishes, but for the tables' and the page's layout.
// Format: docs/formats/bundle.md. Told by verify/verdict_text.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "ledger/note.h"
#include "verify/verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::verify {

/// What to examine, and what the examiner knows from elsewhere.
struct VerifyRequest {
  std::string folder;
  std::string program;  ///< of the examiner, "recanvass 0.1.0"
  std::optional<ledger::VerifierKey> log_key;
  std::vector<ledger::VerifierKey> witness_keys;
  std::optional<std::string> since;  ///< bytes of an earlier checkpoint
  std::vector<std::string> receipts;  ///< eight characters each
};

/// Makes all checks; hashes and signatures in parallel. A fault is in the verdict; a Problem means
/// that there is nothing to examine. Causes: verify.folder, verify.too-many, verify.not-a-bundle,
/// verify.since (it is no checkpoint), verify.receipt (it is no receipt).
base::Result<Verdict> verify_bundle(const VerifyRequest& request, base::Executor& executor);

}  // namespace recanvass::verify
