// A stratified audit on the ledger: each list is a stratum with a draw of its own; cards of a list
// with records are compared with them, of a list without any the paper alone is read, and every
// assertion has one risk over all (UI-TS, or SUITE of one list of each kind). The votes reported on
// each list are part of the plan. The mathematics: audit/stratified.h.
// docs/formats/operation-entries.md, "By strata".
#pragma once

#include "audit/stratified.h"
#include "workflow/audits.h"
#include "workflow/use_case.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

[[nodiscard]] bool is_stratified(const Audit& audit);

/// Whether the risk function looks at one round and no more.
[[nodiscard]] bool takes_one_round(const Audit& audit);

/// Everything wrong with the strata of a plan. @pre every contest passes contest_problems()
/// Causes: audit.draw-from (lists drawn from as one), audit.list (one list alone), audit.votes
/// (votes that a list lacks or cannot have, or that do not add up to those of the contest),
/// audit.rule (no votes to add up), audit.draw (with replacement), audit.setting, and those of
/// claims_of() and measure_strata().
[[nodiscard]] base::Problems strata_problems(const Audit& audit);

/// A contest over its lists as strata, and one empty sample for each in the same order.
/// @pre strata_problems() found nothing of its votes; `tested` is of that contest
struct StrataPlan {
  audit::StratifiedMeasure measure;
  std::vector<audit::StratumSample> samples;
};
[[nodiscard]] StrataPlan strata_plan(const Audit& audit, const std::string& id,
                                     const AuditContest& contest,
                                     const audit::ContestMeasure& tested);

}  // namespace recanvass::workflow
