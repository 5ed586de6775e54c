// Who takes part, and acts that wait for a second person.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "workflow/event.h"
#include "workflow/roles.h"

namespace recanvass::workflow {

struct People {
  std::map<std::string, Account> accounts;      ///< by id
  std::map<std::uint64_t, Event> waiting;       ///< two-person acts not yet approved, by position
};

}  // namespace recanvass::workflow
