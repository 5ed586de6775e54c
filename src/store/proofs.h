// Roots and proofs of a stored ledger, read from its stored hashes: a few hundred hashes for a
// million entries. The algorithms are ledger/merkle.h's.
#pragma once

#include "store/storage.h"

#include <cstdint>
#include <vector>

namespace recanvass::store {

/// The root of the first `size` entries. Causes: store.range.
base::Result<ledger::Hash> root_at(Storage& storage, std::uint64_t size);

/// Causes: store.range.
base::Result<std::vector<ledger::Hash>> prove_inclusion(Storage& storage, std::uint64_t index,
                                                        std::uint64_t size);

/// Causes: store.range.
base::Result<std::vector<ledger::Hash>> prove_consistency(Storage& storage, std::uint64_t old_size,
                                                          std::uint64_t size);

}  // namespace recanvass::store
