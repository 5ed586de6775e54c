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

constexpr const char* kEngineOrigin = "elections.example/wi-2016";

TEST(EngineTest, ACheckpointIsSignedWithTheLedgersOwnKeyAndOnlyOnceASize) {
  EngineBench bench;
  const auto engine = bench.open();
  ASSERT_TRUE(engine->keep_checkpoint().ok());
  EXPECT_FALSE(*engine->storage().latest_checkpoint()) << "an empty ledger has none";
  accept_all(*engine, {opening(), account("clerk", "state-officer", 2)});
  ASSERT_TRUE(engine->keep_checkpoint().ok());
  ASSERT_TRUE(engine->keep_checkpoint().ok());
  const auto note = ledger::parse_note(**engine->storage().latest_checkpoint());
  ASSERT_TRUE(note.ok());
  EXPECT_EQ(note->signatures.size(), 1U);
  EXPECT_TRUE(ledger::verified_time(*note, **bench.keys.log_key(kEngineOrigin)));
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  EXPECT_EQ(checkpoint->size, 2U);
  EXPECT_EQ(checkpoint->root, engine->root());
  EXPECT_EQ(**engine->storage().origin(), kEngineOrigin);
}

TEST(EngineTest, OnlyTheKeyThatSignedBeforeSignsAgainAndNobodyMakesASecondOne) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening(), account("clerk", "state-officer", 2)});
  KeyTable clerks;
  clerks.add("clerk", fixture::key_numbered(2));
  bench.keys = clerks;
  EXPECT_EQ(engine->keep_checkpoint().problems()[0].cause, "key.absent");
  bench.keys.add(kEngineOrigin, fixture::key_numbered(60));
  ASSERT_TRUE(engine->keep_checkpoint().ok());
  accept_all(*engine, {});
  KeyTable other = fixture::fixture_keys();
  other.add(kEngineOrigin, fixture::key_numbered(61));
  bench.keys = other;
  EXPECT_EQ(engine->keep_checkpoint().problems()[0].cause, "log.key");
}

// A bench whose store was restored from an older copy, while the keys remember the newer ledger.
struct Restored {
  EngineBench before;
  EngineBench bench;

  Restored() {
    const std::vector<Command> commands = {opening(), account("wec2", "state-officer", 7),
                                           account("x1", "observer", 9)};
    const auto newer = before.open();
    accept_all(*newer, commands);
    RECANVASS_CHECK(newer->keep_checkpoint().ok());
    const auto older = bench.open();
    accept_all(*older, {commands[0], commands[1]});
    bench.keys = before.keys;
  }
};

TEST(EngineTest, F21_ALedgerShorterThanWhatWasSignedIsNotSignedUntilTwoOfficersRecordTheLoss) {
  Restored restored;
  const auto engine = restored.bench.open();
  ASSERT_TRUE(engine->rolled_back());
  EXPECT_EQ(engine->rolled_back()->cause, "log.rolled-back");
  EXPECT_EQ(engine->keep_checkpoint().problems()[0].cause, "log.rolled-back");
  EXPECT_EQ(endings(accept_all(*engine, {account("x2", "observer", 10)})),
            (Words{"log.rolled-back"}));

  const auto note =
      ledger::parse_note(**restored.before.keys.last_note(kEngineOrigin, kEngineOrigin));
  const auto lost = ledger::parse_checkpoint(note->text);
  const Command record = fixture::command_of(
      "rollback.record", "wec",
      {{"lost_size", lost->size},
       {"lost_root", ledger::base64({reinterpret_cast<const char*>(lost->root.data()), 32})},
       {"kept_size", 2},
       {"reason", "Yesterday's copy was restored."}});
  EXPECT_EQ(endings(accept_all(*engine, {record})), (Words{"accepted"}));
  EXPECT_TRUE(engine->rolled_back()) << "one person is not enough";
  const Command approval = fixture::command_of("approve", "wec2", {{"entry", 2}});
  EXPECT_EQ(endings(accept_all(*engine, {approval})), (Words{"accepted"}));
  EXPECT_FALSE(engine->rolled_back());
  EXPECT_TRUE(engine->keep_checkpoint().ok());
  EXPECT_EQ(endings(accept_all(*engine, {account("x2", "observer", 10)})), (Words{"accepted"}));
  EXPECT_FALSE(restored.bench.open()->rolled_back());
}

TEST(EngineTest, F21_ALedgerThatGrewPastTheLossWithOtherEntriesIsFoundToo) {
  Restored restored;
  KeyTable forgetful = fixture::fixture_keys();
  forgetful.add(kEngineOrigin, *restored.before.keys.key_of(kEngineOrigin));
  restored.bench.keys = forgetful;
  accept_all(*restored.bench.open(), {account("y1", "observer", 9), account("y2", "observer", 12)});
  restored.bench.keys = restored.before.keys;
  const auto engine = restored.bench.open();
  ASSERT_TRUE(engine->rolled_back());
  EXPECT_NE(engine->rolled_back()->found.find("another ledger"), std::string::npos);
}

TEST(EngineTest, F22_WithoutAWitnessWorkGoesOnAndTheStandingSaysSinceWhen) {
  EngineBench bench;
  const auto engine = bench.open();
  Command later = account("x1", "observer", 9);
  later.claimed_time = "2016-11-28T11:00:00Z";
  accept_all(*engine, {opening(), fixture::naming_of_witness()});
  EXPECT_EQ(engine->witness_standing()->entries_unwitnessed, 2U);
  EXPECT_EQ(engine->witness_standing()->unwitnessed_since, "2016-11-28T10:00:00Z");
  EXPECT_EQ(endings(accept_all(*engine, {fixture::witnessing(engine->operation()), later})),
            (Words{"accepted", "accepted"}));
  const auto standing = engine->witness_standing();
  EXPECT_EQ(standing->entries_witnessed, 2U);
  EXPECT_EQ(standing->entries_unwitnessed, 2U);
}

TEST(EngineTest, F7_F8_ADamagedLedgerIsNotServed) {
  EngineBench bench;
  accept_all(*bench.open(), {opening(), account("clerk", "state-officer", 2)});
  bench.disk.flip_bit((bench.disk.size() - 200) * 8);
  const auto engine = bench.try_open();
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.problems()[0].cause, "store.damaged");
}

TEST(EngineTest, AnEntryOfAKindThatThisProgramDoesNotKnowIsNamed) {
  EngineBench bench;
  accept_all(*bench.open(), {opening()});
  const auto storage = std::move(store::open_memory(bench.disk, bench.clock)).value();
  const std::string leaf = ledger::leaf_bytes(
      ledger::sign_entry({"no.such", base::Json::object(), "wec", "k", "2016-11-28T10:00:00Z"},
                         kEngineOrigin, fixture::key_numbered(1)));
  ASSERT_TRUE(storage->append(1, std::vector<store::NewEntry>{{leaf, "wec", "k"}}).ok());
  const auto engine = bench.try_open();
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.problems()[0].cause, "command.kind");
  EXPECT_NE(engine.problems()[0].place.column.find("entry 1"), std::string::npos);
}

// A ledger of which the second entry was written into the store by something else.
struct TamperedBench : EngineBench {
  std::string honest;  // the second entry as its author signed it

  TamperedBench() {
    EngineBench before;
    accept_all(*before.open(), {opening(), account("clerk", "state-officer", 2)});
    auto leaves = before.open()->storage().read(0, 2).value();
    honest = leaves[1];
    append(leaves[0]);
  }
  // Whoever writes into the file makes hashes and tree new too: nothing of the store is damaged.
  void append(const std::string& leaf) {
    const auto storage = std::move(store::open_memory(disk, clock)).value();
    const auto entry = ledger::parse_leaf(leaf).value().entry;
    const std::vector<store::NewEntry> batch = {{leaf, entry.author, entry.idempotency_key}};
    RECANVASS_CHECK(storage->append(*storage->size(), batch).ok());
  }
  [[nodiscard]] std::string edited() const {
    std::string leaf = honest;
    leaf.replace(leaf.find("state-officer"), 13, "observer");
    return leaf;
  }
  [[nodiscard]] bool nothing_was_signed() {
    const auto storage = std::move(store::open_memory(disk, clock)).value();
    return !*storage->latest_checkpoint() && !*keys.last_note(kEngineOrigin, kEngineOrigin);
  }
};

TEST(EngineTest, AnEditedEntryThatNoCheckpointCoversIsNamedAndNothingIsSigned) {
  TamperedBench bench;
  bench.append(bench.edited());
  const auto engine = bench.try_open();
  ASSERT_FALSE(engine.ok());
  ASSERT_EQ(engine.problems().size(), 1U);
  EXPECT_EQ(engine.problems()[0].cause, "entry.signature");
  const std::string said = engine.problems()[0].sentence();
  EXPECT_NE(said.find("elections.example/wi-2016, entry 1: found a signature that does not hold"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("no checkpoint was signed"), std::string::npos) << said;
  EXPECT_TRUE(bench.nothing_was_signed());
}

TEST(EngineTest, AnEntrySignedByAnotherKeyThanItsAuthorsIsNamed) {
  TamperedBench bench;
  const auto entry = ledger::parse_leaf(bench.honest).value().entry;
  bench.append(
      ledger::leaf_bytes(ledger::sign_entry(entry, kEngineOrigin, fixture::key_numbered(40))));
  const auto engine = bench.try_open();
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.problems()[0].cause, "entry.signature");
  EXPECT_NE(engine.problems()[0].found.find("another key than its author had"), std::string::npos);
  EXPECT_NE(engine.problems()[0].place.column.find("entry 1"), std::string::npos);
  EXPECT_TRUE(bench.nothing_was_signed());
}

TEST(EngineTest, AnEntrySignedForAnotherLedgerIsNamed) {
  TamperedBench bench;
  const auto entry = ledger::parse_leaf(bench.honest).value().entry;
  bench.append(ledger::leaf_bytes(
      ledger::sign_entry(entry, "elections.example/rehearsal", fixture::key_numbered(1))));
  EXPECT_EQ(bench.try_open().problems()[0].cause, "entry.signature");
}

TEST(EngineTest, WhatCameInBesideARunningProcessIsLookedAtBeforeItSigns) {
  TamperedBench bench;
  const auto engine = bench.open();
  bench.append(bench.edited());
  const auto signed_by = engine->keep_checkpoint();
  ASSERT_FALSE(signed_by.ok());
  EXPECT_EQ(signed_by.problems()[0].cause, "entry.signature");
  EXPECT_EQ(endings(accept_all(*engine, {account("x1", "observer", 9)})),
            (Words{"entry.signature"}));
  EXPECT_TRUE(bench.nothing_was_signed());
}

TEST(EngineTest, WhatTheLedgersKeySignedIsNotLookedAtAgainSoThatARestartStaysFlat) {
  TamperedBench bench;
  bench.append(bench.edited());
  // As a program that did not look would have sealed it.
  const auto storage = std::move(store::open_memory(bench.disk, bench.clock)).value();
  const auto key = fixture::key_numbered(60);
  const std::string text = ledger::checkpoint_text({kEngineOrigin, 2, storage->node(1, 0).value()});
  const std::string note =
      ledger::format_note({text, {ledger::sign_as_log(text, kEngineOrigin, key)}});
  ASSERT_TRUE(storage->put_checkpoint(note).ok());
  EXPECT_FALSE(bench.try_open().ok()) << "whose key that is is not known here";
  ASSERT_TRUE(
      bench.keys.keep_log_key({kEngineOrigin, ledger::SignerKind::Log, key.public_key()}).ok());
  EXPECT_TRUE(bench.try_open().ok());
  // One entry more is looked at, and the state before it is not folded anew.
  const auto later = account("x2", "observer", 10);
  EXPECT_EQ(endings(accept_all(*bench.open(), {later})), (Words{"accepted"}));
}

TEST(EngineTest, WhoeverKnowsNoKeyOfTheLedgerLooksAtAllOfIt) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening(), account("clerk", "state-officer", 2)});
  ASSERT_TRUE(engine->keep_checkpoint().ok());
  bench.keys = KeyTable();
  EXPECT_EQ(bench.open()->operation().entries, 2U);
  EXPECT_EQ(bench.open()->root(), engine->root());
}

TEST(EngineTest, WhoeverHasNotTheLedgersKeyKeepsHowFarItLooked) {
  TamperedBench bench;
  bench.append(bench.honest);
  KeyTable counters;
  counters.add("clerk", fixture::key_numbered(2));
  bench.keys = counters;
  const auto engine = bench.open();
  EXPECT_FALSE(*bench.keys.last_checked(kEngineOrigin)) << "to look is not to write";
  EXPECT_EQ(engine->keep_checkpoint().problems()[0].cause, "key.absent");
  const auto checked = *bench.keys.last_checked(kEngineOrigin);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->size, 2U);
  EXPECT_EQ(checked->root, engine->root());
}

TEST(EngineTest, AMemoryOfOtherEntriesCoversNothing) {
  TamperedBench bench;
  bench.append(bench.edited());
  const auto storage = std::move(store::open_memory(bench.disk, bench.clock)).value();
  ASSERT_TRUE(bench.keys.remember_checked({kEngineOrigin, 2, storage->node(1, 0).value()}).ok());
  EXPECT_TRUE(bench.try_open().ok()) << "as it was looked at";
  ASSERT_TRUE(bench.keys.remember_checked({kEngineOrigin, 2, ledger::Hash{}}).ok());
  EXPECT_EQ(bench.try_open().problems()[0].cause, "entry.signature");
  ASSERT_TRUE(bench.keys.remember_checked({kEngineOrigin, 3, ledger::Hash{}}).ok());
  EXPECT_EQ(bench.try_open().problems()[0].cause, "entry.signature") << "of a longer ledger";
}

// Another process with the ledger's key signs another history while this one waits for its turn.
class LateKeys : public KeyTable {
 public:
  base::Result<std::unique_ptr<Hold>> hold(const std::string& signer,
                                           const std::string& origin) override {
    if (!meanwhile.empty()) RECANVASS_CHECK(remember_note(signer, origin, meanwhile).ok());
    return KeyTable::hold(signer, origin);
  }
  std::string meanwhile;
};

TEST(EngineTest, WhatAnotherProcessSignedMeanwhileIsLookedAtBeforeThisOneSigns) {
  EngineBench bench;
  EngineBench other;
  other.keys.add(kEngineOrigin, fixture::key_numbered(70));
  accept_all(*other.open(), {opening(), account("x1", "observer", 8)});
  ASSERT_TRUE(other.open()->keep_checkpoint().ok());
  LateKeys keys;
  static_cast<KeyTable&>(keys) = bench.keys;
  keys.add(kEngineOrigin, fixture::key_numbered(70));
  auto storage = std::move(store::open_memory(bench.disk, bench.clock)).value();
  const auto engine = std::move(Engine::open(std::move(storage), &keys, fixture::no_law())).value();
  accept_all(*engine, {opening(), account("x1", "observer", 9)});
  keys.meanwhile = **other.keys.last_note(kEngineOrigin, kEngineOrigin);
  const auto kept = engine->keep_checkpoint();
  ASSERT_FALSE(kept.ok());
  EXPECT_EQ(kept.problems()[0].cause, "log.rolled-back");
  EXPECT_FALSE(*engine->storage().latest_checkpoint());
  EXPECT_EQ(**keys.last_note(kEngineOrigin, kEngineOrigin), keys.meanwhile);
}

// A team that holds its own keys and not the ledger's, and a store that was cut behind its back.
struct CutBench : EngineBench {
  ledger::Checkpoint seen;

  CutBench() {
    EngineBench whole;
    const auto newer = whole.open();
    accept_all(*newer, {opening(), account("wec2", "state-officer", 7),
                        account("x1", "observer", 9), account("x2", "observer", 10)});
    seen = {kEngineOrigin, 4, newer->root()};
    accept_all(*open(), {opening(), account("wec2", "state-officer", 7)});
    RECANVASS_CHECK(keys.remember_checked(seen).ok());
  }
};

TEST(EngineTest, F21_ALedgerShorterThanWhatATeamSawTakesNothingOfItUntilTheLossIsRecorded) {
  CutBench bench;
  const auto engine = bench.open();
  ASSERT_TRUE(engine->rolled_back());
  EXPECT_NE(engine->rolled_back()->sentence().find(
                "wanted the 4 entries of the state last checked from this keys folder"),
            std::string::npos)
      << engine->rolled_back()->sentence();
  EXPECT_EQ(endings(accept_all(*engine, {account("x3", "observer", 11)})),
            (Words{"log.rolled-back"}));
}

TEST(EngineTest, F21_TheRecordedLossOfALongerStateIsThatOfWhatATeamSaw) {
  for (const std::uint64_t lost_size : {3U, 4U, 9U}) {
    CutBench bench;
    const auto engine = bench.open();
    const Command record = fixture::command_of("rollback.record", "wec",
                                               {{"lost_size", lost_size},
                                                {"lost_root", ledger::base64(std::string(32, 'x'))},
                                                {"kept_size", 2},
                                                {"reason", "Yesterday's copy was restored."}});
    ASSERT_EQ(endings(accept_all(*engine, {record})), (Words{"accepted"}));
    accept_all(*engine, {fixture::command_of("approve", "wec2", {{"entry", 2}})});
    EXPECT_EQ(engine->rolled_back().has_value(), lost_size < 4) << lost_size;
  }
}

}  // namespace
}  // namespace recanvass::workflow
