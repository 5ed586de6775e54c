#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::store {
namespace {

// One thing is damaged; the examination names it, and that alone.
struct Damage {
  const char* statement;
  const char* cause;
  const char* words;
};

TEST(SqlRecordsTest, F7_TheExaminationNamesWhatIsDamagedAndNothingElse) {
  const Damage rows[] = {
      {"UPDATE entry SET leaf = '{\"leaf\":71}' WHERE position = 70", "store.entry-damaged",
       "entry 70 "},
      {"UPDATE entry SET leaf = '{\"leaf\":0}' WHERE position = 299", "store.entry-damaged",
       "entry 299 "},
      {"UPDATE node SET hash = replace(hash, substr(hash, 5, 1), 'f')", "store.node-damaged",
       "level 8, place 0"},
      {"DELETE FROM node", "store.node-damaged", "level 8, place 0"},
      {"INSERT INTO node VALUES (1, 1, '')", "store.surplus", "1 rows of hashes"},
      {"INSERT INTO entry VALUES (300, 'a', 'k', 0, '', '')", "store.surplus", "1 rows of entries"},
      {"UPDATE chunk SET content = x'00'", "store.blob-damaged", "bytes 0 to 4"},
      {"UPDATE checkpoint SET note = 'x'", "note.format", ""},
      {"UPDATE checkpoint SET note = replace(note, '7', '6')", "store.checkpoint-root",
       "6 entries"},
      {"UPDATE checkpoint SET note = replace(note, '7', '777')", "store.checkpoint-ahead",
       "777 entries"},
  };
  for (const Damage& row : rows) {
    SCOPED_TRACE(row.statement);
    SqliteUnderTest store;
    const auto storage = store.open();
    append_all(*storage, 0, numbered_entries(0, 300));
    std::istringstream source("file");
    ASSERT_TRUE(storage->put_blob(source).ok());
    ASSERT_TRUE(storage->put_checkpoint(numbered_checkpoint(7)).ok());
    ASSERT_TRUE(storage->check()->findings.empty());
    store.damage(row.statement);
    const auto report = storage->check();
    ASSERT_TRUE(report.ok());
    ASSERT_EQ(report->findings.size(), 1U) << base::sentences(report->findings);
    EXPECT_EQ(report->findings[0].cause, row.cause);
    EXPECT_NE(report->findings[0].sentence().find(row.words), std::string::npos)
        << report->findings[0].sentence();
  }
}

TEST(SqlRecordsTest, TheExaminationCountsWhatItLookedAt) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 1025));
  const auto report = storage->check();
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->entries, 1025U);
  EXPECT_EQ(report->nodes, 4U);
  EXPECT_EQ(report->blobs, 0U);
}

TEST(SqlRecordsTest, AStoreThatIsWrongThroughoutIsDescribedInAThousandSentences) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 1500));
  store.damage("UPDATE entry SET leaf = 'x'");
  EXPECT_EQ(storage->check()->findings.size(), 1000U);
}

}  // namespace
}  // namespace recanvass::store
