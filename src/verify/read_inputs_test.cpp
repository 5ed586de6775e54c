#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using test::BundleParts;

// The commitment is compared with what was added before it: one changed figure, signed again by its
// author, and with a witness who saw that ledger, still fails.
TEST(ReadInputs, FiguresThatAreNotThoseCommittedToFailV7Alone) {
  struct Case {
    const char* kind;
    const char* member;
    base::Json value;
  };
  for (const Case& row : {
           Case{"manifest.add",
                "batches",
                {{{"batch", "B1"}, {"container", "C-dane"}, {"unit", "W1"}, {"ballots", 100}},
                 {{"batch", "B2"}, {"container", "C-dane"}, {"unit", "W1"}, {"ballots", 50}},
                 {{"batch", "B3"}, {"container", "other"}, {"unit", "W2"}, {"ballots", 10}}}},
           Case{"outcome.report", "votes", {{"a", 115}, {"b", 79}}},
           Case{"outcome.report", "votes", {{"a", 114}}},
           Case{"choice.map", "spelling", "Choice B"},
           Case{"choice.map", "choice", "c"},
           Case{"commitment.publish", "inputs_sha256", std::string(64, '0')},
       }) {
    BundleParts parts = test::committed_parts();
    parts.entries.pop_back();
    parts.restate(parts.find(row.kind), row.member, row.value);
    parts.record_witness();
    EXPECT_EQ(test::failures_of(parts), "V7") << row.kind << " " << row.member;
  }
}

TEST(ReadInputs, AUnitWithoutABatchOrWithoutReturnsFailsV7) {
  BundleParts parts = test::committed_parts();
  parts.entries.pop_back();
  base::Json batches = parts.entries[parts.find("manifest.add", 1)].entry.body["batches"];
  batches[0]["unit"] = "R2";
  parts.restate(parts.find("manifest.add", 1), "batches", batches);
  parts.record_witness();
  EXPECT_EQ(test::failures_of(parts), "V7");
}

TEST(ReadInputs, AUnitThatLooksLikeAnotherFailsV7) {
  const base::Json extra = {
      {"unit", "W9"}, {"county", "dane"}, {"name", "Ward 9"}, {"reason", "found"}};
  for (const auto& [member, value, failures] :
       {std::tuple{"unit", "W9", ""}, std::tuple{"unit", "w1", "V7"},
        std::tuple{"name", "WARD  W1", "V7"}, std::tuple{"name", "W\u0430rd W1", "V7"}}) {
    BundleParts parts = test::committed_parts();
    base::Json body = extra;
    body[member] = value;
    parts.say("approve", "state-2", {{"entry", parts.say("unit.extra", "dane-clerk", body)}});
    EXPECT_EQ(test::failures_of(parts), failures) << value;
  }
}

TEST(ReadInputs, NothingIsAddedAfterTheCommitment) {
  for (const char* kind : {"manifest.add", "returns.add", "outcome.report", "choice.map"}) {
    BundleParts parts = test::committed_parts();
    const ledger::Entry entry = parts.entries[parts.find(kind)].entry;
    parts.say(kind, entry.author, entry.body);
    EXPECT_EQ(test::failures_of(parts), "V7") << kind;
  }
}

TEST(ReadInputs, CardsThatAreCommittedToByHashPass) {
  EXPECT_EQ(test::failures_of(test::parts_with_cards()), "");
}

// Whatever a forger changes of an import is no longer what was published, or no import at all.
TEST(ReadInputs, AnImportThatIsNotTheOneCommittedToFails) {
  struct Case {
    const char* member;
    base::Json value;
    const char* failures;
  };
  const base::Json source = {
      {"name", "cvr.csv"}, {"bytes", 9}, {"source_sha256", std::string(64, 'a')}};
  base::Json bad_hash = source;
  bad_hash["source_sha256"] = "A";
  base::Json no_size = source;
  no_size.erase("bytes");
  for (const Case& row : {
           Case{"store_sha256", std::string(64, 'c'), "V7"},
           Case{"cards", 161, "V7"},
           Case{"import", "rock", "V7"},
           Case{"format", "ES&S", "V7"},
           Case{"ignored", {{"empty rows", 1}}, "V7"},
           Case{"store_sha256", std::string(64, 'G'), "V5 V7"},
           Case{"ballots", 161, "V5 V7"},
           Case{"sources", base::Json::array(), "V5 V7"},
           Case{"sources", {bad_hash}, "V5 V7"},
           Case{"sources", {no_size}, "V5 V7"},
           Case{"sources", {source, source}, "V5 V7"},
           Case{"county", "rock", "V5 V7"},
       }) {
    BundleParts parts = test::parts_with_cards();
    parts.entries.pop_back();
    parts.restate(parts.find("cards.import"), row.member, row.value);
    parts.record_witness();
    EXPECT_EQ(test::failures_of(parts), row.failures) << row.member << " " << row.value;
  }
}

TEST(ReadInputs, TheFilesOfAnImportUnderAnotherNameAreASecondTime) {
  base::Json other_store = test::cards_import("again");
  other_store["store_sha256"] = std::string(64, 'c');
  base::Json other_source = test::cards_import("again");
  other_source["sources"][0]["source_sha256"] = std::string(64, 'c');
  base::Json neither = other_source;
  neither["store_sha256"] = std::string(64, 'c');
  for (const auto& [second, failures] :
       {std::pair{test::cards_import("again"), "V7"}, std::pair{other_store, "V7"},
        std::pair{other_source, "V7"}, std::pair{neither, ""}}) {
    BundleParts parts = test::parts_with_cards();
    base::Json body = second;
    body["reason"] = "it came late";
    const std::uint64_t act = parts.say("cards.correct", "dane-clerk", body);
    parts.say("approve", "state-2", {{"entry", act}});
    EXPECT_EQ(test::failures_of(parts), failures) << second;
  }
}

TEST(ReadInputs, CardsChangeAfterTheCommitmentByTwoPersonsOnly) {
  BundleParts late = test::parts_with_cards();
  base::Json of_late = test::cards_import("late");
  of_late["store_sha256"] = std::string(64, 'd');
  of_late["sources"][0]["source_sha256"] = std::string(64, 'd');
  late.say("cards.import", "dane-clerk", of_late);
  EXPECT_EQ(test::failures_of(late), "V7");

  base::Json other = test::cards_import("dane");
  other["cards"] = 170;
  other["reason"] = "a batch was missing";
  BundleParts corrected = test::parts_with_cards();
  const std::uint64_t act = corrected.say("cards.correct", "dane-clerk", other);
  corrected.say("approve", "state-2", {{"entry", act}});
  EXPECT_EQ(test::failures_of(corrected), "");

  other["county"] = "rock";
  BundleParts moved = test::parts_with_cards();
  const std::uint64_t to_rock = moved.say("cards.correct", "state", other);
  moved.say("approve", "state-2", {{"entry", to_rock}});
  EXPECT_EQ(test::failures_of(moved), "V7");

  BundleParts alone = test::parts_with_cards();
  other["county"] = "dane";
  const std::uint64_t own = alone.say("cards.correct", "dane-clerk", other);
  alone.say("approve", "dane-clerk", {{"entry", own}});
  EXPECT_EQ(test::failures_of(alone), "V6");
}

// R2, found after the inputs were fixed, with a batch of 12 ballots; all but the incidents' words.
BundleParts found_late(bool approved) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t unit = parts.say("unit.extra", "rock-super",
                                       {{"unit", "R2"},
                                        {"county", "rock"},
                                        {"name", "Ward R2"},
                                        {"reason", "its bag stood behind another"}});
  if (approved) parts.say("approve", "rock-clerk", {{"entry", unit}});
  const std::uint64_t batch = parts.say("batch.extra", "rock-super",
                                        {{"batch", "B9"},
                                         {"unit", "R2"},
                                         {"container", "C-rock"},
                                         {"ballots", 12},
                                         {"reason", "found with it"}});
  for (const char* team : {"rock-1", "rock-2"}) {
    parts.say("tally.enter", team, test::tally("B9", 12, 7, 5));
  }
  for (const std::uint64_t incident : {unit, batch}) {
    if (incident == unit && !approved) continue;
    parts.say("incident.resolve", "state", {{"incident", incident}, {"words", "counted"}});
  }
  parts.say("count.sign-off", "rock-super", {{"unit", "R2"}});
  return parts;
}

TEST(ReadInputs, AUnitFoundAfterTheCommitmentIsAddedByTwoAndExplained) {
  EXPECT_EQ(test::failures_of(found_late(true)), "");
  EXPECT_NE(test::failures_of(found_late(false)).find("V7"), std::string::npos)
      << "nobody approved it";
  BundleParts again = found_late(true);
  again.say(
      "approve", "rock-clerk",
      {{"entry",
        again.say(
            "unit.extra", "rock-super",
            {{"unit", "R2"}, {"county", "rock"}, {"name", "Ward R2"}, {"reason", "once more"}})}});
  EXPECT_EQ(test::failures_of(again), "V7");
  BundleParts unresolved = found_late(true);
  const std::uint64_t words = unresolved.find("incident.resolve");
  unresolved.restate(words, "words", "");
  EXPECT_NE(test::failures_of(unresolved), "");
  BundleParts early = test::committed_parts();
  early.entries.resize(early.find("commitment.publish"));
  early.say(
      "approve", "rock-clerk",
      {{"entry",
        early.say(
            "unit.extra", "rock-super",
            {{"unit", "R2"}, {"county", "rock"}, {"name", "Ward R2"}, {"reason", "early"}})}});
  EXPECT_EQ(test::failures_of(early), "V7");
}

TEST(ReadInputs, AWitnessThatIsUnknownSawAnotherLedgerOrDidNotSignFailsV7) {
  struct Case {
    const char* member;
    base::Json value;
  };
  for (const Case& row : {Case{"witness", "nobody"}, Case{"size", 3}, Case{"size", 1000},
                          Case{"root", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}) {
    BundleParts parts = test::committed_parts();
    parts.restate(parts.find("witness.record"), row.member, row.value);
    EXPECT_EQ(test::failures_of(parts), "V7") << row.member;
  }
}

TEST(ReadInputs, WithoutACommitmentNothingWasCheckedAndNothingFails) {
  BundleParts parts = test::committed_parts();
  parts.entries.resize(parts.find("commitment.publish"));
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V7).outcome, Outcome::NotChecked);
}

// Before the commitment, whose hash then holds it.
TEST(ReadInputs, AChoicesIdOrNameIsNoSpellingOfAnother) {
  for (const auto& [spelling, says] :
       {std::pair{"b", true}, std::pair{"B", true}, std::pair{"A", false}}) {
    BundleParts parts = test::committed_parts();
    parts.restate(parts.find("choice.map"), "spelling", spelling);
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    const bool said = std::ranges::any_of(verdict.of(CheckId::V7).faults, [](const Fault& fault) {
      return fault.words.find("which is how b is written, to a") != std::string::npos;
    });
    EXPECT_EQ(said, says) << spelling;
  }
}

}  // namespace
}  // namespace recanvass::verify
