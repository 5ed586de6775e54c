#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

using fixture::accept_all;
using fixture::account;
using fixture::command_of;
using fixture::ended;
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
  accept_all(*engine, {opening(), fixture::county_account("clerk", "county-officer", 99),
                       account("nobody", "state-officer", 2)});
  Command absent = account("x", "state-officer", 3);
  absent.author = "nobody";
  const Command differs =
      command_of("container.record", "clerk", {{"container", "C1"}, {"county", "us-wi-dane"}});
  EXPECT_EQ(endings(accept_all(*engine, {absent, differs})), (Words{"key.absent", "key.differs"}));
  EXPECT_EQ(engine->operation().entries, 3U);
}

std::string told(const Answer& answer) {
  std::string text = ended(answer);
  for (const base::Problem& problem : answer.problems) {
    text += "|" + problem.found + "|" + problem.wanted + "|" + problem.mend;
  }
  return text;
}

// What a counter could send in another's name to learn what the other entered.
std::vector<Command> guesses_at(const Command& sheet) {
  std::vector<Command> guesses = {sheet};
  for (std::int64_t a = 58; a <= 62; ++a) {
    guesses.push_back(fixture::tally("team-2", "B1", 100, a, 100 - a));
  }
  Command other_words = sheet;
  other_words.body["blank"] = 1;
  Command other_kind = sheet;
  other_kind.kind = "batch.take";
  Command no_batch = fixture::tally("team-2", "B99", 100, 60, 40);
  Command no_sense = sheet;
  no_sense.body = base::Json{{"votes", 7}};
  Command no_kind = sheet;
  no_kind.kind = "tally.guess";
  for (const Command& more : {other_words, other_kind, no_batch, no_sense, no_kind}) {
    guesses.push_back(more);
  }
  return guesses;
}

TEST(EngineAccept, WithoutTheAuthorsKeyEveryGuessAtAnEntryGetsOneAndTheSameRefusal) {
  EngineBench bench;
  const Command sheet = fixture::tally("team-2", "B1", 100, 60, 40);
  {
    const auto engine = bench.open();
    fixture::make_ready(*engine);
    ASSERT_EQ(endings(accept_all(*engine, {sheet})), (Words{"accepted"}));
  }
  for (const auto& [cause, forged] :
       {std::pair("key.absent", false), std::pair("key.differs", true)}) {
    bench.keys = {};
    bench.keys.add("team-1", fixture::key_numbered(4));
    if (forged) bench.keys.add("team-2", fixture::key_numbered(99));
    const auto engine = bench.open();
    std::set<std::string> answers;
    const auto guesses = guesses_at(sheet);
    for (const Answer& answer : accept_all(*engine, guesses)) answers.insert(told(answer));
    for (const Command& guess : guesses) answers.insert(told(accept_all(*engine, {guess})[0]));
    ASSERT_EQ(answers.size(), 1U) << cause;
    EXPECT_TRUE(answers.begin()->starts_with(cause)) << *answers.begin();
    EXPECT_EQ(endings(accept_all(*engine, {fixture::tally("team-1", "B1", 100, 60, 40)})),
              (Words{forged ? "repeated" : "accepted"}));
  }
}

// What the clerk typed of the machine's figures is not told to a counter either.
TEST(EngineAccept, WithoutTheAuthorsKeyReportedFiguresCannotBeGuessed) {
  EngineBench bench;
  const std::vector<Command> inputs = fixture::input_commands();
  accept_all(*bench.open(), inputs);
  Command returns = inputs.at(8);
  ASSERT_EQ(returns.kind, "returns.add");
  Command wrong = returns;
  wrong.body["units"][0]["votes"]["a"] = 91;
  bench.keys = {};
  bench.keys.add("team-1", fixture::key_numbered(4));
  const auto answers = accept_all(*bench.open(), {returns, wrong});
  EXPECT_EQ(told(answers[0]), told(answers[1]));
  EXPECT_EQ(ended(answers[0]), "key.absent");
}

TEST(EngineAccept, ARefusalForWantOfAKeyOrForAKeyReusedStopsItsStream) {
  EngineBench bench;
  const auto engine = bench.open();
  const Command first = account("x1", "observer", 9);
  accept_all(*engine, {opening(), first, account("nobody", "observer", 12)});
  Command reused = first;
  reused.body["name"] = "Another";
  Command absent = account("x2", "observer", 10);
  absent.author = "nobody";
  for (const auto& [command, cause] :
       {std::pair(reused, "key.reused"), std::pair(absent, "key.absent")}) {
    const std::vector<Submission> group = {fixture::line(command, 1),
                                           fixture::line(account("x3", "observer", 11), 2)};
    EXPECT_EQ(endings(engine->accept(group, AfterRefusal::StopStream)),
              (Words{cause, "not-tried"}));
  }
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

using store::FaultKind;
using store::FaultPoint;

TEST(EngineAccept, F1_KilledBetweenSavingAndAnsweringTheRetryGetsTheReceiptOfWhatWasSaved) {
  EngineBench bench;
  accept_all(*bench.open(), {opening()});
  const auto dying = bench.open();
  const Command command = account("clerk", "state-officer", 2);
  bench.plan.add_ahead({FaultPoint::Sync, 1, FaultKind::Kill, 0});
  EXPECT_EQ(endings(accept_all(*dying, {command})), (Words{"store.unreachable"}));
  const auto next = bench.open();
  EXPECT_EQ(next->operation().entries, 2U) << "it was saved";
  const auto retry = accept_all(*next, {command});
  EXPECT_EQ(endings(retry), (Words{"repeated"}));
  const auto leaves = next->storage().read(1, 2);
  EXPECT_EQ(retry[0].receipt, ledger::receipt_code((*leaves)[0]));
}

TEST(EngineAccept, F2_KilledWhileSavingTheRetryIsTheFirst) {
  EngineBench bench;
  accept_all(*bench.open(), {opening()});
  const auto dying = bench.open();
  const Command command = account("clerk", "state-officer", 2);
  bench.plan.add_ahead({FaultPoint::Write, 1, FaultKind::Kill, 40});
  EXPECT_EQ(endings(accept_all(*dying, {command})), (Words{"store.unreachable"}));
  const auto next = bench.open();
  EXPECT_EQ(next->operation().entries, 1U);
  EXPECT_EQ(endings(accept_all(*next, {command})), (Words{"accepted"}));
}

TEST(EngineAccept, F3_WhenTheDiskIsFullTheWholeGroupIsRefusedAndTheStateIsAsBefore) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening()});
  const Command one = account("x1", "observer", 9);
  const Command same = account("x1", "observer", 9);
  bench.plan.add_ahead({FaultPoint::Write, 1, FaultKind::DiskFull, 10});
  const auto full = accept_all(*engine, {opening(), one, same});
  EXPECT_EQ(endings(full), (Words{"store.disk-full", "store.disk-full", "store.disk-full"}))
      << "what was refused beside an entry that is not saved was not decided either";
  EXPECT_EQ(endings(accept_all(*engine, {one, same})), (Words{"accepted", "account.exists"}));
  EXPECT_EQ(bench.open()->root(), engine->root());
}

TEST(EngineAccept, F5_AfterAFailedSyncNothingIsAcceptedAndEarlierReceiptsAreStillGiven) {
  EngineBench bench;
  const auto engine = bench.open();
  const Command before = account("x1", "observer", 9);
  const auto first = accept_all(*engine, {opening(), before});
  bench.plan.add_ahead({FaultPoint::Sync, 1, FaultKind::Error, 0});
  EXPECT_EQ(endings(accept_all(*engine, {account("x2", "observer", 10)})), (Words{"store.io"}));
  const auto after = accept_all(*engine, {account("x3", "observer", 11), before});
  EXPECT_EQ(endings(after), (Words{"store.read-only", "repeated"}));
  EXPECT_EQ(after[1].receipt, first[1].receipt);
  EXPECT_EQ(after[0].problems[0].place.file, "memory") << "the store is named, not the line";
  EXPECT_EQ(after[0].problems[0].place.row, 0);
}

TEST(EngineAccept, F17_ATimeBeforeThatOfAnEarlierEntryIsAWarningAndTheOrderIsThatOfArrival) {
  EngineBench bench;
  const auto engine = bench.open();
  Command back = account("x1", "observer", 9);
  back.claimed_time = "2016-11-28T07:00:00Z";
  Command same = account("x2", "observer", 10);
  bench.plan.add_ahead({FaultPoint::Clock, 2, FaultKind::ClockBack, 3 * 3600 * 1000});
  const auto answers = accept_all(*engine, {opening(), back, same});
  EXPECT_EQ(endings(answers), (Words{"accepted", "accepted", "accepted"}));
  EXPECT_EQ(answers[1].warnings.size(), 1U);
  EXPECT_NE(answers[1].warnings[0].find("2016-11-28T10:00:00Z"), std::string::npos);
  EXPECT_TRUE(answers[2].warnings.empty()) << "a time equal to the latest is not before it";
  EXPECT_EQ(answers[1].position, 1U);
  EXPECT_EQ(answers[2].position, 2U);
  accept_all(*engine, {account("x3", "observer", 11)});
  EXPECT_GT(engine->storage().health().clock_behind_ms, 3 * 3600 * 1000 - 1000);
}

TEST(EngineAccept, TheSameFiguresUnderAnotherKeyGetTheFirstReceipt) {
  EngineBench bench;
  const auto engine = bench.open();
  fixture::make_ready(*engine);
  const Command sheet = fixture::tally("team-1", "B1", 100, 60, 40);
  const Command twice = fixture::tally("team-1", "B1", 100, 60, 40);
  const auto answers = accept_all(*engine, {sheet, twice});
  EXPECT_EQ(endings(answers), (Words{"accepted", "repeated"}));
  EXPECT_EQ(answers[0].receipt, answers[1].receipt);
  EXPECT_EQ(accept_all(*bench.open(), {twice})[0].receipt, answers[0].receipt);
}

TEST(EngineAccept, AfterARefusalOnlyItsOwnStreamStopsWhenAsked) {
  EngineBench bench;
  const auto engine = bench.open();
  accept_all(*engine, {opening()});
  const std::vector<Submission> group = {fixture::line(account("wec", "observer", 9), 1, 0),
                                         fixture::line(account("x1", "observer", 9), 1, 1),
                                         fixture::line(account("x2", "observer", 10), 2, 0)};
  EXPECT_EQ(endings(engine->accept(group, AfterRefusal::StopStream)),
            (Words{"account.exists", "accepted", "not-tried"}));
}

TEST(EngineAccept, ACommandThatNoLeafHoldsIsRefusedAndSoIsAFileThatIsNotStored) {
  EngineBench bench;
  const auto engine = bench.open();
  Command large = opening();
  for (int i = 0; i < 3000; ++i) {
    large.body["counties"].push_back({{"id", "c" + std::to_string(i)}, {"name", "County"}});
  }
  EXPECT_EQ(endings(accept_all(*engine, {large})), (Words{"command.too-long"}));
  EXPECT_EQ(endings(accept_all(*engine, {opening()})), (Words{"accepted"}));
}

TEST(EngineAccept, ARehearsalIsALedgerOfItsOwn) {
  EngineBench rehearsal;
  Command practice = opening();
  practice.body["origin"] = "elections.example/wi-2016-rehearsal";
  practice.body["training"] = true;
  const auto first = rehearsal.open();
  EXPECT_EQ(endings(accept_all(*first, {practice})), (Words{"accepted"}));
  ASSERT_TRUE(first->keep_checkpoint().ok());
  EngineBench official;
  official.keys = rehearsal.keys;
  const auto second = official.open();
  EXPECT_EQ(endings(accept_all(*second, {practice})), (Words{"operation.origin-used"}));
  EXPECT_EQ(endings(accept_all(*second, {opening()})), (Words{"accepted"}));
  EXPECT_TRUE(second->keep_checkpoint().ok());
}

TEST(EngineAccept, BeforeTheOperationIsOpenOnlyItsOpeningIsTakenWithTheKeyThatItStates) {
  EngineBench bench;
  const auto engine = bench.open();
  Command other_key = opening();
  other_key.body["officer_key"] = fixture::key_text(44);
  EXPECT_EQ(endings(accept_all(*engine, {account("x1", "observer", 9), other_key})),
            (Words{"operation.not-open", "key.differs"}));
  EXPECT_EQ(*engine->storage().size(), 0U);
}

}  // namespace
}  // namespace recanvass::workflow
