// What is fixed before an audit's seed: every contest of some cards, or of reported totals, with
// the assertions that prove its outcome. As a document it is written once, published, and worked
// out again by everybody who uses it: docs/formats/audit-assertions.md.
// Next: workflow/audit_draw.h, workflow/audit_measure.h.
#pragma once

#include "audit/asserted_contest.h"
#include "base/json.h"
#include "election/ballot_manifest.h"
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

/// Where the paper lies, with the files that say so.
struct AuditManifest {
  election::BallotManifest manifest;
  std::vector<formats::HashedFile> made_from;
};

/// @pre this process has one thread. Causes: those of read_cards() and hash_files().
base::Result<AuditRecords> read_audit_records(const std::vector<std::filesystem::path>& paths,
                                              const formats::ReadingLimits& limits = {});

struct AuditAssertions {
  std::string ask_text;  ///< as the person wrote it; empty: nothing was said
  formats::AuditAsk ask;
  std::vector<formats::HashedFile> made_from;  ///< empty: from totals
  std::vector<formats::HashedFile> manifest_from;  ///< empty: made without a manifest
  std::optional<audit::AuditDomain> domain;  ///< of the records
  std::vector<audit::AssertedContest> contests;

  [[nodiscard]] const audit::AssertedContest* find(const std::string& name_or_id) const;
};

/// Everything that the ask says, worked out. `records` null: from totals. Cards of the manifest
/// without a record are phantoms of every contest that says no bound of its own.
/// Causes: those of read_audit_ask(), cards_without_record(), AuditDomain::make(), assert_contest()
/// and assert_totals(); ask.design (by batches or strata), ask.contest (unknown, or twice),
/// ask.choice, ask.cards (fewer than the manifest lists), ask.totals (votes with records, or none
/// without).
base::Result<AuditAssertions> assert_audit(const std::string& ask_text, const std::string& ask_file,
                                           const AuditRecords* records,
                                           const AuditManifest* manifest = nullptr);

/// The same from an ask whose contests have their votes, over all cards of the manifest; null: of
/// manifests that were looked at before.
base::Result<AuditAssertions> assert_reported(const std::string& ask_text, formats::AuditAsk ask,
                                              const AuditManifest* manifest);

/// Names, sizes and hashes, as documents have them.
[[nodiscard]] base::Json files_json(const std::vector<formats::HashedFile>& files);

/// The JSON pointer of the first place in which two documents differ; empty: they are the same.
[[nodiscard]] std::string first_difference(const base::Json& one, const base::Json& other);

/// recanvass.assertions/1
[[nodiscard]] base::Json assertions_document(const AuditAssertions& assertions);

/// The assertions of such a document, worked out again from its ask and the records.
/// Causes: assertions.document (it is none), assertions.records (other records than it was made
/// from), assertions.manifest (another manifest, or none), assertions.differ (another result, with
/// the first difference). A manifest is not looked at where the document was made without one.
base::Result<AuditAssertions> assertions_of_document(const base::Json& document,
                                                     const std::string& file,
                                                     const AuditRecords* records,
                                                     const AuditManifest* manifest = nullptr);

/// A small text file; "-" is not special. Causes: those of formats::InputFiles.
base::Result<std::string> read_small_text(const std::filesystem::path& path);

}  // namespace recanvass::workflow
