// One unit's record as the rules of reconciliation read it, put together from everything that the
// ledger holds of the unit. Asked by workflow/unit_review.h only.
#pragma once

#include "reconcile/unit.h"
#include "workflow/operation.h"
#include "workflow/unit_review.h"

#include <cstddef>
#include <string>

namespace recanvass::workflow {

/// Worksheet, seals, batches, blind entries, explanations; with Sight::All the counted votes beside
/// every version of the returns, else no votes at all. @pre the unit has returns.
[[nodiscard]] reconcile::UnitRecord unit_record(const Operation& operation, const std::string& unit,
                                                Sight sight);

/// The returns as they were when `known` versions of them were known, with tape and the versions
/// before; 0: as they are. @pre the unit has returns, and at least so many versions.
[[nodiscard]] reconcile::UnitRecord returns_record(const Operation& operation,
                                                   const std::string& unit, std::size_t known = 0);

/// Media of a unit or, where none is named, of a county: what was expected and what was loaded.
void add_media(const Operation& operation, const std::string& place, reconcile::UnitRecord& record);

}  // namespace recanvass::workflow
