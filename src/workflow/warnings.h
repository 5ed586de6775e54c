// What whoever gives a command should know although it is accepted: a time before that of another
// entry, inputs that do not add up, a count that is closed over ballots still to be ruled on.
// Asked by workflow/engine.h before the command takes effect.
#pragma once

#include "workflow/command.h"
#include "workflow/operation.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// Sentences. Of times only more than a minute counts: several terminals wait for one another.
[[nodiscard]] std::vector<std::string> accept_warnings(const Operation& operation,
                                                       const Command& command);

}  // namespace recanvass::workflow
