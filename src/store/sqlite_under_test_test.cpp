#include "store/sqlite_under_test_test.h"

#include "store/sqlite_storage.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace recanvass::store {

std::unique_ptr<Storage> SqliteUnderTest::open() {
  auto opened = open_sqlite(path(), clock);
  EXPECT_TRUE(opened.ok()) << (opened ? "" : base::sentences(opened.problems()));
  return opened ? std::move(opened).value() : nullptr;
}

void SqliteUnderTest::damage(const std::string& statement) {
  soci::session sql(*soci::factory_sqlite3(), "db=\"" + path() + "\" timeout=5");
  sql << "DROP TRIGGER IF EXISTS entry_keeps";
  sql << "DROP TRIGGER IF EXISTS entry_stays";
  sql << statement;
}

long long SqliteUnderTest::number(const std::string& query) {
  soci::session sql(*soci::factory_sqlite3(), "db=\"" + path() + "\" timeout=5");
  long long number = 0;
  sql << query, soci::into(number);
  return number;
}

TEST(SqliteUnderTestTest, EachOpenGivesTheSameStore) {
  SqliteUnderTest store;
  append_all(*store.open(), 0, numbered_entries(0, 2));
  EXPECT_EQ(*store.open()->size(), 2U);
  EXPECT_EQ(store.number("SELECT count(*) FROM entry"), 2);
}

}  // namespace recanvass::store
