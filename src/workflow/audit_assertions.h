// What is fixed before an audit's seed: every contest of some cards, or of reported totals, with
// the assertions that prove its outcome. As a document it is written once, published, and worked
// out again by everybody who uses it: docs/formats/audit-assertions.md.
// Next: workflow/audit_draw.h, workflow/audit_measure.h.
#pragma once

#include "audit/asserted_contest.h"
#include "base/json.h"
#include "formats/audit_ask.h"
#include "formats/card_input.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// The records that an audit is about, with the files they came from.
struct AuditRecords {
  election::CardStore store;
  std::vector<formats::HashedFile> made_from;
};

/// @pre this process has one thread. Causes: those of read_cards() and hash_files().
base::Result<AuditRecords> read_audit_records(const std::vector<std::filesystem::path>& paths,
                                              const formats::ReadingLimits& limits = {});

struct AuditAssertions {
  std::string ask_text;  ///< as the person wrote it; empty: nothing was said
  formats::AuditAsk ask;
  std::vector<formats::HashedFile> made_from;  ///< empty: from totals
  std::optional<audit::AuditDomain> domain;  ///< of the records
  std::vector<audit::AssertedContest> contests;

  [[nodiscard]] const audit::AssertedContest* find(const std::string& name_or_id) const;
};

/// Everything that the ask says, worked out. `records` null: from totals.
/// Causes: those of read_audit_ask(), AuditDomain::make(), assert_contest() and assert_totals();
/// ask.contest (unknown, or twice), ask.choice, ask.totals (votes with records, or none without).
base::Result<AuditAssertions> assert_audit(const std::string& ask_text, const std::string& ask_file,
                                           const AuditRecords* records);

/// recanvass.assertions/1
[[nodiscard]] base::Json assertions_document(const AuditAssertions& assertions);

/// The assertions of such a document, worked out again from its ask and the records.
/// Causes: assertions.document (it is none), assertions.records (other records than it was made
/// from), assertions.differ (another result, with the first difference).
base::Result<AuditAssertions> assertions_of_document(const base::Json& document,
                                                     const std::string& file,
                                                     const AuditRecords* records);

/// A small text file; "-" is not special. Causes: those of formats::InputFiles.
base::Result<std::string> read_small_text(const std::filesystem::path& path);

}  // namespace recanvass::workflow
