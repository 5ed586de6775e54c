#include "store/sql_storage.h"

#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(SqlStorageTest, F7_ADamagedEntryIsNamedWhenItIsReadAndNotServed) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 5));
  store.damage("UPDATE entry SET leaf = replace(leaf, '3', '2') WHERE position = 3");
  std::uint64_t served = 0;
  const auto read = storage->read_each(0, 5, [&served](const LedgerEntry&) {
    ++served;
    return Flow::Continue;
  });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "store.entry-damaged");
  EXPECT_NE(read.problems()[0].sentence().find("entry 3"), std::string::npos);
  EXPECT_EQ(served, 3U);
  EXPECT_TRUE(storage->read(0, 3).ok());
  EXPECT_TRUE(storage->read(4, 5).ok());
}

TEST(SqlStorageTest, AMissingEntryIsAHoleAndNotTheEnd) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 5));
  store.damage("DELETE FROM entry WHERE position IN (2, 4)");
  EXPECT_EQ(storage->read(0, 5).problems()[0].cause, "store.entry-missing");
  EXPECT_NE(storage->read(3, 5).problems()[0].sentence().find("position 4"), std::string::npos);
  EXPECT_EQ(*storage->size(), 5U);
}

TEST(SqlStorageTest, AFaultOfTheDatabaseWhileEntriesAreReadIsSaidAndNothingIsGiven) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 3));
  store.damage("ALTER TABLE entry RENAME COLUMN leaf TO lost");
  std::uint64_t served = 0;
  const auto read = storage->read_each(0, 3, [&served](const LedgerEntry&) {
    ++served;
    return Flow::Continue;
  });
  EXPECT_EQ(cause_of(read), "store.refused");
  EXPECT_EQ(served, 0U);
}

TEST(SqlStorageTest, AnEntryBehindTheLedgersEndMakesTheStoreReadOnly) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 2));
  store.damage("UPDATE head SET size = 1");
  const auto outcome = storage->append(1, numbered_entries(7, 8));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.problems()[0].cause, "store.damaged");
  EXPECT_EQ(storage->health().write_state, WriteState::ReadOnly);
  EXPECT_FALSE(storage->health().read_only_reason.empty());
  EXPECT_EQ(storage->append(1, numbered_entries(7, 8)).problems()[0].cause, "store.read-only");
  EXPECT_TRUE(storage->read(0, 1).ok());
}

TEST(SqlStorageTest, AnEmptyBatchIsAFaultOfTheProgram) {
  SqliteUnderTest store;
  const auto storage = store.open();
  EXPECT_THROW(static_cast<void>(storage->append(0, {})), base::BrokenProgram);
}

}  // namespace
}  // namespace recanvass::store
