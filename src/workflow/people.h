// Who takes part, and acts that wait for a second person (workflow/approve.cpp).
// A part of the state (workflow/operation.h).
#pragma once

#include "workflow/event.h"
#include "workflow/roles.h"

#include <cstdint>
#include <map>
#include <string>

namespace recanvass::workflow {

struct People {
  std::map<std::string, Account> accounts;      ///< by id
  std::map<std::uint64_t, Event> waiting;  ///< two-person acts not yet approved, by position
  std::map<std::uint64_t, std::string> seconds;  ///< who approved a two-person act, by its position
};

}  // namespace recanvass::workflow
