#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

Json cost(const char* county, std::int64_t cents) {
  return {{"county", county}, {"lines", Json::array({{{"item", "staff"}, {"cents", cents}}})}};
}

Json refund_found(std::int64_t before, std::int64_t refunded) {
  return {{"paid_cents", 150'000},
          {"actual_cents", 70'000},
          {"refunded_before_cents", before},
          {"refund_cents", refunded}};
}

// Two estimates of 1,000 and 500 dollars, 1,500 announced and paid, 400 and 300 spent, 800 back.
BundleParts paid_parts(std::int64_t announced_beside, std::int64_t refunded) {
  BundleParts parts = test::counted_parts();
  parts.say("fee.quote", "dane-clerk", cost("dane", 90'000));
  parts.say("fee.quote", "dane-clerk", cost("dane", 100'000));
  parts.say("fee.quote", "rock-clerk", cost("rock", 50'000));
  parts.say("fee.announce", "state",
            {{"cents", 150'000},
             {"announced_at", "2016-11-28T12:00"},
             {"published_in", "letter"},
             {"found",
              {{"lines_sum_cents", announced_beside},
               {"lines_of", 2},
               {"sum_less_announced_cents", 0},
               {"sentence", "announced $1,500, the sum of the lines"}}}});
  parts.say("fee.payment", "state",
            {{"cents", 150'000}, {"paid_at", "2016-11-29T12:00"}, {"payer", "the petitioner"}});
  parts.say("fee.actual", "dane-clerk", cost("dane", 40'000));
  parts.say("fee.actual", "rock-clerk", cost("rock", 30'000));
  parts.say("fee.refund", "state",
            {{"refunded_at", "2017-01-02T12:00"}, {"found", refund_found(0, refunded)}});
  return parts;
}

TEST(ReadMoney, LinesPaymentsAndTheRefundAddUp) {
  const test::TestFolder folder;
  test::write_bundle(paid_parts(150'000, 80'000), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V15).words,
            "lines of 2 places sum to $1,500; $1,500 paid, $700 actual cost, $800 refunded");
}

TEST(ReadMoney, TheSumThatGoesBackIsTheOneComputedBesideIt) {
  for (const auto& [cents, failed] :
       {std::pair{79'999, "V15"}, std::pair{80'000, ""}, std::pair{80'001, "V15"}}) {
    BundleParts parts = paid_parts(150'000, 80'000);
    parts.restate(parts.find("fee.refund"), "cents", cents);
    EXPECT_EQ(test::failures_of(parts), failed) << cents;
  }
}

TEST(ReadMoney, WhatIsDueAfterARefundIsSaid) {
  BundleParts parts = paid_parts(150'000, 80'000);
  parts.say("fee.actual", "rock-clerk", cost("rock", 45'000));
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V15).words,
            "lines of 2 places sum to $1,500; $1,500 paid, $850 actual cost, $800 refunded; "
            "$150 still due");
}

TEST(ReadMoney, ACountyThatIsCountedWithoutAnEstimateIsNamedAndStatesItsActualCost) {
  // Rock, where a unit is counted, gave no estimate; the state gave one, and spent nothing.
  const auto with = [](const char* stated_by, std::int64_t refunded) {
    BundleParts parts = paid_parts(150'000, refunded);
    const ledger::SignedEntry refund = parts.entries.back();
    parts.entries.pop_back();
    const auto say_of = [&](std::uint64_t position, const std::string& place) {
      ledger::Entry entry = parts.entries[position].entry;
      entry.body["county"] = place;
      if (place == "us-wi") entry.author = "state";
      parts.entries[position] =
          ledger::sign_entry(entry, test::kOrigin, test::key_of(entry.author));
    };
    say_of(parts.find("fee.quote", 2), "us-wi");
    say_of(parts.find("fee.actual", 1), stated_by);
    parts.say("fee.actual", "state", cost("us-wi", 0));
    parts.entries.push_back(refund);
    return test::failures_of(parts);
  };
  EXPECT_EQ(with("rock", 80'000), "");
  EXPECT_EQ(with("us-wi", 110'000), "V15") << "the state's line is not the county's";
  BundleParts silent = paid_parts(150'000, 80'000);
  silent.entries.pop_back();
  const test::TestFolder folder;
  silent.restate(silent.find("fee.quote", 2), "county", "us-wi");
  test::write_bundle(silent, folder.path());
  EXPECT_EQ(test::verdict_of(test::request_for(folder.path())).of(CheckId::V15).words,
            "lines of 2 places sum to $1,500, without an estimate of rock; $1,500 paid, $700 "
            "actual cost, $0 refunded");
}

TEST(ReadMoney, ASumThatIsNotTheLinesOrARefundThatIsNotWhatIsLeftFailsV15Alone) {
  EXPECT_EQ(test::failures_of(paid_parts(140'000, 80'000)), "V15");
  EXPECT_EQ(test::failures_of(paid_parts(150'000, 80'001)), "V15");
  BundleParts twice = paid_parts(150'000, 80'000);
  twice.say("fee.refund", "state",
            {{"refunded_at", "2017-01-03T12:00"}, {"found", refund_found(80'000, 1)}});
  EXPECT_EQ(test::failures_of(twice), "V15");
}

// Each part of what was found beside a sum, changed by hand and signed again.
TEST(ReadMoney, WhatWasFoundBesideASumIsWhatTheEntriesBeforeItGive) {
  struct Case {
    const char* kind;
    const char* member;
    Json value;
  };
  for (const Case& row :
       {Case{"fee.announce", "lines_of", 3}, Case{"fee.announce", "sum_less_announced_cents", 1},
        Case{"fee.announce", "sentence", "announced $1,500, $100 too much"},
        Case{"fee.announce", "sentence", 7}, Case{"fee.refund", "paid_cents", 150'001},
        Case{"fee.refund", "actual_cents", 69'000},
        Case{"fee.refund", "refunded_before_cents", nullptr}}) {
    BundleParts parts = paid_parts(150'000, 80'000);
    const std::uint64_t position = parts.find(row.kind);
    Json found = parts.entries[position].entry.body["found"];
    found[row.member] = row.value;
    parts.restate(position, "found", found);
    EXPECT_EQ(test::failures_of(parts), "V15") << row.kind << " " << row.member;
  }
}

TEST(ReadMoney, AnAnnouncementThatDiffersFromItsLinesSaysByHowMuch) {
  for (const auto& [announced, words] :
       {std::pair{150'100,
                  "announced $1,501; the lines sum to $1,500: differs from the sum by 1 "
                  "dollars"},
        std::pair{140'000,
                  "announced $1,400; the lines sum to $1,500: differs from the sum by "
                  "100 dollars"}}) {
    BundleParts parts = paid_parts(150'000, 80'000);
    const std::uint64_t position = parts.find("fee.announce");
    parts.restate(position, "cents", announced);
    EXPECT_EQ(test::failures_of(parts), "V15") << "the words are of another sum";
    Json found = parts.entries[position].entry.body["found"];
    found["sum_less_announced_cents"] = 150'000 - announced;
    found["sentence"] = words;
    parts.restate(position, "found", found);
    EXPECT_EQ(test::failures_of(parts), "") << words;
  }
}

TEST(ReadMoney, OnePaymentIsRecordedOnce) {
  for (const auto& [paid_at, failed] :
       {std::pair{"2016-11-29T12:00", "V15"}, std::pair{"2016-11-29T12:01", ""}}) {
    BundleParts parts = test::counted_parts();
    for (const char* minute : {"2016-11-29T12:00", paid_at}) {
      parts.say("fee.payment", "state", {{"cents", 100}, {"paid_at", minute}, {"payer", "Ann"}});
    }
    EXPECT_EQ(test::failures_of(parts), failed) << paid_at;
  }
}

TEST(ReadMoney, NothingIsRefundedBeforeEveryActualCostIsStated) {
  BundleParts parts = paid_parts(150'000, 80'000);
  parts.entries.erase(parts.entries.begin() +
                      static_cast<std::ptrdiff_t>(parts.find("fee.actual", 1)));
  EXPECT_EQ(test::failures_of(parts), "V15");
}

// All of it goes back only where a certificate names others than were reported.
TEST(ReadMoney, TheWholeGoesBackOnlyAfterAnotherOutcomeWasCertified) {
  Json whole = refund_found(0, 150'000);
  whole["whole_because"] = "the outcome changed";
  BundleParts parts = paid_parts(150'000, 80'000);
  parts.restate(parts.find("fee.refund"), "found", whole);
  EXPECT_EQ(test::failures_of(parts), "V15");
}

// What the entry of the ruling says was found: the recount costs nothing.
TEST(ReadMoney, TheWholeGoesBackWhereTheLawFoundIsThatNothingIsDue) {
  Json whole = refund_found(0, 150'000);
  whole["whole_because"] = "the recount is free of charge by the law found for petition P1";
  for (const std::int64_t cents : {0, 1}) {
    BundleParts parts = paid_parts(150'000, 80'000);
    parts.restate(parts.find("fee.refund"), "found", whole);
    const auto refund = parts.entries.back();
    parts.entries.pop_back();
    parts.say("petition.file", "state",
              {{"petition", "P1"}, {"filed_at", "2016-11-25T15:30"}, {"scope", "whole"}});
    parts.say("petition.rule", "state",
              {{"petition", "P1"},
               {"decision", "accept"},
               {"found", {{"law_allows", "true"}, {"fee", {{"cents", cents}}}}}});
    parts.say(refund.entry.kind.c_str(), "state", refund.entry.body);
    EXPECT_EQ(test::failures_of(parts), cents == 0 ? "" : "V15");
    if (cents > 0) continue;
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_TRUE(verdict.of(CheckId::V15)
                    .words.ends_with("; by the law found for petition P1 it is free of charge, and "
                                     "all that was paid went back"))
        << verdict.of(CheckId::V15).words;
    EXPECT_NE(verdict.of(CheckId::V14).words.find("$1,500 was paid, and $1,500 of it given back"),
              std::string::npos)
        << verdict.of(CheckId::V14).words;
  }
}

// Both units are counted: a deposit of neither comes back, whatever the entry says.
TEST(ReadMoney, DepositsComeBackOnlyOfUnitsThatWereNotCountedAgain) {
  Json found = refund_found(0, 75'000);
  found["deposits"] = 2;
  found["unused_units"] = {"R1"};
  BundleParts parts = paid_parts(150'000, 80'000);
  parts.restate(parts.find("fee.refund"), "found", found);
  EXPECT_EQ(test::failures_of(parts), "V15");
}

TEST(ReadMoney, NothingGoesBackBeforeItWasPaid) {
  for (const auto& [at, failed] :
       {std::pair{"2016-02-01T10:00", "V15"}, std::pair{"2016-11-29T11:59", "V15"},
        std::pair{"2016-11-29T12:00", ""}}) {
    BundleParts parts = paid_parts(150'000, 80'000);
    parts.restate(parts.find("fee.refund"), "refunded_at", at);
    EXPECT_EQ(test::failures_of(parts), failed) << at;
  }
}

}  // namespace
}  // namespace recanvass::verify
