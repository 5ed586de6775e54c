// The shared store: a PostgreSQL database by URL, for several servers at once. Replication, backup
// and failover are PostgreSQL's own.
#pragma once

#include "store/storage.h"

#include <memory>
#include <string>

namespace recanvass::store {

enum class SchemaMode {
  CreateIfMissing,
  MustExist,  ///< nothing is made in the database, and of an old store's uploads nothing is swept
};

struct PostgresOptions {
  std::string schema = "recanvass";  ///< lower-case letters, digits and _; a schema is one store
  int wait_ms = 10'000;  ///< how long to wait for another process that is writing
  int reconnect_ms = 10'000;  ///< how long to wait for a server that went away
  SchemaMode mode = SchemaMode::CreateIfMissing;
};

/// Opens the store in a schema of the database at `url`, which is "postgresql://..." as libpq reads
/// it, and brings its tables up to date.
/// @param clock  outlives the storage.
/// Causes: store.absent (MustExist), store.unreachable, store.not-a-store (the schema's name),
/// store.server (too old, another
/// encoding, or fsync or full_page_writes turned off: then nothing would be durable),
/// store.schema-newer, and those of Storage.
base::Result<std::unique_ptr<Storage>> open_postgres(const std::string& url, Clock& clock,
                                                     const PostgresOptions& options = {});

}  // namespace recanvass::store
