// Versions of a unit's returns: each is kept, with the day it was known and the cause of its
// change. The latest before publication is what is committed to.
// Asked by every use case that gives returns; read by workflow/unit_record.h.
#pragma once

#include "workflow/event.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// Keeps the unit's returns as they are now as a version of this event. `words` say why they
/// changed; empty: they are the first.
void keep_version(Operation& operation, const std::string& unit, const Event& event,
                  const std::string& label, const std::string& words);

}  // namespace recanvass::workflow
