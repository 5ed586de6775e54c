// What the sample of an audit says of each contest: draws, discrepancies, risk by assertion, and
// whether the limit is met. Worked out from the state when a round is measured, and never at other
// entries. Next: audit/measure.h; workflow/measure_audit.cpp, which puts it into the ledger.
#pragma once

#include "audit/reported_parts.h"
#include "workflow/audit_claims.h"
#include "workflow/audits.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace recanvass::workflow {

/// Of an audit by batches: different ones that were drawn, and cards missing from them.
struct DrawnBatches {
  std::int64_t batches = 0;
  std::int64_t cards_missing = 0;
};

struct ContestSays {
  std::int64_t draws = 0;
  std::int64_t phantoms = 0;
  std::int64_t not_found = 0;
  std::int64_t pooled = 0;  ///< draws of cards that are compared with the mean of their pool
  std::int64_t read_again = 0;  ///< draws of cards read again after they were known
  /// Draws that count, where lists were drawn from otherwise than in proportion.
  std::optional<std::int64_t> in_proportion;
  std::optional<DrawnBatches> by_batch;  ///< of an audit by batches, whose draws are batches
  std::map<std::string, std::int64_t> more_by_list;  ///< by strata: draws, if they are as before
  audit::MeasuredContest measured;
  bool met = false;  ///< confirmed: the risk is at most the limit, and no totals are refuted
  /// Paper of the reported totals of pools or polled strata hardly ever gives such cards.
  [[nodiscard]] bool totals_refuted() const {
    return measured.totals_chance <= audit::kTotalsRefuted;
  }
};

/// @pre the audit is committed to; what is drawn is settled and, of a comparison, shown
/// Causes: as claims_of, with_method, audit::measure_contest.
base::Result<ContestSays> what_sample_says(const Audit& audit, const std::string& id,
                                           const AuditContest& contest);

/// A p-value as entries have it: up to six significant digits, rounded up, never down.
[[nodiscard]] std::string risk_text(double risk);

/// What a full hand count of a contest's lists found, once every card of them is settled.
struct HandCountResult {
  std::map<std::string, std::int64_t> votes;  ///< first preferences where choices are ranked
  std::int64_t not_found = 0;                 ///< cards, phantoms included
  bool confirmed = false;  ///< every assertion is true of the paper, missing cards at their worst
  bool contradicted = false;  ///< an assertion is not even true of the cards that were found
};
/// No value: cards are still open.
[[nodiscard]] std::optional<HandCountResult> hand_count_result(const Audit& audit,
                                                               const std::string& id,
                                                               const AuditContest& contest);

}  // namespace recanvass::workflow
