// A unit's sums over its batches, kept up with each change so that no view and no decision has to
// walk through every batch again. Whatever changes a batch calls the two functions around it.
// Next: workflow/unit_result.h, the figures that stand for a unit.
#pragma once

#include "workflow/operation.h"

#include <functional>
#include <string>

namespace recanvass::workflow {

/// Before a batch changes: its part leaves the sums of its unit. A batch that is not on the
/// manifest is in no sum.
void take_out_of_sums(Operation& operation, const std::string& batch);

/// After a batch changed, or was added: its part as it is now.
void put_into_sums(Operation& operation, const std::string& batch);

/// Both, around a change of what was counted of a batch, which begins where it was not counted.
void change_count(Operation& operation, const std::string& batch,
                  const std::function<void(BatchCount& counted)>& change);

}  // namespace recanvass::workflow
