// Which figures the law's tests are put to. A recount is asked for, or falls due, on the count
// before it; once it is done, the latest figures answer another question. Used by assessment.h.
#pragma once

#include "election/election.h"

#include <optional>

namespace recanvass::recount {

/// Both null or in the election; neither is void or stayed.
struct TestedFigures {
  /// The latest count that is no recount and no audit, and was known no later than `recount`;
  /// null: none was known.
  const election::ResultSet* before = nullptr;
  /// The first whole or partial recount known; null: none was known.
  const election::ResultSet* recount = nullptr;
};

/// As known on `as_of` (no value: all that is in the package). Of sets known on the same day the
/// later in the package holds, as in election::result_known.
[[nodiscard]] TestedFigures figures_tested(const election::Election& election,
                                           const election::ContestId& contest,
                                           const election::JurisdictionId& jurisdiction,
                                           std::optional<base::Date> as_of);

}  // namespace recanvass::recount
