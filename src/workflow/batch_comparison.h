// An audit by batches on the ledger: reported votes of every batch are part of the plan, batches
// are drawn in proportion to how much of a lead their errors could make up, and what people counted
// in them is held against the report. A batch stands in the audit as its first card: what is
// entered, settled and signed off is the same as of a card (workflow/read_card.cpp).
// The mathematics: audit/measure_batches.h. From files: workflow/batch_audit.h.
#pragma once

#include "audit/measure_batches.h"
#include "workflow/audit_sample.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

[[nodiscard]] bool is_by_batch(const Audit& audit);

/// Why so many cards cannot give these votes: a choice that is unknown or missing, more for one
/// choice than cards, or in all than may be marked on them. Empty: they can.
[[nodiscard]] std::string votes_amiss(const std::map<std::string, std::int64_t>& votes,
                                      const AuditContest& contest, std::int64_t cards);

/// A batch of the plan that has cards.
struct PlannedBatch {
  AuditPlace place;  ///< its list and the number of its first card there
  std::int64_t first = 0;  ///< that card's number where all lists are one
  const AuditBatch* batch = nullptr;  ///< lives as long as the audit
};

/// In the order of the lists.
[[nodiscard]] std::vector<PlannedBatch> planned_batches(const Audit& audit);
/// The batch that begins at a place; null: none does.
[[nodiscard]] const AuditBatch* batch_beginning(const Audit& audit, const AuditPlace& place);
/// Numbers in a list under which something may be read: of every card, or of the first of each
/// batch.
[[nodiscard]] std::vector<std::int64_t> numbers_to_read(const Audit& audit,
                                                        const std::string& list);

/// What is tested in the batches.
struct BatchPlan {
  std::vector<PlannedBatch> batches;
  std::map<std::string, std::vector<audit::MeasuredAssertion>> assertions;  ///< by contest
  std::map<std::string, std::vector<audit::BatchClaim>> claims;  ///< of them, in their order
  std::vector<std::uint64_t> weights;  ///< by batch, by which they are drawn
};

/// @pre every contest passes contest_problems()
/// Causes: audit.votes (votes that a batch lacks or cannot have, or that do not add up to those of
/// the contest), audit.rule (no votes to add up), audit.draw-from (lists apart), audit.draw
/// (another draw than counter), audit.setting, audit.phantoms (cards that are in no batch), and
/// those of claims_of(), audit::batch_weights() and audit::measure_batches().
[[nodiscard]] base::Result<BatchPlan> batch_plan(const Audit& audit);

/// Everything wrong with a count of a batch: each contest once, counted, with the same number of
/// cards found, at most its own, and votes of every choice that they can give.
/// Causes: reading.form, reading.contest, reading.cards, reading.votes.
[[nodiscard]] base::Problems count_problems(const base::Json& readings, const AuditBatch& batch,
                                            const std::map<std::string, const AuditContest*>& on);

/// As what_sample_says and hand_count_result. @pre the audit is by batch and committed to
[[nodiscard]] base::Result<ContestSays> what_batches_say(const Audit& audit, const std::string& id,
                                                         const AuditContest& contest);
[[nodiscard]] std::optional<HandCountResult> batches_counted_whole(const Audit& audit,
                                                                   const std::string& id,
                                                                   const AuditContest& contest);

}  // namespace recanvass::workflow
