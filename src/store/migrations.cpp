#include "store/migrations.h"

#include "store/sql_transaction.h"
#include "store/store_problem.h"

#include <soci/soci.h>

namespace recanvass::store {
namespace {

// STRICT tables, so that no column quietly takes a value of another kind. Hashes are hexadecimal
// text, so that a person at a database prompt can compare them.
Migration sqlite_schema_1() {
  return {1,
          "ledger, files, snapshots, checkpoints",
          {
              "PRAGMA application_id = 0x52434E56",  // "RCNV"
              "CREATE TABLE head (only_row INTEGER PRIMARY KEY CHECK (only_row = 1),"
              " size INTEGER NOT NULL CHECK (size >= 0)) STRICT",
              "INSERT INTO head (only_row, size) VALUES (1, 0)",
              "CREATE TABLE entry (position INTEGER PRIMARY KEY, author TEXT NOT NULL,"
              " idempotency_key TEXT NOT NULL, stored_at INTEGER NOT NULL,"
              " leaf_hash TEXT NOT NULL, leaf TEXT NOT NULL) STRICT",
              "CREATE UNIQUE INDEX entry_by_key ON entry (author, idempotency_key)",
              "CREATE TABLE node (tile_level INTEGER NOT NULL, node_index INTEGER NOT NULL,"
              " hash TEXT NOT NULL, PRIMARY KEY (tile_level, node_index)) STRICT, WITHOUT ROWID",
              "CREATE TABLE series (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              " started_at INTEGER NOT NULL) STRICT",
              "CREATE TABLE chunk (series INTEGER NOT NULL, chunk_index INTEGER NOT NULL,"
              " sha256 TEXT NOT NULL, content BLOB NOT NULL,"
              " PRIMARY KEY (series, chunk_index)) STRICT",
              "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL,"
              " series INTEGER NOT NULL) STRICT",
              "CREATE TABLE snapshot (name TEXT PRIMARY KEY, ledger_size INTEGER NOT NULL,"
              " bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, series INTEGER NOT NULL) STRICT",
              "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT",
              "CREATE TABLE property (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT",
              "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry"
              " BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
              "CREATE TRIGGER entry_stays BEFORE DELETE ON entry"
              " BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END",
          }};
}

Migration postgres_schema_1() {
  return {1,
          "ledger, files, snapshots, checkpoints",
          {
              "CREATE TABLE head (only_row INTEGER PRIMARY KEY CHECK (only_row = 1),"
              " size BIGINT NOT NULL CHECK (size >= 0))",
              "INSERT INTO head (only_row, size) VALUES (1, 0)",
              // "C" orders by bytes: the same index on every machine, whatever its locale.
              "CREATE TABLE entry (position BIGINT PRIMARY KEY, author TEXT COLLATE \"C\" NOT NULL,"
              " idempotency_key TEXT COLLATE \"C\" NOT NULL, stored_at BIGINT NOT NULL,"
              " leaf_hash TEXT NOT NULL, leaf TEXT NOT NULL)",
              "CREATE UNIQUE INDEX entry_by_key ON entry (author, idempotency_key)",
              "CREATE TABLE node (tile_level INTEGER NOT NULL, node_index BIGINT NOT NULL,"
              " hash TEXT NOT NULL, PRIMARY KEY (tile_level, node_index))",
              "CREATE TABLE series (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              " started_at BIGINT NOT NULL)",
              "CREATE TABLE chunk (series BIGINT NOT NULL, chunk_index BIGINT NOT NULL,"
              " sha256 TEXT NOT NULL, content BYTEA NOT NULL,"
              " PRIMARY KEY (series, chunk_index))",
              // Chunks are mostly compressed files already: trying again costs time only.
              "ALTER TABLE chunk ALTER COLUMN content SET STORAGE EXTERNAL",
              "CREATE TABLE blob (sha256 TEXT COLLATE \"C\" PRIMARY KEY, bytes BIGINT NOT NULL,"
              " series BIGINT NOT NULL)",
              "CREATE TABLE snapshot (name TEXT COLLATE \"C\" PRIMARY KEY,"
              " ledger_size BIGINT NOT NULL, bytes BIGINT NOT NULL, sha256 TEXT NOT NULL,"
              " series BIGINT NOT NULL)",
              "CREATE TABLE checkpoint (size BIGINT PRIMARY KEY, note TEXT NOT NULL)",
              "CREATE TABLE property (name TEXT COLLATE \"C\" PRIMARY KEY, content TEXT NOT NULL)",
              "CREATE FUNCTION entry_keeps() RETURNS trigger LANGUAGE plpgsql AS"
              " 'BEGIN RAISE EXCEPTION ''entries are never changed or removed''; END'",
              "CREATE TRIGGER entry_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON entry"
              " FOR EACH STATEMENT EXECUTE FUNCTION entry_keeps()",
          }};
}

int stored_version(soci::session& sql) {
  int version = 0;
  sql << "SELECT coalesce(max(version), 0) FROM schema_history", soci::into(version);
  return version;
}

void take_step(soci::session& sql, const Migration& migration, std::int64_t now_utc_ms) {
  for (const std::string& statement : migration.statements) sql << statement;
  const long long applied_at = now_utc_ms;
  sql << "INSERT INTO schema_history (version, name, applied_at) VALUES (:v, :n, :t)",
      soci::use(migration.version), soci::use(migration.name), soci::use(applied_at);
}

}  // namespace

const std::vector<Migration>& sqlite_migrations() {
  static const std::vector<Migration> kMigrations = {sqlite_schema_1()};
  return kMigrations;
}

const std::vector<Migration>& postgres_migrations() {
  static const std::vector<Migration> kMigrations = {postgres_schema_1()};
  return kMigrations;
}

base::Result<int> migrate(soci::session& sql, const MigrationDialect& dialect,
                          std::span<const Migration> migrations, std::string_view store,
                          std::int64_t now_utc_ms) {
  RECANVASS_CHECK(!migrations.empty());
  const int known = migrations.back().version;
  int exists = 0;
  sql << dialect.history_exists, soci::into(exists);
  // A store that is up to date is opened without waiting for whoever is writing.
  const int before = exists != 0 ? stored_version(sql) : 0;
  if (before > known) return schema_newer_problem(store, before, known);
  if (before == known) return known;

  SqlTransaction transaction(sql);
  transaction.begin(dialect.begin);
  sql << "CREATE TABLE IF NOT EXISTS schema_history (version INTEGER PRIMARY KEY,"
         " name TEXT NOT NULL, applied_at BIGINT NOT NULL)";
  const int found = stored_version(sql);
  if (found > known) return schema_newer_problem(store, found, known);
  for (const Migration& migration : migrations) {
    if (migration.version > found) take_step(sql, migration, now_utc_ms);
  }
  transaction.commit();
  return known;
}

base::Result<int> stored_schema(soci::session& sql, std::span<const Migration> migrations,
                                std::string_view store) {
  RECANVASS_CHECK(!migrations.empty());
  const int known = migrations.back().version;
  const int found = stored_version(sql);
  if (found > known) return schema_newer_problem(store, found, known);
  if (found < known) return schema_older_problem(store, found, known);
  return known;
}

}  // namespace recanvass::store
