#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;
using test::tally;

base::Json with(base::Json body, const std::string& member, const base::Json& value) {
  body[member] = value;
  return body;
}

TEST(ReadCounting, AWholeCountFailsNothing) {
  EXPECT_EQ(test::failures_of(test::counted_parts()), "");
  EXPECT_EQ(test::failures_of(test::small_parts()), "");
}

TEST(ReadCounting, PaperTouchedBeforeTheCommitmentIsWitnessedFailsV7Alone) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t witness = parts.find("witness.record");
  parts.entries.erase(parts.entries.begin() + static_cast<std::ptrdiff_t>(witness));
  EXPECT_EQ(test::failures_of(parts), "V7");
}

TEST(ReadCounting, ATallyThatDoesNotAddUpFailsV8Alone) {
  struct Case {
    const char* member;
    base::Json value;
  };
  // Batch B4: 40 ballots, 20 and 18 votes, 2 blank.
  for (const Case& row :
       {Case{"blank", 1}, Case{"blank", 3}, Case{"over", 1}, Case{"ballots", 41},
        Case{"votes", {{"a", 20}}}, Case{"votes", {{"a", 20}, {"b", 18}, {"c", 0}}},
        Case{"reason", "fog"}, Case{"reason", "other"}}) {
    BundleParts parts = test::counted_parts();
    for (const std::size_t n : {6U, 7U}) {
      parts.restate(parts.find("tally.enter", n), row.member, row.value);
    }
    EXPECT_EQ(test::failures_of(parts), "V8") << row.member << row.value.dump();
  }
}

TEST(ReadCounting, MoreVotesForAChoiceThanBallotsFailV8) {
  const auto parts_with = [](std::int64_t votes) {
    BundleParts parts = test::counted_parts();
    parts.restate(0, "vote_for", 2);
    for (const std::size_t n : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
      const std::uint64_t position = parts.find("tally.enter", n);
      parts.restate(position, "reason", "other");
      parts.restate(position, "words", "The second vote was not looked at.");
    }
    for (const std::size_t n : {6U, 7U}) {
      parts.restate(parts.find("tally.enter", n), "votes", {{"a", votes}, {"b", 18}});
    }
    return test::failures_of(parts);
  };
  EXPECT_EQ(parts_with(40).find("V8"), std::string::npos) << parts_with(40);
  EXPECT_NE(parts_with(41).find("V8"), std::string::npos) << parts_with(41);
}

TEST(ReadCounting, ATallyThatSaysWhyItDoesNotAddUpIsGood) {
  BundleParts parts = test::counted_parts();
  for (const std::size_t n : {6U, 7U}) {
    const std::uint64_t position = parts.find("tally.enter", n);
    parts.restate(position, "blank", 1);
    parts.restate(position, "reason", "torn-or-damaged");
    parts.restate(position, "words", "One ballot was torn.");
  }
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadCounting, WhoeverReadsWhatHeReadBeforeFailsV9Alone) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t second = parts.find("tally.enter", 7);
  ledger::Entry entry = parts.entries[second].entry;
  entry.author = "rock-1";
  parts.entries[second] = ledger::sign_entry(entry, test::kOrigin, test::key_of("rock-1"));
  EXPECT_EQ(test::failures_of(parts), "V9");
}

TEST(ReadCounting, ARevisionNamesTheOwnEntryThatItReplaces) {
  BundleParts parts = test::counted_parts();
  parts.entries.resize(parts.find("count.sign-off"));
  const std::string receipt = parts.receipt_of(parts.find("tally.enter", 6));
  BundleParts good = parts;
  good.say("tally.enter", "rock-1", with(tally("B4", 40, 21, 17), "replaces", receipt));
  EXPECT_EQ(test::failures_of(good), "");
  BundleParts unnamed = parts;
  unnamed.say("tally.enter", "rock-1", tally("B4", 40, 21, 17));
  EXPECT_EQ(test::failures_of(unnamed), "V9");
  BundleParts third = parts;
  third.say("tally.enter", "rock-3", tally("B4", 40, 21, 17));
  EXPECT_EQ(test::failures_of(third), "V9");
}

TEST(ReadCounting, AnEntryThatIsRevisedUntilItAgreesFailsV9) {
  BundleParts parts = test::counted_parts();
  parts.restate(parts.find("tally.enter", 7), "votes", {{"a", 19}, {"b", 19}});
  const ledger::SignedEntry sign_off = parts.entries.back();
  parts.entries.pop_back();
  const std::string receipt = parts.receipt_of(parts.find("tally.enter", 6));
  parts.say("tally.enter", "rock-1", with(tally("B4", 40, 19, 19), "replaces", receipt));
  parts.entries.push_back(
      ledger::sign_entry(sign_off.entry, test::kOrigin, test::key_of(sign_off.entry.author)));
  EXPECT_EQ(test::failures_of(parts), "V9");
}

// Batch B4 with entries that differ, settled by somebody.
BundleParts settled_by(const std::string& author) {
  BundleParts parts = test::counted_parts();
  parts.restate(parts.find("tally.enter", 7), "votes", {{"a", 19}, {"b", 19}});
  const ledger::SignedEntry sign_off = parts.entries.back();
  parts.entries.pop_back();
  if (!author.empty()) {
    parts.say("tally.adjudicate", author, with(tally("B4", 40, 20, 18), "cause", "entry-error"));
  }
  parts.entries.push_back(
      ledger::sign_entry(sign_off.entry, test::kOrigin, test::key_of(sign_off.entry.author)));
  return parts;
}

TEST(ReadCounting, OnlyAThirdPersonSettlesADifference) {
  EXPECT_EQ(test::failures_of(settled_by("rock-super")), "");
  EXPECT_EQ(test::failures_of(settled_by("")), "V9") << "signed off though they differ";
  BundleParts own = settled_by("rock-super");
  for (const std::size_t n : {6U, 7U}) {
    ledger::Entry entry = own.entries[own.find("tally.enter", n)].entry;
    if (n == 7U) entry.author = "rock-super";
    own.entries[own.find("tally.enter", n)] =
        ledger::sign_entry(entry, test::kOrigin, test::key_of(entry.author));
  }
  EXPECT_EQ(test::failures_of(own), "V9");
  BundleParts needless = test::counted_parts();
  needless.entries.pop_back();
  needless.say("tally.adjudicate", "rock-super",
               with(tally("B4", 40, 20, 18), "cause", "entry-error"));
  EXPECT_EQ(test::failures_of(needless), "V9");
}

TEST(ReadCounting, ASettlementNamesACauseThatIsKnown) {
  BundleParts parts = settled_by("rock-super");
  parts.restate(parts.find("tally.adjudicate"), "cause", "because");
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(ReadCounting, FiguresOfNeitherEntryAreSettledWithWords) {
  BundleParts parts = settled_by("rock-super");
  const std::uint64_t settling = parts.find("tally.adjudicate");
  parts.restate(settling, "votes", {{"a", 18}, {"b", 20}});
  EXPECT_EQ(test::failures_of(parts).substr(0, 2), "V9");
  BundleParts with_words = settled_by("rock-super");
  with_words.restate(settling, "words", "two ballots stuck together in both readings");
  EXPECT_EQ(test::failures_of(with_words), "");
  with_words.restate(settling, "votes", {{"a", 18}, {"b", 20}});
  EXPECT_EQ(test::failures_of(with_words), "V9") << "nobody confirmed it before the sign-off";
}

// The same, and somebody confirms it.
std::string failures_confirmed_by(const std::string& second) {
  BundleParts parts = settled_by("rock-super");
  const std::uint64_t settling = parts.find("tally.adjudicate");
  parts.restate(settling, "words", "two ballots stuck together in both readings");
  parts.restate(settling, "votes", {{"a", 18}, {"b", 20}});
  const ledger::SignedEntry sign_off = parts.entries.back();
  parts.entries.pop_back();
  parts.say("approve", second, {{"entry", settling}});
  parts.entries.push_back(
      ledger::sign_entry(sign_off.entry, test::kOrigin, test::key_of(sign_off.entry.author)));
  return test::failures_of(parts);
}

TEST(ReadCounting, FiguresOfNeitherEntryTakeASecondPersonWhoMadeNeither) {
  EXPECT_EQ(failures_confirmed_by("rock-super"), "V6");
  EXPECT_EQ(failures_confirmed_by("rock-1"), "V5 V6 V9") << "who made one of the entries";
  EXPECT_EQ(failures_confirmed_by("dane-super"), "V6");
}

TEST(ReadCounting, AUnitThatIsSignedOffIsClosedUntilTwoPersonsOpenIt) {
  BundleParts parts = test::counted_parts();
  const std::string receipt = parts.receipt_of(parts.find("tally.enter", 6));
  const base::Json revision = with(tally("B4", 40, 21, 17), "replaces", receipt);
  BundleParts closed = parts;
  closed.say("tally.enter", "rock-1", revision);
  EXPECT_EQ(test::failures_of(closed), "V9");
  const std::uint64_t act =
      parts.say("count.reopen", "rock-super", {{"unit", "R1"}, {"reason", "found one more"}});
  BundleParts waiting = parts;
  waiting.say("tally.enter", "rock-1", revision);
  EXPECT_EQ(test::failures_of(waiting), "V9") << "nobody approved it";
  parts.say("approve", "rock-clerk", {{"entry", act}});
  parts.say("tally.enter", "rock-1", revision);
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadCounting, ABatchThatIsNotOnTheManifestFailsV7) {
  BundleParts parts = test::counted_parts();
  parts.say("tally.enter", "rock-1", tally("B9", 40, 20, 18));
  EXPECT_EQ(test::failures_of(parts), "V7");
}

TEST(ReadCounting, AnExtraBatchIsAnIncidentThatMustBeResolvedBeforeTheSignOff) {
  BundleParts parts = test::counted_parts();
  const ledger::SignedEntry sign_off = parts.entries.back();
  parts.entries.pop_back();
  const std::uint64_t extra = parts.say("batch.extra", "rock-super",
                                        {{"batch", "B9"},
                                         {"unit", "R1"},
                                         {"container", "C-rock"},
                                         {"ballots", 12},
                                         {"reason", "left in the machine"}});
  parts.say("tally.enter", "rock-1", tally("B9", 12, 6, 6));
  parts.say("tally.enter", "rock-2", tally("B9", 12, 6, 6));
  BundleParts nowhere = parts;
  nowhere.restate(extra, "container", "C-none");
  EXPECT_EQ(test::failures_of(nowhere), "V7 V21");
  BundleParts open = parts;
  open.entries.push_back(sign_off);
  EXPECT_EQ(test::failures_of(open), "V9");
  parts.say("incident.resolve", "rock-clerk", {{"incident", extra}, {"words", "It was found."}});
  parts.entries.push_back(sign_off);
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadCounting, AContainerIsHandledByTwoPeopleAndABrokenSealIsAnIncident) {
  BundleParts one = test::counted_parts();
  one.restate(one.find("container.open"), "handled_by", {"Ann", "Ann"});
  EXPECT_EQ(test::failures_of(one), "V6");
  BundleParts spelled = test::counted_parts();
  spelled.restate(spelled.find("container.close"), "handled_by", {"A. Ann", "a ann"});
  EXPECT_EQ(test::failures_of(spelled), "V6");
  BundleParts account = test::counted_parts();
  account.restate(account.find("container.open"), "handled_by", {"dane-1", "Dane 1"});
  EXPECT_EQ(test::failures_of(account), "V6");
  BundleParts old_seal = test::counted_parts();
  old_seal.restate(old_seal.find("container.close"), "seal", "1");
  EXPECT_EQ(test::failures_of(old_seal), "V9");
  BundleParts other_seal = test::counted_parts();
  other_seal.restate(other_seal.find("container.open"), "seal", "2");
  EXPECT_EQ(test::failures_of(other_seal), "V5 V9 V21") << "closed and signed off with it open";
  BundleParts broken = test::counted_parts();
  broken.restate(broken.find("container.open"), "condition", "broken");
  EXPECT_EQ(test::failures_of(broken), "V5 V9 V21");
}

TEST(ReadCounting, AVoidBatchCountsNowhere) {
  BundleParts parts = test::counted_parts();
  parts.entries.resize(parts.find("count.sign-off"));
  const std::uint64_t act =
      parts.say("batch.void", "dane-super", {{"batch", "B2"}, {"reason", "wrong box"}});
  parts.say("approve", "dane-clerk", {{"entry", act}});
  for (const char* id : {"W1", "W2"}) parts.say("count.sign-off", "dane-super", {{"unit", id}});
  EXPECT_EQ(test::failures_of(parts), "");
  const std::string results = test::files_of(parts).at("public/results.csv");
  EXPECT_NE(results.find("dane,W1,Ward W1,counted,,1,100,60,38,2,0\r\n"), std::string::npos)
      << results;
}

TEST(ReadCounting, WhoEnteredABatchDoesNotSignItsUnitOff) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t second = parts.find("tally.enter", 7);
  ledger::Entry entry = parts.entries[second].entry;
  entry.author = "rock-super";  // who signs R1 off
  parts.entries[second] = ledger::sign_entry(entry, test::kOrigin, test::key_of("rock-super"));
  EXPECT_EQ(test::failures_of(parts), "V9");
}

}  // namespace
}  // namespace recanvass::verify
