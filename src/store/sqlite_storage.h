// The embedded store: one SQLite file, nothing to install or start. Durable by a write-ahead log
// that is synced at each commit; several processes may have it open at once.
#pragma once

#include "store/storage.h"

#include <memory>
#include <string>

namespace recanvass::store {

enum class OpenMode {
  CreateIfMissing,
  MustExist,
  ReadOnly,  ///< must exist; nothing is written, neither to it nor beside it
};

struct SqliteOptions {
  OpenMode mode = OpenMode::CreateIfMissing;
  int wait_ms = 10'000;  ///< how long to wait for another process that is writing
};

/// Opens the store at `path`, and brings its tables up to date. What a process that was killed had
/// committed but not yet synced is synced before anybody is shown it; what it had not committed is
/// gone. Not for network file systems: their locks do not hold.
///
/// A store that is made appears whole: a file that is there and holds no tables of a store, an
/// empty one too, is refused in every mode. ReadOnly needs no right to write; where no other
/// process has the store open, the file is taken as it is, and a read during which it was written
/// ends with store.busy.
/// @param clock  outlives the storage.
/// Causes: store.absent, store.not-a-store, store.no-access, store.schema-newer, store.no-log, and
/// those of Storage.
base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path, Clock& clock,
                                                   const SqliteOptions& options = {});

}  // namespace recanvass::store
