#include "store/migrations.h"

#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>
#include <sstream>

namespace recanvass::store {
namespace {

const MigrationDialect kDialect = {
    {"BEGIN IMMEDIATE"}, "SELECT count(*) FROM sqlite_master WHERE name = 'schema_history'"};
const Migration kFirst = {1, "first", {"CREATE TABLE t (x INTEGER)", "INSERT INTO t VALUES (1)"}};
const Migration kSecond = {2, "second", {"ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 7"}};
const Migration kBroken = {2, "broken", {"INSERT INTO t VALUES (2)", "CREATE TABLE t (x)"}};

int number(soci::session& sql, const std::string& query) {
  int found = 0;
  sql << query, soci::into(found);
  return found;
}

TEST(MigrationsTest, EachStepIsTakenOnceAndInOrder) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  EXPECT_EQ(*migrate(sql, kDialect, std::vector{kFirst}, "s", 5), 1);
  EXPECT_EQ(*migrate(sql, kDialect, std::vector{kFirst}, "s", 6), 1);
  EXPECT_EQ(*migrate(sql, kDialect, std::vector{kFirst, kSecond}, "s", 7), 2);
  EXPECT_EQ(number(sql, "SELECT sum(x + y) FROM t"), 8);
  EXPECT_EQ(number(sql, "SELECT sum(version * 10 + applied_at) FROM schema_history"), 42);
}

TEST(MigrationsTest, AStepThatFailsHalfWayLeavesTheStoreAsItWas) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  ASSERT_TRUE(migrate(sql, kDialect, std::vector{kFirst}, "s", 5).ok());
  EXPECT_THROW(static_cast<void>(migrate(sql, kDialect, std::vector{kFirst, kBroken}, "s", 6)),
               soci::soci_error);
  EXPECT_EQ(number(sql, "SELECT max(version) FROM schema_history"), 1);
  EXPECT_EQ(number(sql, "SELECT count(*) FROM t"), 1);
}

TEST(MigrationsTest, ANewerSchemaIsRefusedInWordsAndUntouched) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  ASSERT_TRUE(migrate(sql, kDialect, std::vector{kFirst, kSecond}, "s", 5).ok());
  const auto older = migrate(sql, kDialect, std::vector{kFirst}, "s", 6);
  ASSERT_FALSE(older.ok());
  EXPECT_EQ(older.problems()[0].cause, "store.schema-newer");
  EXPECT_EQ(older.problems()[0].found, "a store of schema 2");
}

TEST(MigrationsTest, AStoreThatIsOnlyReadIsOfThisProgramsSchemaOrRefused) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  ASSERT_TRUE(migrate(sql, kDialect, std::vector{kFirst, kSecond}, "s", 5).ok());
  EXPECT_EQ(*stored_schema(sql, std::vector{kFirst, kSecond}, "s"), 2);
  EXPECT_EQ(stored_schema(sql, std::vector{kFirst}, "s").problems()[0].cause, "store.schema-newer");
  const Migration third = {3, "third", {"CREATE TABLE u (x INTEGER)"}};
  const auto older = stored_schema(sql, std::vector{kFirst, kSecond, third}, "s");
  ASSERT_FALSE(older.ok());
  EXPECT_EQ(older.problems()[0].cause, "store.schema-older");
  EXPECT_EQ(number(sql, "SELECT max(version) FROM schema_history"), 2);
}

TEST(MigrationsTest, VersionsHaveNoGap) {
  for (const auto* migrations : {&sqlite_migrations(), &postgres_migrations()}) {
    for (std::size_t i = 0; i < migrations->size(); ++i) {
      EXPECT_EQ((*migrations)[i].version, static_cast<int>(i) + 1);
    }
  }
}

// The fixture is the dump of a store that this schema's first release wrote.
TEST(MigrationsTest, AStoreOfSchema1IsReadWithAllItHolds) {
  const std::string path = std::string(RECANVASS_SOURCE_DIR) + "/tests/store/schema-1.sqlite.sql";
  std::ifstream fixture(path);
  ASSERT_TRUE(fixture.good()) << path;
  SqliteUnderTest store;
  {
    soci::session sql(*soci::factory_sqlite3(), "db=\"" + store.path() + "\"");
    for (std::string statement; std::getline(fixture, statement);) sql << statement;
  }
  const auto storage = store.open();
  ASSERT_TRUE(storage);
  EXPECT_EQ(*storage->size(), 259U);
  EXPECT_EQ((*storage->read(258, 259))[0], numbered_entry(258).leaf);
  EXPECT_EQ(*storage->origin(), "example.org/schema-1");
  EXPECT_EQ(blob_text(*storage, base::sha256("a file of schema 1")), "a file of schema 1");
  EXPECT_EQ(storage->get_snapshot("state").value()->bytes, "a snapshot of schema 1");
  EXPECT_EQ(*storage->checkpoint(256), numbered_checkpoint(256));
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
  append_all(*storage, 259, numbered_entries(259, 600));
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

}  // namespace
}  // namespace recanvass::store
