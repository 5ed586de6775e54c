// One contest over strata, from files: parts of a state or county that are each drawn by
// themselves, some compared with records and others polled. Each step writes a document that the
// next works out again. docs/formats/strata-audit.md. The mathematics: audit/stratified.h.
#pragma once

#include "audit/stratified.h"
#include "base/executor.h"
#include "base/json.h"
#include "formats/card_readings.h"
#include "workflow/audit_draw.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a stratum is made of.
struct StratumFiles {
  std::optional<AuditRecords> records;  ///< no value: it is polled
  AuditManifest manifest;
};

/// The files that an ask names, by stratum. Paths are those of `folder`.
/// @pre this process has one thread. Causes: those of read_audit_records(), hash_files() and
/// formats::read_files_confined(); audit.manifest (a file that is not one manifest).
base::Result<std::vector<StratumFiles>> read_strata_files(const formats::AuditAsk& ask,
                                                          const std::filesystem::path& folder);

/// One stratum of an audit.
struct AuditOfStratum {
  std::string name;
  StratumFiles files;
  /// The contest over its cards alone, to match readings by: it proves nothing by itself.
  AuditAssertions assertions;
  std::vector<audit::ChoiceIndex> choice_of;  ///< by choice of the records, the contest's
  std::vector<std::int64_t> votes;  ///< reported, by choice of the contest
};

/// What is fixed before the seed.
struct StrataAudit {
  std::string ask_text;
  audit::AssertedContest asserted;  ///< of all votes; its risk function is one of strata
  audit::StratifiedMeasure measure;
  std::vector<AuditOfStratum> strata;
  /// Cards by stratum that confirm it if the report is right; no value: none but all.
  std::optional<std::vector<std::int64_t>> first_round;
};

/// Causes: those of read_audit_ask(), cards_without_record(), assert_totals() and
/// first_strata_round(); ask.strata (another design, not one contest, settings for single cards or
/// rounds), ask.votes (more than the cards of a stratum give), strata.contest (not in the records,
/// or twice), strata.choice (two choices of one name).
/// @pre files as many as the ask has strata
base::Result<StrataAudit> assert_strata(const std::string& ask_text, const std::string& ask_file,
                                        std::vector<StratumFiles> files);

/// recanvass.strata-assertions/1
[[nodiscard]] base::Json strata_assertions_document(const StrataAudit& audit);

/// Nothing, or that the document is not what these files give. Causes: assertions.document,
/// assertions.differ (other files, or another result).
[[nodiscard]] base::Problems strata_document_problems(const base::Json& document,
                                                      const std::string& file,
                                                      const StrataAudit& audit);

/// One draw of each stratum.
struct StrataDrawn {
  std::string seed;
  std::vector<AuditDraw> strata;
};

/// Cards of each stratum in all, by round: the smallest numbers of its manifest, or, compared by
/// SUITE, with replacement by counter; from the seed, a comma and its name.
/// Causes: those of draw_audit(). @pre sizes of each stratum, in each round
base::Result<StrataDrawn> draw_strata(const StrataAudit& audit, const std::string& seed,
                                      const std::vector<std::vector<std::int64_t>>& rounds,
                                      base::Executor& executor);

/// recanvass.strata-draw/1
[[nodiscard]] base::Json strata_draw_document(const StrataAudit& audit, const StrataDrawn& drawn);

/// Causes: draw.document; draw.differs, and those of draw_strata().
base::Result<StrataDrawn> strata_draw_of_document(const base::Json& document,
                                                  const std::string& file, const StrataAudit& audit,
                                                  base::Executor& executor);

/// A compared card that is not as its record, for the assertion for which that is worst.
struct StratumDifference {
  std::size_t stratum = 0;
  std::string card;
  std::size_t assertion = 0;
  base::Rational overstatement;
};

struct MeasuredStrataAudit {
  audit::MeasuredStrata measured;
  std::vector<std::int64_t> cards_read;  ///< by stratum, different ones
  std::vector<StratumDifference> differences;
};

/// Causes: those of with_cards_read() and measure_strata(); readings.stratum (unknown, or none).
base::Result<MeasuredStrataAudit> measure_strata_audit(const StrataAudit& audit,
                                                       const StrataDrawn& drawn,
                                                       const formats::TypedReadings& readings);

}  // namespace recanvass::workflow
