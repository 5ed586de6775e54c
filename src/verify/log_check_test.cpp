#include "verify/log_check.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;
using test::TestFolder;

class LogCheck : public ::testing::Test {
 protected:
  Verdict verdict(const BundleParts& parts, const std::function<void(VerifyRequest&)>& change) {
    const TestFolder folder;
    test::write_bundle(parts, folder.path());
    VerifyRequest request = test::request_for(folder.path());
    change(request);
    return test::verdict_of(request);
  }
};

TEST_F(LogCheck, WithoutAKeyTheOriginIsNotCheckedAndNothingFails) {
  const Verdict read = verdict(test::counted_parts(), [](VerifyRequest& request) {
    request.log_key.reset();
    request.witness_keys.clear();
  });
  EXPECT_EQ(test::failures_in(read), "");
  EXPECT_EQ(read.of(CheckId::V2).outcome, Outcome::NotChecked);
  EXPECT_NE(read.of(CheckId::V2).words.find("origin not checked"), std::string::npos);
  EXPECT_EQ(read.of(CheckId::V3).outcome, Outcome::NotChecked);
  EXPECT_NE(read.of(CheckId::V3).words.find("press.example at 2016-11-28 10:00 UTC"),
            std::string::npos)
      << read.of(CheckId::V3).words;
}

TEST_F(LogCheck, WithoutACosignatureItIsSaidHowFarTheEntriesRecordOne) {
  BundleParts parts = test::counted_parts();
  parts.witnesses.clear();
  const Verdict read = verdict(parts, [](VerifyRequest& request) { request.witness_keys.clear(); });
  EXPECT_EQ(read.of(CheckId::V3).outcome, Outcome::NotChecked);
  const std::string& words = read.of(CheckId::V3).words;
  const std::string size = std::to_string(parts.find("witness.record"));
  EXPECT_NE(words.find("press.example cosigned the first " + size + " entries"), std::string::npos)
      << words;
}

TEST_F(LogCheck, AWrongLogKeyFailsWhatTheLogSignedAndNothingElse) {
  const auto wrong = [](VerifyRequest& request) {
    request.log_key->key = test::key_of("other").public_key();
  };
  EXPECT_EQ(test::failures_in(verdict(test::counted_parts(), wrong)), "V2 V20");
}

TEST_F(LogCheck, AWitnessThatIsMissingOrReplacedFailsV3Alone) {
  BundleParts none = test::counted_parts();
  none.witnesses.clear();
  EXPECT_EQ(test::failures_in(verdict(none, [](VerifyRequest&) {})), "V3");
  BundleParts replaced = test::counted_parts();
  replaced.witnesses = {"other.example"};
  EXPECT_EQ(test::failures_in(verdict(replaced, [](VerifyRequest&) {})), "V3");
}

TEST_F(LogCheck, ALedgerThatGrewExtendsItsEarlierCheckpoint) {
  const auto since = [](const BundleParts& earlier) {
    return [note = test::files_of(earlier).at("checkpoint")](VerifyRequest& request) {
      request.since = note;
    };
  };
  const Verdict grew = verdict(test::counted_parts(), since(test::committed_parts()));
  EXPECT_EQ(grew.of(CheckId::V16).outcome, Outcome::Passed);
  BundleParts forked = test::committed_parts();
  forked.restate(forked.find("choice.map"), "spelling", "Choice X");
  EXPECT_EQ(test::failures_in(verdict(test::counted_parts(), since(forked))), "V16");
  EXPECT_EQ(test::failures_in(verdict(test::committed_parts(), since(test::counted_parts()))),
            "V16")
      << "a ledger that was cut";
  BundleParts other = test::committed_parts();
  other.origin = "elections.example/other";
  EXPECT_EQ(test::failures_in(verdict(test::counted_parts(), since(other))), "V16");
  BundleParts unsigned_before = test::committed_parts();
  unsigned_before.log_signer = "forger";
  EXPECT_EQ(test::failures_in(verdict(test::counted_parts(), since(unsigned_before))), "V16");
}

TEST_F(LogCheck, AReceiptIsFoundAndProvedInTheTreeAlsoWhenItsEntryIsWithheld) {
  const BundleParts parts = test::small_parts();
  const std::uint64_t given = parts.find("tally.enter", 0);
  const std::uint64_t withheld = parts.hidden.begin()->first;
  const Verdict read = verdict(parts, [&](VerifyRequest& request) {
    request.receipts = {parts.receipt_of(given), parts.receipt_of(withheld)};
  });
  EXPECT_EQ(read.of(CheckId::V17).outcome, Outcome::Passed);
  EXPECT_EQ(read.of(CheckId::V17).words,
            parts.receipt_of(given) + " is entry " + std::to_string(given) +
                " (tally.enter by dane-1, B1); " + parts.receipt_of(withheld) + " is entry " +
                std::to_string(withheld) + ", withheld");
  EXPECT_EQ(test::failures_in(
                verdict(parts, [](VerifyRequest& request) { request.receipts = {"00000000"}; })),
            "V17");
}

TEST_F(LogCheck, AReceiptIsReadAsItIsTyped) {
  EXPECT_EQ(parse_receipt("0000000Z"), 31U);
  EXPECT_EQ(parse_receipt("oooo-ooLZ"), 63U);
  EXPECT_EQ(parse_receipt("0000000"), std::nullopt);
  EXPECT_EQ(parse_receipt("000000000"), std::nullopt);
  EXPECT_EQ(parse_receipt("0000000U"), std::nullopt);
}

}  // namespace
}  // namespace recanvass::verify
