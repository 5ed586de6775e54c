// Who leads by given votes, and the question whether open units and challenges can change that: the
// operation put to the bound of recount/bound.h. Asked by certificates and by the evening's view.
#pragma once

#include "recount/bound.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Choices by votes, as many as there are seats; all that tie for the last seat. Equal votes keep
/// the paper's order. Choices without votes never win.
[[nodiscard]] std::vector<std::string> winners_of(const Operation& operation,
                                                  const std::map<std::string, std::int64_t>& votes);

/// Seats to be filled, for the bound.
[[nodiscard]] std::int64_t seats_of(const Operation& operation);

/// Every unit as it stands, and every open challenge.
[[nodiscard]] recount::BoundCase bound_case(const Operation& operation);

}  // namespace recanvass::workflow
