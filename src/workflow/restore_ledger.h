// A ledger that is set up again on another machine, from its published folder and, where there is
// one, an older copy of its store: fault F25. Every entry is compared with the hash that the signed
// checkpoint pins before anything is written. Next: docs/faults.md.
#pragma once

#include "base/result.h"
#include "ledger/note.h"
#include "store/storage.h"

#include <cstdint>
#include <string>

namespace recanvass::workflow {

struct RestoreRequest {
  std::string folder;  ///< as recanvass publish wrote it
  ledger::VerifierKey log_key;  ///< that signed its checkpoint
  /// A copy of the ledger's store, older or newer than the folder. It gives what the folder
  /// withholds, and what came after it. Null: none. Outlives the call.
  store::Storage* copy = nullptr;
};

/// What the new store was made of.
struct Restored {
  std::string origin;
  std::uint64_t size = 0;  ///< entries
  std::uint64_t withheld = 0;  ///< of these, that the folder withholds: from the copy
  std::uint64_t beyond = 0;  ///< of these, that came after the folder's checkpoint: from the copy
  std::uint64_t files = 0;
};

/// Writes the ledger into `target`, which holds nothing yet.
/// Causes: restore.not-empty; log.no-checkpoint, note.format, checkpoint.format; restore.log-key
/// (the checkpoint is not signed by it); log.tile, tile.size, tile.bundle (a file of the folder);
/// restore.entry (an entry of another hash than its tile's); restore.root (the tiles are not those
/// of the checkpoint); restore.withheld (withheld in the folder and not in a copy);
/// restore.copy (the copy's entries are another history); restore.file (a file of another hash than
/// its name says); restore.entry-files (an entry names a file that neither has); those of the
/// stores. Nothing was written but for the last.
base::Result<Restored> restore_ledger(const RestoreRequest& request, store::Storage& target);

}  // namespace recanvass::workflow
