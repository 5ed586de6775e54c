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
                           {"role", "observer"},
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
                          Case{"public_key", "AAAA"}}) {
    BundleParts parts = test::counted_parts();
    base::Json body = good;
    body[row.member] = row.value;
    const std::uint64_t added = parts.say("account.add", "state", body);
    if (body["role"] == "counter") parts.say("approve", "state-2", {{"entry", added}});
    EXPECT_EQ(test::failures_of(parts), "V5") << row.member;
  }
}

TEST(ReadPeople, WhoMayCountIsNamedByTwoOnceTheInputsArePublished) {
  const base::Json body = {{"account", "x"},
                           {"name", "X"},
                           {"role", "counter"},
                           {"county", "rock"},
                           {"public_key", test::public_text("x")}};
  BundleParts parts = test::committed_parts();
  const std::uint64_t added = parts.say("account.add", "state", body);
  BundleParts two = parts;
  two.say("approve", "state-2", {{"entry", added}});
  for (BundleParts* each : {&parts, &two}) {
    each->say("tally.enter", "x", test::tally("B4", 40, 20, 18));
  }
  EXPECT_EQ(test::failures_of(parts), "V5") << "one officer's counter has no account";
  EXPECT_EQ(test::failures_of(two), "");
}

TEST(ReadPeople, AnAccountThatLooksLikeAnotherFailsV6) {
  for (const auto& [id, name] : {std::pair{"Dane-1", "X"}, std::pair{"dane-l", "X"},
                                 std::pair{"x", "DANE-1"}, std::pair{"x", "D\u0430ne-1"}}) {
    BundleParts parts = test::counted_parts();
    parts.say("account.add", "state",
              {{"account", id},
               {"name", name},
               {"role", "observer"},
               {"public_key", test::public_text("x")}});
    EXPECT_EQ(test::failures_of(parts), "V6") << id << " " << name;
  }
}

// Whatever else a changed opening breaks: the witness saw another ledger.
TEST(ReadPeople, AnOpeningWithADayAStateOrAPolicyThatDoesNotExistFailsV5) {
  const base::Json alike = {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "\u0410"}}};
  struct Case {
    const char* member;
    base::Json value;
    bool fails;
  };
  for (const Case& row :
       {Case{"law_day", "2024-02-30", true}, Case{"law_day", "2024-02-29", false},
        Case{"election_day", "2016-11-31", true}, Case{"jurisdiction", "mars", true},
        Case{"jurisdiction", "us-wi-dane", false}, Case{"policy", "us-zz-2016", true},
        Case{"policy", "us-mi-2025", true}, Case{"policy", "us-wi-2024", false},
        Case{"choices", alike, true}}) {
    BundleParts parts = test::counted_parts();
    parts.restate(0, row.member, row.value);
    const std::string failures = " " + test::failures_of(parts);
    EXPECT_EQ(failures.find(" V5") != std::string::npos, row.fails) << row.member << failures;
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
  EXPECT_EQ(test::failures_of(closed), "V5 V6") << "who closes the other account is alone";
}

TEST(ReadPeople, WhoCountsWhatWasPublishedIsNamedByTwo) {
  base::Json body = {{"account", "late"},
                     {"name", "Late"},
                     {"role", "counter"},
                     {"county", "dane"},
                     {"public_key", test::public_text("late")}};
  BundleParts parts = test::counted_parts();
  const std::uint64_t act = parts.say("account.add", "state", body);
  BundleParts alone = parts;
  alone.say("objection.batch", "late", {{"objection", "O"}, {"batch", "B1"}, {"affected", 1}});
  EXPECT_EQ(test::failures_of(alone).substr(0, 2), "V5") << "it has no account yet";
  parts.say("approve", "state", {{"entry", act}});
  EXPECT_EQ(test::failures_of(parts), "V6") << "the same person";
}

base::Json officer(const std::string& id) {
  return {{"account", id},
          {"name", id},
          {"role", "state-officer"},
          {"public_key", test::public_text(id)}};
}

// With two state officers one may be gone: then a county officer is the second for accounts alone.
TEST(ReadPeople, ACountyOfficerStandsInForAStateOfficerWhereThereAreOnlyTwo) {
  BundleParts parts = test::counted_parts();
  parts.say("approve", "dane-clerk",
            {{"entry", parts.say("account.add", "state", officer("state-3"))}});
  EXPECT_EQ(test::failures_of(parts), "");
  BundleParts closed = parts;
  closed.say("account.close", "state", {{"account", "state-2"}, {"reason", "left"}});
  EXPECT_EQ(test::failures_of(closed), "") << "two are left";
  closed.say("account.close", "state", {{"account", "state"}, {"reason", "left"}});
  EXPECT_EQ(test::failures_of(closed), "V6") << "one would be left";
  parts.say("approve", "dane-clerk",
            {{"entry", parts.say("account.add", "state", officer("state-4"))}});
  EXPECT_EQ(test::failures_of(parts), "V6") << "there are three to ask";

  const base::Json key = {{"public_key", test::public_text("new")}, {"reason", "lost"}};
  for (const auto& [account, second, failures] :
       {std::tuple{"state-2", "dane-clerk", ""}, std::tuple{"dane-clerk", "rock-clerk", ""},
        std::tuple{"dane-clerk", "dane-clerk", "V6"}, std::tuple{"state-2", "dane-super", "V6"}}) {
    BundleParts rotated = test::counted_parts();
    base::Json body = key;
    body["account"] = account;
    rotated.say("approve", second, {{"entry", rotated.say("key.rotate", "state", body)}});
    EXPECT_EQ(test::failures_of(rotated), failures) << second << " for " << account;
  }
}

TEST(ReadPeople, TwoAccountsOfOneNameAreNotTwoPersons) {
  const auto renamed = [](const char* account, const char* name) {
    BundleParts parts = test::counted_parts();
    for (std::uint64_t i = 0; i < parts.entries.size(); ++i) {
      const auto& entry = parts.entries[i].entry;
      if (entry.kind == "account.add" && entry.body["account"] == account) {
        parts.restate(i, "name", name);
      }
    }
    return parts;
  };
  // Whatever else a changed entry breaks: the witness saw another ledger (V7).
  const auto failures = [](const BundleParts& parts) { return " " + test::failures_of(parts); };
  EXPECT_EQ(failures(renamed("dane-2", "DANE 7")), " V7");
  EXPECT_NE(failures(renamed("dane-2", "DANE 1")).find(" V9"), std::string::npos);
  BundleParts approved = renamed("state-2", "State Officer, deputy");
  approved.say(
      "approve", "state-2",
      {{"entry", approved.say("count.reopen", "state", {{"unit", "W1"}, {"reason", "r"}})}});
  EXPECT_NE(failures(approved).find(" V6"), std::string::npos);
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

TEST(ReadPeople, ALedgerThatWasOpenedForPracticeIsARehearsal) {
  BundleParts parts = test::counted_parts();
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  EXPECT_FALSE(test::verdict_of(test::request_for(folder.path())).is_rehearsal);
  parts.restate(0, "training", true);
  const test::TestFolder practice;
  test::write_bundle(parts, practice.path());
  EXPECT_TRUE(test::verdict_of(test::request_for(practice.path())).is_rehearsal);
}

}  // namespace
}  // namespace recanvass::verify
