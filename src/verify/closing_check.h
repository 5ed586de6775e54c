// What must hold when a county states its totals and when the whole is certified: nothing open,
// every change with a cause, every finding explained, figures that are still the same (V11 to V14).
// Used by verify/read_deciding.cpp.
#pragma once

#include "verify/replay.h"

#include <string>

namespace recanvass::verify {

/// Everything that stands against a statement of the county at this place.
void check_county(Replay& replay, const Said& said, const std::string& county);

/// What the units of the county add up to now.
[[nodiscard]] CountyStated sums_now(const Record& record, const std::string& county,
                                    std::uint64_t position);

/// Every county made its statement, and nothing of it changed since.
void check_statements(Replay& replay, const Said& said);

/// The units' reported votes still sum to the reported outcome.
void check_reported(Replay& replay, const Said& said);

}  // namespace recanvass::verify
