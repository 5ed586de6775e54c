// An accepted command at its place in the ledger. State is the fold of events (workflow/fold.h); an
// event's body is the command's, so nothing is stored that could be derived.
#pragma once

#include "base/json.h"
#include "ledger/merkle.h"

#include <cstdint>
#include <string>

namespace recanvass::workflow {

struct Event {
  std::uint64_t position = 0;  ///< in the ledger, from 0
  std::string kind;
  std::string author;
  std::string idempotency_key;
  std::string claimed_time;
  std::string receipt;  ///< eight characters of the leaf
  ledger::Hash leaf_hash;  ///< its place in the tree
  base::Json body;
  std::string approved_by{};  ///< the second person of a two-person act that took effect
};

}  // namespace recanvass::workflow
