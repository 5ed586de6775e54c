#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::accept_all;
using fixture::account;
using fixture::command_of;
using fixture::endings;
using fixture::EngineBench;
using fixture::opening;
using Words = std::vector<std::string>;

TEST(EngineAccept, F11_ARepeatedKeyGivesTheFirstReceiptAndNothingChanges) {
  EngineBench bench;
  const auto engine = bench.open();
  const Command command = account("clerk", "state-officer", 2);
  const auto first = accept_all(*engine, {opening(), command, command});
  EXPECT_EQ(endings(first), (Words{"accepted", "accepted", "repeated"}));
  EXPECT_EQ(first[2].receipt, first[1].receipt);
  const auto again = accept_all(*bench.open(), {command});
  EXPECT_EQ(endings(again), (Words{"repeated"}));
  EXPECT_EQ(again[0].receipt, first[1].receipt);
  EXPECT_EQ(again[0].position, 1U);
  EXPECT_EQ(*engine->storage().size(), 2U);
}

TEST(EngineAccept, AKeyThatWasUsedForOtherWordsIsRefused) {
  EngineBench bench;
  const auto engine = bench.open();
  Command command = account("clerk", "state-officer", 2);
  accept_all(*engine, {opening(), command});
  command.claimed_time = "2016-11-28T11:00:00Z";
  EXPECT_EQ(endings(accept_all(*engine, {command})), (Words{"repeated"}));
  command.body["name"] = "Somebody else";
  EXPECT_EQ(endings(accept_all(*engine, {command})), (Words{"key.reused"}));
}

TEST(EngineAccept, AnAuthorWithoutAKeyOrWithAnotherIsRefused) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening(), account("nobody", "state-officer", 2),
                       account("clerk", "state-officer", 99)});
  Command absent = account("x", "state-officer", 3);
  absent.author = "nobody";
  Command differs = account("y", "state-officer", 3);
  differs.author = "clerk";
  EXPECT_EQ(endings(accept_all(*engine, {absent, differs})), (Words{"key.absent", "key.differs"}));
  EXPECT_EQ(engine->operation().entries, 3U);
}

TEST(EngineAccept, WhatTheProgramFoundIsSignedWithTheEntryAndARepeatNeedNotSayIt) {
  EngineBench bench;
  const auto engine = bench.open();
  const Command order = command_of("order.record", "wec",
                                   {{"order", "O1"},
                                    {"court", "Circuit Court"},
                                    {"case", "1"},
                                    {"made_at", "2016-11-29T18:00"},
                                    {"words", "by hand"}});
  const Command trigger = command_of("trigger.record", "wec",
                                     {{"recorded_at", "2016-11-23T12:00"}, {"words", "ordered"}});
  const auto first = accept_all(*engine, {opening(), order, trigger, trigger});
  EXPECT_EQ(endings(first), (Words{"accepted", "accepted", "accepted", "repeated"}));
  const auto leaf = engine->storage().read(2, 3);
  ASSERT_TRUE(leaf);
  const auto entry = ledger::parse_leaf((*leaf)[0]);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->entry.body["found"]["law_orders"], "unknown");
  const auto second = bench.open();
  EXPECT_EQ(endings(accept_all(*second, {trigger})), (Words{"repeated"}));
  EXPECT_EQ(second->operation().opening.orders.trigger->found, entry->entry.body["found"]);
  Command stated = trigger;
  stated.body["found"] = entry->entry.body["found"];
  EXPECT_EQ(endings(accept_all(*second, {stated})), (Words{"repeated"}));
}

}  // namespace
}  // namespace recanvass::workflow
