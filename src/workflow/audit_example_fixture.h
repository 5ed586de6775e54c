// For tests only: the audit of examples/synthetic-audit, as its files have it.
// Used by the tests of audits from files.
#pragma once

#include "base/check.h"
#include "formats/confined_import.h"
#include "workflow/audit_draw.h"

#include <string>

namespace recanvass::workflow::fixture {

inline const std::string kAuditExample = "examples/synthetic-audit/";

inline AuditRecords example_records() {
  return read_audit_records({kAuditExample + "cards.csv"}).value();
}

inline AuditManifest example_manifest() {
  const std::string file = kAuditExample + "manifest.csv";
  return {formats::read_files_confined({file}).value().manifests.front().manifest,
          formats::hash_files({file}).value()};
}

inline AuditAssertions example_assertions(const AuditRecords& records) {
  const std::string ask = read_small_text(kAuditExample + "audit.toml").value();
  const AuditManifest manifest = example_manifest();
  return assert_audit(ask, "audit.toml", &records, &manifest).value();
}

inline base::Json example_document(const std::string& name) {
  return base::parse_json(read_small_text(kAuditExample + name).value(), name).value();
}

inline DrawInputs example_inputs(const AuditRecords& records, const AuditAssertions& assertions,
                                 const election::BallotManifest& manifest) {
  DrawInputs inputs{&assertions, &records, &manifest, {}};
  inputs.manifest_files = formats::hash_files({kAuditExample + "manifest.csv"}).value();
  return inputs;
}

}  // namespace recanvass::workflow::fixture
