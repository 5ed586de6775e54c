#include "store/sql_transaction.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace recanvass::store {
namespace {

int rows_of(soci::session& sql) {
  int rows = 0;
  sql << "SELECT count(*) FROM t", soci::into(rows);
  return rows;
}

TEST(SqlTransactionTest, WhatIsNotCommittedIsUndone) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  sql << "CREATE TABLE t (x INTEGER)";
  {
    SqlTransaction transaction(sql);
    transaction.begin({"BEGIN IMMEDIATE", "INSERT INTO t VALUES (1)"});
    EXPECT_EQ(rows_of(sql), 1);
  }
  EXPECT_EQ(rows_of(sql), 0);
  SqlTransaction transaction(sql);
  transaction.begin({"BEGIN IMMEDIATE"});
  sql << "INSERT INTO t VALUES (2)";
  transaction.commit();
  EXPECT_EQ(rows_of(sql), 1);
}

TEST(SqlTransactionTest, AnOpeningThatFailsHalfWayIsUndoneToo) {
  soci::session sql(*soci::factory_sqlite3(), ":memory:");
  sql << "CREATE TABLE t (x INTEGER)";
  {
    SqlTransaction transaction(sql);
    EXPECT_THROW(transaction.begin({"BEGIN", "INSERT INTO absent VALUES (1)"}), soci::soci_error);
  }
  SqlTransaction again(sql);
  EXPECT_NO_THROW(again.begin({"BEGIN"}));
}

}  // namespace
}  // namespace recanvass::store
