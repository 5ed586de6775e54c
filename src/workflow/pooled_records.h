// Pools of an audit on the ledger (ONEAudit): cards of which no record can be found for the paper,
// because a machine made none or they are withheld together. Each such list says in which pool its
// batches lie and what was reported of each pool; a card of it that is drawn is read like any
// other, and held against its pool's mean. Cards of the other lists have their own records.
// The mathematics: audit/pool_totals.h. docs/formats/operation-entries.md, "With pools".
#pragma once

#include "audit/pool_totals.h"
#include "workflow/audits.h"
#include "workflow/use_case.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::workflow {

[[nodiscard]] bool has_pools(const Audit& audit);

/// Whether the record of a card of this list is shown after its readings are signed off.
[[nodiscard]] bool shows_records(const Audit& audit, const std::string& list);

/// Cards of one pool, and what was reported of them, added up over its batches.
struct PlannedPool {
  std::string list;
  std::string pool;
  std::int64_t cards = 0;
  std::map<std::string, std::map<std::string, std::int64_t>> votes;  ///< by contest and choice
  std::map<std::string, AuditOrderTotals> orders;  ///< by contest of rule "irv"
};

/// The pools of a plan. They do not change with it.
class Pools {
 public:
  explicit Pools(const Audit& audit);

  [[nodiscard]] const std::vector<PlannedPool>& all() const { return pools_; }
  /// The place in all() of the pool in which a card lies; no value: it has a record, or is a
  /// phantom.
  [[nodiscard]] std::optional<std::size_t> of(const AuditPlace& place) const;

 private:
  std::vector<PlannedPool> pools_;
  std::map<std::string, std::map<std::int64_t, std::size_t>> first_;  // by list and cards before
  std::map<std::string, std::int64_t> cards_;  // of a list
};

/// Everything wrong with the pools of a plan. Without the design "pools" there is none to be.
/// Causes: audit.pool (a list with records and pools at once or with neither, a pool without
/// figures of a contest, or with figures that its cards, or the cards with records beside it,
/// cannot give), audit.import (an import that the lists do not give the cards of).
[[nodiscard]] base::Problems pool_problems(const Audit& audit,
                                           const std::map<std::string, std::int64_t>& imported);

/// Puts the means of the pools into what is tested. @pre pool_problems() found nothing
void add_pools(const Audit& audit, const Pools& pools, const std::string& id,
               const AuditContest& contest, audit::ContestMeasure& measure);

}  // namespace recanvass::workflow
