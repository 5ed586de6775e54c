#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

std::string words_of(const BundleParts& parts, CheckId id) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  return std::string(id_of(verdict.of(id).outcome)) + ": " + verdict.of(id).words;
}

TEST(Conclude, EachCheckSaysWhatItSawAndWhatItDidNot) {
  const BundleParts counted = test::counted_parts();
  EXPECT_EQ(words_of(counted, CheckId::V8),
            "passed: 8 tallies were added up again; 0 say why ballots or votes differ");
  EXPECT_EQ(
      words_of(counted, CheckId::V9),
      "passed: 3 of 3 units signed off; 4 batches with two equal entries, 0 settled by a third "
      "person, 0 set aside by two persons, 0 open, 0 withheld (V18). That nobody saw the "
      "other's entry a ledger cannot show");
  EXPECT_EQ(words_of(counted, CheckId::V11),
            "not checked: 3 units were put to the rules again: 3 open; none has a worksheet, so "
            "voters were not compared with ballots");
  EXPECT_EQ(words_of(counted, CheckId::V12),
            "not checked: 3 units compared, 1 changed: 0 with a cause, 0 minuted as unexplained, 1 "
            "without either");
  EXPECT_EQ(words_of(counted, CheckId::V14),
            "not checked: nothing was stated or certified. ON WHAT THE COUNT RESTS: Nothing on the "
            "record asks for this count: no petition that stands, no recount recorded as "
            "ordered by the law itself, and no order with its document");
  EXPECT_EQ(words_of(counted, CheckId::V15), "not checked: no entry is about the fee");
  EXPECT_EQ(words_of(counted, CheckId::V19), "passed: all kinds are known to this program");
}

TEST(Conclude, WhereFiguresAreWithheldTheCheckIsNotSaidToBeWhole) {
  EXPECT_EQ(words_of(test::small_parts(), CheckId::V12),
            "not checked: 2 units compared, 1 changed: 0 with a cause, 0 minuted as unexplained, 1 "
            "without either; 2 units given only together were not compared");
  BundleParts open = test::committed_parts();
  open.hidden[open.find("returns.add", 0)] = {"open", ""};
  EXPECT_EQ(words_of(open, CheckId::V7).substr(0, 12), "not checked:");
}

TEST(Conclude, AnEarlierTimeIsSaidAndTheOrderStaysTheLedgers) {
  BundleParts parts = test::counted_parts();
  ledger::Entry entry = parts.entries.back().entry;
  entry.claimed_time = "2016-11-27T10:00:00Z";
  parts.entries.back() = ledger::sign_entry(entry, test::kOrigin, test::key_of(entry.author));
  EXPECT_NE(words_of(parts, CheckId::V5).find("1 entry claim an earlier time"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::verify
