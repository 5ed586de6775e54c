// A stratified audit as the verifier works it out from published entries: which lists are strata,
// what was reported on each, and how far the draws of each went in every round. Shares the
// mathematics of audit/stratified.h with the program, and none of its reading of entries.
// Used by verify/read_audits.cpp (V23) and, by way of verify/audit_claims.h, V26.
#pragma once

#include "audit/stratified.h"
#include "verify/audit_record.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::verify {

[[nodiscard]] bool is_stratified(const AuditRecord& audit);

/// A contest over its lists as strata, and one empty sample for each in the same order.
struct ReadStrata {
  audit::StratifiedMeasure measure;
  std::vector<audit::StratumSample> samples;
};
/// No value: a list has no votes of every choice, or more than its cards can give, or together they
/// are not those of the contest. @pre tested is of that contest
[[nodiscard]] std::optional<ReadStrata> strata_in(const AuditRecord& audit,
                                                  const std::string& contest,
                                                  const audit::ContestMeasure& tested);

/// Why lists of this plan cannot be strata. No value: they can, or need not be.
[[nodiscard]] std::optional<std::string> what_is_wrong_with_strata(const AuditRecord& audit);

}  // namespace recanvass::verify
