#include "store/checkpoint_note.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::store {

base::Result<CheckpointNote> read_checkpoint_note(std::string_view bytes) {
  auto note = ledger::parse_note(bytes);
  if (!note) return note.problems();
  auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  return CheckpointNote{std::move(note).value(), std::move(checkpoint).value()};
}

base::Result<std::string> merge_notes(std::string_view store, std::string_view kept,
                                      const ledger::Note& added) {
  auto merged = ledger::parse_note(kept);
  if (!merged) return merged.problems();
  ledger::Note note = std::move(merged).value();
  if (note.text != added.text) {
    return base::Problem{"store.checkpoint-fork",
                         {std::string(store), 0, ""},
                         "another checkpoint for the same number of entries",
                         "one root for each size of a ledger",
                         "Stop and compare the two notes: one ledger cannot have both."};
  }
  for (const ledger::NoteSignature& signature : added.signatures) {
    const bool kept_already =
        std::any_of(note.signatures.begin(), note.signatures.end(),
                    [&signature](const ledger::NoteSignature& other) {
                      return other.name == signature.name && other.id == signature.id;
                    });
    if (!kept_already) note.signatures.push_back(signature);
  }
  return ledger::format_note(note);
}

base::Problem checkpoint_ahead_problem(std::string_view store, std::uint64_t found,
                                       std::uint64_t size) {
  return {"store.checkpoint-ahead",
          {std::string(store), 0, ""},
          fmt::format("a checkpoint of {} entries", found),
          fmt::format("one of at most the {} entries that are here", size),
          "If witnesses hold it, this store is an older copy: record the rollback before signing."};
}

base::Problem checkpoint_root_problem(std::string_view store, std::uint64_t size) {
  return {"store.checkpoint-root",
          {std::string(store), 0, ""},
          fmt::format("a checkpoint of {} entries with another root", size),
          "the root of this store's entries",
          "The ledger that was signed is not the one that is stored: compare them entry by entry."};
}

}  // namespace recanvass::store
