// The entries of a published folder, read tile by tile: cut, parsed strictly and their signatures
// computed in parallel, and given in order meanwhile. Nothing is concluded here. Next:
// verify/tree_check.h for the tree, verify/replay.h for what entries say.
#pragma once

#include "base/executor.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "verify/folder.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace recanvass::verify {

/// One place of the ledger as the folder holds it.
struct ReadEntry {
  enum class State {
    Given,     ///< bytes are there
    Withheld,  ///< a record of length 0
    Lost       ///< the entry bundle is missing or cannot be cut here
  };
  State state = State::Lost;
  std::string file;                       ///< the entry bundle
  std::optional<ledger::Hash> leaf_hash;  ///< Given: computed from the bytes
  std::optional<ledger::Hash> tile_hash;  ///< as the level 0 tile has it; no value: no such tile
  std::optional<ledger::SignedEntry> entry;  ///< Given and in its one right form
  std::string problem;                       ///< Given and not: why
  bool signature_holds = false;              ///< for the ledger's origin, by the key inside
  std::string receipt;                       ///< Given: eight characters
};

/// It may take out what the entry holds.
using EntrySink = std::function<void(std::uint64_t position, ReadEntry& entry)>;

/// Gives positions 0 to size - 1 in order, each when the one before it was taken. While a group of
/// tiles is given, in one block of the executor, the next group is read in the others: the sink may
/// be called on any thread, but never on two at once.
void read_entries(const BundleFolder& folder, const std::string& origin, std::uint64_t size,
                  base::Executor& executor, const EntrySink& sink);

/// How many entries the folder's level 0 and entry tiles can hold: a bound for what a checkpoint
/// may claim.
[[nodiscard]] std::uint64_t entries_possible(const BundleFolder& folder);

}  // namespace recanvass::verify
