// The embedded store: one SQLite file, nothing to install or start. Durable by a write-ahead log
// that is synced at each commit; several processes may have it open at once.
#pragma once

#include "store/storage.h"

#include <memory>
#include <string>

namespace recanvass::store {

enum class OpenMode { CreateIfMissing, MustExist };

struct SqliteOptions {
  OpenMode mode = OpenMode::CreateIfMissing;
  int wait_ms = 10'000;  ///< how long to wait for another process that is writing
};

/// Opens the store at `path`, and brings its tables up to date. What a process that was killed had
/// committed but not yet synced is synced before anybody is shown it; what it had not committed is
/// gone. Not for network file systems: their locks do not hold.
/// @param clock  outlives the storage.
/// Causes: store.absent, store.not-a-store, store.schema-newer, store.no-log, and those of Storage.
base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path, Clock& clock,
                                                   const SqliteOptions& options = {});

}  // namespace recanvass::store
