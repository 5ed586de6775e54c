// A batch comparison from files: assertions over reported totals by batch, batches drawn by how
// much they matter, hand counts measured. Each step writes a document that the next works out
// again. docs/formats/batch-audit.md. The mathematics: audit/measure_batches.h.
#pragma once

#include "audit/measure_batches.h"
#include "base/json.h"
#include "workflow/audit_assertions.h"
#include "workflow/batch_totals.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// A table of totals with the file it came from.
struct BatchTable {
  formats::ReturnsTable table;
  std::vector<formats::HashedFile> made_from;
};

/// Causes: those of hash_files() and formats::read_returns_file().
base::Result<BatchTable> read_batch_table(const std::filesystem::path& path);

/// One contest, its assertions and what they are worth in each batch.
struct BatchedContest {
  audit::AssertedContest asserted;  ///< of the totals; its risk function is one of batches
  std::vector<audit::BatchVotes> reported;  ///< by batch
  std::vector<audit::BatchClaim> claims;  ///< of its assertions
  std::optional<std::int64_t> batches_if_clean;
};

/// What is fixed before the seed.
struct BatchAudit {
  AuditAssertions assertions;
  std::vector<formats::HashedFile> tallies_from;
  NamedBatches batches;
  std::vector<BatchedContest> contests;
  std::vector<std::uint64_t> weights;  ///< by batch, by which they are drawn
  [[nodiscard]] std::uint64_t weight_sum() const;
};

/// Causes: those of read_audit_ask(), NamedBatches::make(), totals_by_batch(), assert_totals() and
/// batch_weights(); ask.batches (another design, or no contest named), ask.votes (other totals than
/// the ask says), batches.missing (a batch or figure that is not in the table), batches.votes (more
/// votes than its cards give), measure.function.
base::Result<BatchAudit> assert_batches(const std::string& ask_text, const std::string& ask_file,
                                        const BatchTable& tallies, const AuditManifest& manifest);

/// recanvass.batch-assertions/1
[[nodiscard]] base::Json batch_assertions_document(const BatchAudit& audit);

/// Worked out again from the document's ask and these files. Causes: as above, assertions.document,
/// assertions.differ (other files, or another result).
base::Result<BatchAudit> batch_audit_of_document(const base::Json& document,
                                                 const std::string& file, const BatchTable& tallies,
                                                 const AuditManifest& manifest);

/// One draw.
struct DrawnBatch {
  std::size_t batch = 0;
  std::uint32_t round = 1;
  std::uint64_t number = 0;  ///< of the draw, from 1; 0: it is counted because nearly all are
};

struct BatchDrawn {
  std::string seed;
  std::vector<std::int64_t> rounds;  ///< different batches in all up to the end of each
  std::vector<DrawnBatch> draws;  ///< in order, with repeats
  [[nodiscard]] std::vector<std::size_t> batches() const;
};

/// Draws by SHA-256(seed "," k) modulo the weights until each round has its different batches. A
/// round that has not after so many draws as a hundred for each batch, or that is of all of them,
/// is a full count: the others follow in the order of the manifest.
/// Causes: draw.size (none, not rising, or more than there are), draw.schedule (other rounds than
/// were fixed).
base::Result<BatchDrawn> draw_batches(const BatchAudit& audit, const std::string& seed,
                                      const std::vector<std::int64_t>& rounds);

/// recanvass.batch-draw/1
[[nodiscard]] base::Json batch_draw_document(const BatchAudit& audit, const BatchDrawn& drawn);

/// Causes: draw.document; draw.differs, and those of draw_batches().
base::Result<BatchDrawn> batch_draw_of_document(const base::Json& document, const std::string& file,
                                                const BatchAudit& audit);

/// What the report said more than the count, of one batch and claim.
struct BatchDifference {
  std::size_t batch = 0;
  std::size_t claim = 0;
  std::int64_t overstated = 0;  ///< in the claim's multiples; below 0: less
  std::int64_t missing = 0;  ///< cards that were not found
};

struct MeasuredBatchContest {
  std::string risk_function;
  audit::MeasuredBatches measured;
  std::vector<BatchDifference> differences;  ///< the largest of each batch that differs
};

/// Contests in the order of the audit; none where one cannot be audited has no value.
struct MeasuredBatchAudit {
  std::vector<std::optional<MeasuredBatchContest>> contests;
  std::int64_t batches_counted = 0;
  std::int64_t cards_counted = 0;
};

/// @param function  another function than was fixed: a diagnostic
/// Causes: those of totals_by_batch(), counts.missing (a batch, a figure, its cards), counts.batch
/// (not drawn), counts.twice, counts.choice (not of the contest), counts.cards (more than the
/// manifest has), batches.votes.
base::Result<MeasuredBatchAudit> measure_batch_audit(const BatchAudit& audit,
                                                     const BatchDrawn& drawn,
                                                     const std::vector<BatchTable>& counts,
                                                     const std::optional<std::string>& function);

}  // namespace recanvass::workflow
