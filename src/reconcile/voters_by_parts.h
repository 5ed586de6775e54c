// How many voters the lines of a worksheet add up to, whatever it states as their sum: two answers
// to one question, which a finding compares (ballots.h) and a surplus takes the smaller of
// (surplus.h).
#pragma once

#include "reconcile/unit.h"

#include <optional>

namespace recanvass::reconcile {

/// Voters of the poll book with absentee and provisional voters added or left out as the unit's
/// practice is. No value: a figure or the practice is not known.
[[nodiscard]] std::optional<election::VoterCount> voters_by_parts(const UnitRecord& record);

}  // namespace recanvass::reconcile
