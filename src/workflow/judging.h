// Discrepancies, challenges, objections, machines, claims and the board's minutes.
// A part of the state (workflow/operation.h); each header has its use cases beside it.
#pragma once

#include "workflow/challenges.h"
#include "workflow/claims.h"
#include "workflow/discrepancies.h"
#include "workflow/machines.h"
#include "workflow/minutes.h"

namespace recanvass::workflow {

struct Judging {
  Challenges challenges;
  Claims claims;
  Discrepancies discrepancies;
  Machines machines;
  Minutes minutes;
};

}  // namespace recanvass::workflow
