// The tables of the SQL stores, as steps that only go forward. A store says in schema_history which
// steps it has had; opening it takes the missing ones. A released step is never edited.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace recanvass::store {

/// One step: its statements run in one transaction with its row of schema_history.
struct Migration {
  int version = 0;  ///< 1, 2, 3, ... without a gap
  std::string name;
  std::vector<std::string> statements;
};

/// What databases say differently while their tables are made.
struct MigrationDialect {
  std::vector<std::string> begin;  ///< opens a transaction that only one process can be in
  std::string history_exists;  ///< gives 1 when schema_history is there, else 0
};

[[nodiscard]] const std::vector<Migration>& sqlite_migrations();
[[nodiscard]] const std::vector<Migration>& postgres_migrations();

/// Takes the steps that the store lacks and gives its version. Lets the database library's
/// exceptions through; nothing is changed then. Causes: store.schema-newer.
base::Result<int> migrate(soci::session& sql, const MigrationDialect& dialect,
                          std::span<const Migration> migrations, std::string_view store,
                          std::int64_t now_utc_ms);

/// The version of a store that is there and is only read: nothing is changed. Lets the library's
/// exceptions through. Causes: store.schema-newer, store.schema-older.
base::Result<int> stored_schema(soci::session& sql, std::span<const Migration> migrations,
                                std::string_view store);

}  // namespace recanvass::store
