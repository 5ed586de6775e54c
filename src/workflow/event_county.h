// The county that an event is about, from what its body names: for the minutes, and for who may
// approve an act of two persons.
#pragma once

#include "workflow/event.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// The id of the county; empty when the event is about the whole jurisdiction. What the body names
/// (a county, a batch, a unit, a container, an exhibit...) decides, else the author's account.
[[nodiscard]] std::string county_of(const Operation& operation, const Event& event);

}  // namespace recanvass::workflow
