#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::accept_all;
using fixture::account;
using fixture::ended;
using fixture::endings;
using fixture::EngineBench;
using fixture::opening;
using Words = std::vector<std::string>;

TEST(EngineTest, AGroupIsDecidedInOrderAndEachCommandGetsItsReceipt) {
  EngineBench bench;
  const auto engine = bench.open();
  const auto answers = accept_all(*engine, {opening(), account("clerk", "state-officer", 2),
                                            account("clerk", "state-officer", 2)});
  EXPECT_EQ(endings(answers), (Words{"accepted", "accepted", "account.exists"}));
  EXPECT_EQ(answers[1].position, 1U);
  EXPECT_EQ(answers[1].receipt.size(), 8U);
  EXPECT_EQ(answers[2].problems[0].place.file, "commands.jsonl");
  EXPECT_EQ(answers[2].problems[0].place.row, 3);
  EXPECT_EQ(*engine->storage().size(), 2U);
  EXPECT_EQ(engine->operation().entries, 2U);
}

TEST(EngineTest, AnotherProcessSeesTheSameStateAndGoesOnFromIt) {
  EngineBench bench;
  const auto one = bench.open();
  const auto other = bench.open();
  accept_all(*one, {opening()});
  EXPECT_EQ(endings(accept_all(*other, {account("clerk", "state-officer", 2)})),
            (Words{"accepted"}));
  EXPECT_EQ(endings(accept_all(*one, {account("clerk", "state-officer", 2)})),
            (Words{"account.exists"}));
  EXPECT_EQ(bench.open()->root(), one->root());
  EXPECT_EQ(other->catch_up().ok(), true);
  EXPECT_EQ(other->root(), one->root());
}

TEST(EngineTest, EveryEntryIsSignedByItsAuthorForThisLedger) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening(), account("clerk", "state-officer", 2)});
  const auto leaves = engine->storage().read(0, 2);
  ASSERT_TRUE(leaves.ok());
  for (const std::string& leaf : *leaves) {
    const auto entry = ledger::parse_leaf(leaf);
    ASSERT_TRUE(entry.ok());
    EXPECT_TRUE(ledger::signature_holds(*entry, "elections.example/wi-2016"));
    EXPECT_EQ(entry->key, fixture::key_numbered(1).public_key());
  }
}

}  // namespace
}  // namespace recanvass::workflow
