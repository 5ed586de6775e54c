#include "verify/replay.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

base::Json rotation(const std::string& account, const std::string& key) {
  return {{"account", account}, {"public_key", test::public_text(key)}, {"reason", "lost"}};
}

TEST(Replay, EveryKindHasOneReaderAndSomebodyWhoMaySayIt) {
  std::set<std::string> names;
  for (const Kind& kind : kinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_FALSE(kind.roles.empty()) << kind.name;
    EXPECT_NE(kind.read, nullptr) << kind.name;
  }
  EXPECT_EQ(kind_named("none"), nullptr);
}

TEST(Replay, WhoeverSpeaksOutOfTurnFailsV5Alone) {
  struct Case {
    const char* kind;
    const char* author;
    base::Json body;
    const char* words;
  };
  for (const Case& row : {
           Case{"account.add", "dane-1", {{"account", "x"}}, "a counter may not do this"},
           Case{"account.close", "nobody", {{"account", "dane-1"}}, "no account that is open"},
           Case{"container.record",
                "dane-clerk",
                {{"container", "C9"}, {"county", "rock"}},
                "may not act in rock"},
       }) {
    BundleParts parts = test::counted_parts();
    base::Json body = row.body;
    if (std::string(row.kind) == "account.add") {
      body = {{"account", "x"},
              {"name", "x"},
              {"role", "observer"},
              {"public_key", test::public_text("x")}};
    }
    parts.say(row.kind, row.author, body);
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), "V5") << row.words;
    EXPECT_NE(verdict.of(CheckId::V5).faults.at(0).words.find(row.words), std::string::npos)
        << verdict.of(CheckId::V5).faults.at(0).words;
  }
}

TEST(Replay, ASignatureByAnotherKeyOrNoneFailsV5Alone) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t position = parts.find("count.sign-off");
  BundleParts other_key = parts;
  other_key.entries[position] =
      ledger::sign_entry(parts.entries[position].entry, test::kOrigin, test::key_of("dane-clerk"));
  EXPECT_EQ(test::failures_of(other_key), "V5");
  BundleParts broken = parts;
  broken.entries[position].signature[3] ^= 1U;
  EXPECT_EQ(test::failures_of(broken), "V5");
  BundleParts elsewhere = parts;
  elsewhere.entries[position] = ledger::sign_entry(
      parts.entries[position].entry, "elections.example/other", test::key_of("dane-super"));
  EXPECT_EQ(test::failures_of(elsewhere), "V5");
}

TEST(Replay, TheSameKeyOfTheSameAuthorTwiceFailsV5) {
  BundleParts parts = test::counted_parts();
  ledger::Entry entry = parts.entries[parts.find("account.add")].entry;
  entry.body["account"] = "another";
  parts.entries.push_back(ledger::sign_entry(entry, test::kOrigin, test::key_of("state")));
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(Replay, ARotatedKeyHoldsFromItsApprovalOnAndOldSignaturesStayGood) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t act = parts.say("key.rotate", "state", rotation("dane-clerk", "new"));
  const auto say_with = [&](BundleParts& to, const std::string& key) {
    to.entries.push_back(ledger::sign_entry({"container.record",
                                             {{"container", "C" + key}, {"county", "dane"}},
                                             "dane-clerk",
                                             "later-" + key,
                                             "2016-11-28T10:00:00Z"},
                                            test::kOrigin, test::key_of(key)));
  };
  BundleParts waiting = parts;
  say_with(waiting, "new");
  EXPECT_EQ(test::failures_of(waiting), "V5") << "nobody approved the new key";
  parts.say("approve", "state-2", {{"entry", act}});
  BundleParts rotated = parts;
  say_with(rotated, "new");
  EXPECT_EQ(test::failures_of(rotated), "");
  say_with(rotated, "dane-clerk");
  EXPECT_EQ(test::failures_of(rotated), "V5") << "the old key was given up";
}

TEST(Replay, OnePersonIsNotTwo) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t act = parts.say("key.rotate", "state", rotation("dane-clerk", "new"));
  BundleParts same = parts;
  same.say("approve", "state", {{"entry", act}});
  EXPECT_EQ(test::failures_of(same), "V6");
  BundleParts unentitled = parts;
  unentitled.say("approve", "dane-super", {{"entry", act}});
  EXPECT_EQ(test::failures_of(unentitled), "V6");
  BundleParts nothing = parts;
  nothing.say("approve", "state-2", {{"entry", act - 1}});
  EXPECT_EQ(test::failures_of(nothing), "V6");
  BundleParts twice = parts;
  twice.say("decline", "state-2", {{"entry", act}});
  twice.say("approve", "state-2", {{"entry", act}});
  EXPECT_EQ(test::failures_of(twice), "V6");
}

TEST(Replay, AnUnknownKindIsCountedByNameAndNeverFailed) {
  BundleParts parts = test::counted_parts();
  parts.say("drone.flown", "dane-1", {{"height", 30}});
  parts.say("drone.flown", "dane-1", {{"height", 31}});
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.unknown_kinds.at("drone.flown"), 2);
  EXPECT_EQ(verdict.of(CheckId::V19).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V19).words.find("drone.flown (2)"), std::string::npos);
}

TEST(Replay, ABodyThatLacksWhatItsKindNeedsFailsV5) {
  BundleParts parts = test::counted_parts();
  parts.say("container.record", "dane-clerk", {{"county", "dane"}});
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(Replay, ADayThatNoCalendarHasFailsV5) {
  for (const auto& [moment, failures] :
       {std::pair{"2016-11-30T09:00", ""}, std::pair{"2016-11-31T09:00", "V5"},
        std::pair{"2016-11-30", "V5"}, std::pair{"", "V5"}}) {
    BundleParts parts = test::counted_parts();
    parts.say("minute.add", "state", {{"words", "noted"}, {"happened", moment}});
    EXPECT_EQ(test::failures_of(parts), failures) << moment;
  }
}

}  // namespace
}  // namespace recanvass::verify
