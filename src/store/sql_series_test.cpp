#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::store {
namespace {

base::Sha256 stored_hash(Storage& storage, const std::string& bytes) {
  std::istringstream source(bytes);
  return storage.put_blob(source)->sha256;
}

TEST(SqlSeriesTest, F7_AFlippedBitOfAFileIsNamedBeforeItsBytesAreGiven) {
  SqliteUnderTest store;
  const auto storage = store.open();
  const base::Sha256 hash = stored_hash(*storage, patterned_bytes(2 * kFilePiece + 10));
  store.damage("UPDATE chunk SET content = zeroblob(262144) WHERE chunk_index = 1");
  std::size_t given = 0;
  const auto read = storage->get_blob(hash, [&given](std::string_view piece) {
    given += piece.size();
    return Flow::Continue;
  });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "store.blob-damaged");
  EXPECT_NE(read.problems()[0].sentence().find("bytes 262144 to 524288"), std::string::npos);
  EXPECT_EQ(given, kFilePiece);
}

TEST(SqlSeriesTest, ChunksThatFitTheirHashesButNotTheFilesAreFound) {
  SqliteUnderTest store;
  const auto storage = store.open();
  const base::Sha256 hash = stored_hash(*storage, "four");
  store.damage("UPDATE chunk SET content = CAST('five' AS BLOB), sha256 = '" +
               base::hex(base::sha256("five")) + "'");
  EXPECT_NE(blob_text(*storage, hash).find("other bytes than were stored"), std::string::npos);
  store.damage("DELETE FROM chunk");
  EXPECT_NE(blob_text(*storage, hash).find("other bytes than were stored"), std::string::npos);
}

TEST(SqlSeriesTest, F8_ASnapshotThatDoesNotFitItsHashIsIgnored) {
  SqliteUnderTest store;
  const auto storage = store.open();
  ASSERT_TRUE(storage->put_snapshot("state", {0, "folded"}).ok());
  store.damage("UPDATE chunk SET content = CAST('faked!' AS BLOB)");
  EXPECT_FALSE(*storage->get_snapshot("state"));
  ASSERT_TRUE(storage->put_snapshot("state", {0, "folded"}).ok());
  EXPECT_EQ(storage->get_snapshot("state").value()->bytes, "folded");
}

TEST(SqlSeriesTest, WhatIsReplacedOrDeletedTakesNoRoom) {
  SqliteUnderTest store;
  const auto storage = store.open();
  const auto rows = [&store] {
    return store.number("SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM series)");
  };
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(storage->put_snapshot("state", {0, "folded"}).ok());
    stored_hash(*storage, "the same file");
    EXPECT_EQ(rows(), 4);
  }
  ASSERT_TRUE(storage->delete_snapshot("state").ok());
  EXPECT_EQ(rows(), 2);
}

TEST(SqlSeriesTest, AnUploadWhosePiecesWereSweptIsRefusedAndNotKept) {
  SqliteUnderTest store;
  const auto storage = store.open();
  // The source sweeps while it is read, as another process would after a day.
  class SweepingBuffer : public std::stringbuf {
   public:
    SweepingBuffer(const std::string& bytes, SqliteUnderTest& swept)
        : std::stringbuf(bytes), swept_(swept) {}

   protected:
    std::streamsize xsgetn(char* to, std::streamsize wanted) override {
      if (++reads_ == 2) swept_.damage("DELETE FROM series");
      return std::stringbuf::xsgetn(to, wanted);
    }

   private:
    SqliteUnderTest& swept_;
    int reads_ = 0;
  };
  SweepingBuffer buffer(patterned_bytes(2 * kFilePiece), store);
  std::istream source(&buffer);
  const auto kept = storage->put_blob(source);
  ASSERT_FALSE(kept.ok());
  EXPECT_EQ(kept.problems()[0].cause, "store.upload-swept");
  EXPECT_TRUE(storage->blobs()->empty());
}

}  // namespace
}  // namespace recanvass::store
