#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

TEST(ReadPeople, ASecondOpeningFailsV5) {
  BundleParts parts = test::counted_parts();
  parts.say("operation.open", "state", parts.entries[0].entry.body);
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(ReadPeople, AnAccountIsAddedOnceWithARoleThatExistsWhereItBelongs) {
  const base::Json good = {{"account", "x"},
                           {"name", "X"},
                           {"role", "counter"},
                           {"county", "dane"},
                           {"public_key", test::public_text("x")}};
  struct Case {
    const char* member;
    base::Json value;
  };
  BundleParts fine = test::counted_parts();
  fine.say("account.add", "state", good);
  EXPECT_EQ(test::failures_of(fine), "");
  for (const Case& row : {Case{"account", "dane-1"}, Case{"role", "king"}, Case{"county", "none"},
                          Case{"county", ""}, Case{"public_key", "AAAA"}}) {
    BundleParts parts = test::counted_parts();
    base::Json body = good;
    body[row.member] = row.value;
    parts.say("account.add", "state", body);
    EXPECT_EQ(test::failures_of(parts), "V5") << row.member;
  }
}

TEST(ReadPeople, TwoAccountsWithOneKeyFailV6) {
  for (const char* owner : {"state", "dane-1"}) {
    BundleParts parts = test::counted_parts();
    parts.say("account.add", "state",
              {{"account", "x"},
               {"name", "X"},
               {"role", "state-officer"},
               {"public_key", test::public_text(owner)}});
    EXPECT_EQ(test::failures_of(parts), "V6") << owner;
  }
}

TEST(ReadPeople, AClosedAccountSaysNothingMore) {
  BundleParts parts = test::counted_parts();
  parts.say("account.close", "state", {{"account", "dane-clerk"}, {"reason", "left"}});
  EXPECT_EQ(test::failures_of(parts), "");
  parts.say("container.record", "dane-clerk", {{"container", "C9"}, {"county", "dane"}});
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(ReadPeople, EntriesOfAnotherLedgerThanTheCheckpointsFailV2) {
  BundleParts parts = test::counted_parts();
  parts.restate(0, "origin", "elections.example/other");
  EXPECT_EQ(test::failures_of(parts).substr(0, 2), "V2");
}

}  // namespace
}  // namespace recanvass::verify
