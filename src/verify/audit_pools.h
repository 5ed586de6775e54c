// Pools of an audit as the verifier works them out from published entries: which cards lie in one,
// what was reported of it, and the mean that each of its cards is compared with. Shares the
// mathematics of audit/pool_totals.h with the program, and none of its reading of entries.
// Used by verify/read_audits.cpp (V23) and, by way of verify/audit_claims.h, V26.
#pragma once

#include "audit/pool_totals.h"
#include "verify/audit_record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::verify {

[[nodiscard]] bool has_pools(const AuditRecord& audit);

/// Why cards cannot be compared with the pools of this plan, or lie in one that it does not have.
/// No value: they can, or no card lies in one.
[[nodiscard]] std::optional<std::string> what_is_wrong_with_pools(const AuditRecord& audit);

/// Cards of pools, by list and name of the pool.
class ReadPools {
 public:
  explicit ReadPools(const AuditRecord& audit);

  /// The number of the pool in which a card lies; no value: in none.
  [[nodiscard]] std::optional<std::size_t> of(const CardPlace& place) const;
  /// What is reported of a contest in each pool, a pool without cards where it is on none of them.
  /// No value: figures are missing, or cannot be of those cards. @pre tested is of that contest
  [[nodiscard]] std::optional<std::vector<audit::PoolTotals>> totals(
      const AuditRecord& audit, const std::string& contest,
      const audit::ContestMeasure& tested) const;

 private:
  struct CardsOfBatch {
    std::int64_t after = 0;  // number of the card before its first
    std::int64_t last = 0;
    std::size_t pool = 0;
  };
  struct ReadPool {
    std::string list;
    std::int64_t cards = 0;
    std::vector<const ListedCards*> batches;
  };
  std::vector<ReadPool> pools_;
  std::map<std::string, std::vector<CardsOfBatch>> batches_;  // by list
};

}  // namespace recanvass::verify
