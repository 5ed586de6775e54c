#include "store/proofs.h"

#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(ProofsTest, TheEmptyLedgerHasTheRootOfNothing) {
  SqliteUnderTest store;
  EXPECT_EQ(*root_at(*store.open(), 0), base::sha256(""));
}

TEST(ProofsTest, AReadThatFailsFailsTheProof) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 300));
  store.damage("UPDATE entry SET leaf_hash = 'no hash' WHERE position = 298");
  EXPECT_FALSE(root_at(*storage, 299).ok());
  EXPECT_FALSE(prove_inclusion(*storage, 299, 300).ok());
  EXPECT_FALSE(prove_consistency(*storage, 299, 300).ok());
  EXPECT_EQ(*root_at(*storage, 298), numbered_root(298));
}

TEST(ProofsTest, NothingIsProvenBeyondTheLedger) {
  SqliteUnderTest store;
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 3));
  EXPECT_FALSE(prove_consistency(*storage, 2, 4).ok());
  EXPECT_FALSE(prove_consistency(*storage, 3, 2).ok());
  EXPECT_FALSE(prove_inclusion(*storage, 3, 3).ok());
  EXPECT_TRUE(prove_inclusion(*storage, 2, 3).ok());
}

}  // namespace
}  // namespace recanvass::store
