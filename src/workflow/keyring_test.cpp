#include "workflow/keyring.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(KeyTable, GivesTheKeysItHoldsAndSaysWhichItLacks) {
  KeyTable keys;
  EXPECT_EQ(keys.key_of("wec").problems()[0].cause, "key.absent");
  const auto made = keys.make_key("wec");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(keys.key_of("wec")->public_key(), made->public_key());
  EXPECT_EQ(keys.make_key("wec").problems()[0].cause, "key.exists");
}

TEST(KeyTable, KeepsTheVerifierKeyOfALedger) {
  KeyTable keys;
  EXPECT_FALSE(*keys.log_key("elections.example/wi"));
  const ledger::VerifierKey key{"elections.example/wi", ledger::SignerKind::Log, {}};
  ASSERT_TRUE(keys.keep_log_key(key).ok());
  EXPECT_EQ((*keys.log_key("elections.example/wi"))->text(), key.text());
}

TEST(KeyTable, RemembersTheLastNoteOfEachSignerAndLedger) {
  KeyTable keys;
  EXPECT_FALSE(*keys.last_note("press", "a"));
  ASSERT_TRUE(keys.remember_note("press", "a", "1").ok());
  ASSERT_TRUE(keys.remember_note("press", "a", "2").ok());
  EXPECT_EQ(**keys.last_note("press", "a"), "2");
  EXPECT_FALSE(*keys.last_note("press", "b"));
  EXPECT_FALSE(*keys.last_note("other", "a"));
}

}  // namespace
}  // namespace recanvass::workflow
