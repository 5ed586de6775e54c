#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

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
                {{{"batch", "B1"}, {"container", "C-W1"}, {"unit", "W1"}, {"ballots", 100}},
                 {{"batch", "B2"}, {"container", "C-W1"}, {"unit", "W1"}, {"ballots", 50}},
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

TEST(ReadInputs, NothingIsAddedAfterTheCommitment) {
  for (const char* kind : {"manifest.add", "returns.add", "outcome.report", "choice.map"}) {
    BundleParts parts = test::committed_parts();
    const ledger::Entry entry = parts.entries[parts.find(kind)].entry;
    parts.say(kind, entry.author, entry.body);
    EXPECT_EQ(test::failures_of(parts), "V7") << kind;
  }
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

}  // namespace
}  // namespace recanvass::verify
