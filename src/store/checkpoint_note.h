// What a store decides about signed checkpoints: two notes for one size must say the same, and
// signatures only ever accumulate. Signatures are not verified here: that is the caller's.
#pragma once

#include "base/result.h"
#include "ledger/note.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::store {

/// A note that is a checkpoint. Causes: note.format, checkpoint.format.
struct CheckpointNote {
  ledger::Note note;
  ledger::Checkpoint checkpoint;
};
base::Result<CheckpointNote> read_checkpoint_note(std::string_view bytes);

/// `kept` with the signatures of `added` that it lacks: by name and key id, those kept first.
/// Causes: store.checkpoint-fork when the two texts differ.
base::Result<std::string> merge_notes(std::string_view store, std::string_view kept,
                                      const ledger::Note& added);

/// store.checkpoint-ahead, store.checkpoint-root: why a ledger of `size` entries cannot have this
/// checkpoint.
[[nodiscard]] base::Problem checkpoint_ahead_problem(std::string_view store, std::uint64_t found,
                                                     std::uint64_t size);
[[nodiscard]] base::Problem checkpoint_root_problem(std::string_view store, std::uint64_t size);

}  // namespace recanvass::store
