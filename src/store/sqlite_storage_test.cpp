#include "store/sqlite_storage.h"

#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>

namespace recanvass::store {
namespace {

std::string cause_of_sqlite(const std::string& path, const SqliteOptions& options = {}) {
  HandClock clock;
  const auto opened = open_sqlite(path, clock, options);
  return opened ? "opened" : opened.problems()[0].cause;
}

class SqliteStorageTest : public testing::TestWithParam<Claim> {};

TEST_P(SqliteStorageTest, Keeps) {
  SqliteUnderTest store;
  GetParam().check(store);
}

INSTANTIATE_TEST_SUITE_P(TheContract, SqliteStorageTest, testing::ValuesIn(storage_claims()),
                         [](const auto& claim) { return std::string(claim.param.name); });

TEST(SqliteOpeningTest, RefusesWhatIsNoStoreInWords) {
  TemporaryFolder folder;
  EXPECT_EQ(cause_of_sqlite(folder.path()), "store.not-a-store");
  EXPECT_EQ(cause_of_sqlite(folder.path() + "/absent", {OpenMode::MustExist, 10}), "store.absent");
  EXPECT_EQ(cause_of_sqlite(folder.path() + "/no/such/folder"), "store.io");
  const std::string text = folder.path() + "/text";
  std::ofstream(text) << std::string(5000, 'x');
  EXPECT_EQ(cause_of_sqlite(text), "store.not-a-store");
  const std::string other = folder.path() + "/other";
  soci::session(*soci::factory_sqlite3(), "db=" + other) << "CREATE TABLE t (x INTEGER)";
  EXPECT_EQ(cause_of_sqlite(other), "store.not-a-store");
}

TEST(SqliteOpeningTest, RefusesASchemaThatIsNewerThanTheProgram) {
  SqliteUnderTest store;
  store.open();
  store.damage("INSERT INTO schema_history VALUES (9, 'of a later program', 0)");
  HandClock clock;
  const auto opened = open_sqlite(store.path(), clock);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "store.schema-newer");
  EXPECT_NE(opened.problems()[0].sentence().find("schema 9"), std::string::npos);
}

TEST(SqliteOpeningTest, EntriesCannotBeChangedOrRemovedByAccident) {
  SqliteUnderTest store;
  append_all(*store.open(), 0, numbered_entries(0, 2));
  soci::session sql(*soci::factory_sqlite3(), "db=\"" + store.path() + "\"");
  EXPECT_THROW(sql << "UPDATE entry SET leaf = 'x' WHERE position = 1", soci::soci_error);
  EXPECT_THROW(sql << "DELETE FROM entry", soci::soci_error);
}

TEST(SqliteOpeningTest, AWriterThatWaitedTooLongIsToldThatNothingWasSaved) {
  SqliteUnderTest store;
  HandClock clock;
  const auto opened = open_sqlite(store.path(), clock, {OpenMode::CreateIfMissing, 20});
  ASSERT_TRUE(opened.ok());
  soci::session holder(*soci::factory_sqlite3(), "db=\"" + store.path() + "\"");
  holder << "BEGIN IMMEDIATE";
  const auto outcome = (*opened)->append(0, numbered_entries(0, 1));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.problems()[0].cause, "store.busy");
  EXPECT_EQ((*opened)->health().write_state, WriteState::ReadWrite);
  holder << "ROLLBACK";
  append_all(**opened, 0, numbered_entries(0, 1));
}

TEST(SqliteOpeningTest, PiecesOfAnUploadThatEndedInAKillAreClearedAfterADay) {
  SqliteUnderTest store;
  store.open();
  const auto pieces = [&store] {
    return store.number("SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM series)");
  };
  const std::int64_t started = store.clock.now;
  store.damage("INSERT INTO series (started_at) VALUES (" + std::to_string(started) + ")");
  store.damage("INSERT INTO chunk VALUES (1, 0, '', x'00')");
  store.clock.now = started + 24 * 60 * 60 * 1000;
  store.open();
  EXPECT_EQ(pieces(), 2);
  store.clock.now += 1;
  store.open();
  EXPECT_EQ(pieces(), 0);
}

}  // namespace
}  // namespace recanvass::store
