// What starts a recount and what it costs: petitions, triggers, orders, stays, fees, fund, plan.
// A part of the state (workflow/operation.h); the use cases that change it stand beside this file.
#pragma once

namespace recanvass::workflow {

struct Opening {};

}  // namespace recanvass::workflow
