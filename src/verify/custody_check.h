// V21: in a county that keeps custody in the ledger, a tally comes after its batch's container was
// opened, and not while an incident stops it. Asked where tallies are read (read_counting.cpp).
#pragma once

#include "verify/replay.h"

namespace recanvass::verify {

/// Of a tally that is given.
void check_custody(Replay& replay, const Said& said, const Batch& batch);
/// Of one that is withheld: its batch and place are known.
void check_custody_withheld(Replay& replay, const WithheldRow& row, const Batch& batch);
/// What was compared, and in how many counties nothing could be.
void conclude_custody(Replay& replay);

}  // namespace recanvass::verify
