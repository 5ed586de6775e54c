// What must hold of an operation whatever happens to its machines: each promise is looked for in
// the ledger itself, by other means than the program's own.
// Next: tests/simulate/simulation.h, which breaks machines and asks these.
#pragma once

#include "workflow/engine.h"
#include "workflow/view.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::simulate {

/// What a person was told when a command was accepted.
struct Promised {
  std::uint64_t position = 0;
  std::string receipt;
  std::string kind;
};
/// By author and idempotency key.
using PromisedEntries = std::map<std::pair<std::string, std::string>, Promised>;

// Each gives a sentence about the first breach, or nothing.

/// Every acknowledged entry stands where its receipt says.
[[nodiscard]] std::string lost_entry(const PromisedEntries& promised, store::Storage& storage);

/// The store finds nothing wrong with itself, and its tree has the engine's root.
[[nodiscard]] std::string broken_log(workflow::Engine& engine);

/// The events of the whole ledger, in order. A ledger that cannot be read gives none and `problem`.
[[nodiscard]] std::vector<workflow::Event> read_all(store::Storage& storage, std::string& problem);

/// The state after `events`, folded from nothing, looks in every view like each of `operations`.
[[nodiscard]] std::string other_replay(const std::vector<workflow::Event>& events,
                                       const std::vector<const workflow::Operation*>& operations);

/// No batch was counted twice, by one person twice or by more than two, and the units' sums are
/// those of the entries, added up by a second, naive reading of them.
[[nodiscard]] std::string doubled_batch(const std::vector<workflow::Event>& events,
                                        const workflow::Operation& operation);

/// With other reported figures for units that are open, and with another first entry of a batch,
/// all that somebody can see stays the same. @param views  those to look at. @param turn  picks the
/// batch and who looks: the public or a counter; eight turns go through all of them
[[nodiscard]] std::string blind_leak(const std::vector<workflow::Event>& events,
                                     const std::vector<workflow::View>& views, std::size_t turn);

}  // namespace recanvass::simulate
