#include "verify/entry_members.h"

#include "verify/bundle_maker_test.h"
#include "verify/replay.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;
using Places = std::vector<std::string>;

TEST(EntryMembers, EveryKindThatIsReadHasItsMembers) {
  for (const Kind& kind : kinds()) {
    const auto* members = members_of_kind(kind.name);
    ASSERT_NE(members, nullptr) << kind.name;
    EXPECT_FALSE(members->empty()) << kind.name;
  }
  EXPECT_EQ(members_of_kind("none"), nullptr);
  EXPECT_TRUE(unknown_members("none", {{"x", 1}}).empty());
}

TEST(EntryMembers, WhatIsInsideIsNamedByItsPlace) {
  const Json precincts = {
      {"petitions",
       {{{"unit", "W1"}, {"signers", {{{"voter", "A-1"}, {"unit", "W1"}}}}},
        {{"unit", "W2"}, {"signers", {{{"voter", "A-2"}, {"name", "Ann"}}}}}}},
      {"found", {{"rulings", {{{"verdict", "accepted"}, {"why", "x"}}}}, {"signers", 3}}}};
  EXPECT_EQ(unknown_members("petition.precinct", precincts),
            (Places{"found.rulings[0].why", "petitions[1].signers[0].name"}));
  EXPECT_TRUE(unknown_members("petition.rule", {{"found", {{"fee", {{"cents", 1}}}}}}).empty());
  EXPECT_EQ(unknown_members("petition.rule", {{"found", {{"fee", {{"usd", 1}}}}}}),
            Places{"found.fee.usd"});
  EXPECT_TRUE(unknown_members("tally.enter", {{"votes", {{"anybody", 1}}}}).empty())
      << "choices have names of somebody's own";
}

TEST(EntryMembers, AMemberThatNoCommandKnowsFailsV5AloneAndIsNamed) {
  struct Case {
    const char* kind;
    const char* member;
    Json value;
    const char* words;
  };
  for (const Case& row :
       {Case{"count.sign-off", "zzz", 1, "it has \"zzz\", a member that no count.sign-off has"},
        Case{"tally.enter", "found", {{"x", 1}}, "it has \"found\", a member that no tally.enter"},
        Case{"manifest.add", "secret", "x", "it has \"secret\""},
        Case{"certificate.issue", "note", "x", "it has \"note\""},
        Case{"approve", "found", Json::object(), "it has \"found\""}}) {
    BundleParts parts = test::certified_parts();
    parts.restate(parts.find(row.kind), row.member, row.value);
    // The witness saw another ledger, unless it is changed after it.
    if (std::string(row.kind) == "manifest.add") {
      parts.entries.erase(parts.entries.begin() +
                          static_cast<std::ptrdiff_t>(parts.find("witness.record")));
      EXPECT_NE(test::failures_of(parts).find("V5"), std::string::npos);
      continue;
    }
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), "V5") << row.kind;
    ASSERT_EQ(verdict.of(CheckId::V5).faults.size(), 1U) << row.kind;
    EXPECT_NE(verdict.of(CheckId::V5).faults[0].words.find(row.words), std::string::npos)
        << verdict.of(CheckId::V5).faults[0].words;
  }
}

TEST(EntryMembers, AMemberInsideWhatWasFoundFailsV5Too) {
  BundleParts parts = test::certified_parts();
  const std::uint64_t position = parts.find("county.statement");
  Json found = parts.entries[position].entry.body["found"];
  found["units_lost"] = 0;
  parts.restate(position, "found", found);
  EXPECT_EQ(test::failures_of(parts), "V5");
}

}  // namespace
}  // namespace recanvass::verify
