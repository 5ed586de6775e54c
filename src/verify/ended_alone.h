// Challenges that one account ended as the ballots had been counted, read from the entries (V13,
// V14). When a certificate says so: recount/ended_alone.h.
#pragma once

#include "recount/ended_alone.h"
#include "verify/record.h"

namespace recanvass::verify {

/// Of units that are counted by hand and given, with the votes that stand; without votes where
/// these are not known here.
[[nodiscard]] recount::EndedAlone ended_alone(const Record& record);

}  // namespace recanvass::verify
