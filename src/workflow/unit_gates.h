// Conditions that the use cases about one reporting unit share.
// The others: workflow/gates.h.
#pragma once

#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <string>

namespace recanvass::workflow {

/// The unit has returns, and the author may act in its county.
[[nodiscard]] base::Problems unit_is_within(const Operation& operation, const std::string& author,
                                            const std::string& unit);

/// The same, and before publication also of a unit that has no returns yet, by the county that is
/// stated for it.
[[nodiscard]] base::Problems unit_may_follow(const Operation& operation, const std::string& author,
                                             const std::string& unit, const std::string& county);

/// A cause of the table (recount/causes.h), by the member's name.
[[nodiscard]] base::Problems cause_in(const base::Json& body, const char* name);

/// Votes for choices of the contest only.
[[nodiscard]] base::Problems choices_are_known(const Operation& operation, const base::Json& votes,
                                               const std::string& where);

}  // namespace recanvass::workflow
