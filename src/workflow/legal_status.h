// The legal status of the operation's result sets, as its entries give it, and what a new event
// would make of it. The rules are recount/legal_standing.h's.
// Asked by workflow/set_status.cpp, workflow/certify.cpp and the view of results.
#pragma once

#include "recount/legal_standing.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Every legal event in the order of the ledger.
[[nodiscard]] std::vector<recount::LegalEvent> legal_events(const Operation& operation);

/// What stands after the last event. The entries were checked one by one, so it is always known.
[[nodiscard]] recount::LegalStanding legal_standing(const Operation& operation);

/// What speaks against further events, in law. Causes: legal.*
[[nodiscard]] base::Problems check_legal_events(const Operation& operation,
                                                const std::vector<recount::LegalEvent>& further);

/// Kinds of result sets by name, as fields take them.
[[nodiscard]] std::vector<std::string> result_kind_names();

/// Votes of a result set as its figures are now; empty while they are not known.
[[nodiscard]] std::map<std::string, std::int64_t> votes_of_set(const Operation& operation,
                                                               const NamedResultSet& set);

}  // namespace recanvass::workflow
