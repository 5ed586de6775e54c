// What starts a recount and what it costs: petitions, triggers, orders, stays, fees, fund, plan.
// A part of the state (workflow/operation.h); each of its parts has a header of its own.
#pragma once

#include "workflow/money.h"
#include "workflow/orders.h"
#include "workflow/petitions.h"
#include "workflow/plan.h"

namespace recanvass::workflow {

struct Opening {
  Petitions petitions;
  Orders orders;
  Money money;
  Plan plan;
};

}  // namespace recanvass::workflow
