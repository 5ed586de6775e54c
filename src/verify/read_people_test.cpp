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
               {"role", "observer"},
               {"public_key", test::public_text(owner)}});
    EXPECT_EQ(test::failures_of(parts), "V6") << owner;
  }
}

TEST(ReadPeople, WhoMayApproveIsNamedByTwoOnceThereAreTwoStateOfficers) {
  const base::Json body = {{"account", "x"},
                           {"name", "X"},
                           {"role", "supervisor"},
                           {"county", "dane"},
                           {"public_key", test::public_text("x")}};
  const base::Json act = {{"unit", "W1"}, {"reason", "a sheet was found"}};
  BundleParts alone = test::counted_parts();
  alone.say("account.add", "state", body);
  EXPECT_EQ(test::failures_of(alone), "") << "it waits and changes nothing";
  alone.say("count.reopen", "x", act);
  EXPECT_EQ(test::failures_of(alone), "V5") << "it has no account yet";

  BundleParts two = test::counted_parts();
  const std::uint64_t added = two.say("account.add", "state", body);
  two.say("approve", "state-2", {{"entry", added}});
  two.say("count.reopen", "x", act);
  EXPECT_EQ(test::failures_of(two), "");

  BundleParts own = test::counted_parts();
  own.say("approve", "state", {{"entry", own.say("account.add", "state", body)}});
  EXPECT_EQ(test::failures_of(own), "V6");
  BundleParts closed = test::counted_parts();
  closed.say("account.close", "state", {{"account", "state-2"}, {"reason", "left"}});
  closed.say("account.add", "state", body);
  closed.say("count.reopen", "x", act);
  EXPECT_EQ(test::failures_of(closed), "V5") << "who closes the other account is not alone again";
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
