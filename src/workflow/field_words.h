// The ids that a field may hold or name, with their meaning, for `recanvass commands`: whoever
// writes a line by hand finds them without reading anything else.
// They are the tables of law, recount and reconcile; nothing is listed twice.
#pragma once

#include "workflow/command.h"

#include <vector>

namespace recanvass::workflow {

/// Causes of a change, as recount/causes.h has them.
[[nodiscard]] std::vector<FieldWord> cause_words();

/// Lines of a unit's worksheet, in their order.
[[nodiscard]] std::vector<FieldWord> worksheet_words();

/// Events of the calendar: the operation's own, then those that the law's clocks run from.
[[nodiscard]] std::vector<FieldWord> event_words();

/// Reconciliation policies, by state and date.
[[nodiscard]] std::vector<FieldWord> policy_words();

}  // namespace recanvass::workflow
