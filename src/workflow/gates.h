// Conditions that several use cases share: what must have happened before paper is touched, and
// where an author may act. Each gives the refusal in words, or nothing.
#pragma once

#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <string>

namespace recanvass::workflow {

/// Committed, published, witnessed, not stayed: the order that the program enforces before
/// counting.
[[nodiscard]] base::Problems counting_may_go_on(const Operation& operation);

/// The author's account may act in this county.
[[nodiscard]] base::Problems author_acts_in(const Operation& operation, const std::string& author,
                                            const std::string& county);

/// Null when the manifest has no such batch.
[[nodiscard]] const ManifestBatch* batch_named(const Operation& operation, const std::string& id);

/// Nothing while the unit is not signed off; after that, it is reopened by two persons first.
[[nodiscard]] base::Problems unit_is_open(const Operation& operation, const std::string& unit);

/// The ids of the contest's choices in paper order.
[[nodiscard]] std::vector<std::string> choice_ids(const Operation& operation);

void add_problems(base::Problems& problems, const base::Problems& more);

}  // namespace recanvass::workflow
