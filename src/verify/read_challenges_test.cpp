#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// counted_parts, of which the last entry signs R1 off: a ballot is challenged before.
BundleParts unsigned_parts() {
  BundleParts parts = test::counted_parts();
  parts.entries.pop_back();
  return parts;
}

// Exhibit 1: ballot 7 of batch B4 (rock), counted for a, claimed for b by b's party.
BundleParts challenged_parts() {
  BundleParts parts = unsigned_parts();
  parts.say("challenge.add", "rock-clerk",
            {{"exhibit", "1"},
             {"county", "rock"},
             {"batch", "B4"},
             {"position", 7},
             {"counted_as", {"a"}},
             {"side", "b"},
             {"ground", "voter-intent"},
             {"words", "It is a vote for b."},
             {"claimed_as", {"b"}}});
  return parts;
}

Json ruling(const char* how, const Json& counted_as) {
  return {
      {"exhibit", "1"},           {"ruling", how},
      {"ruled_by", "board"},      {"words", "So it is."},
      {"counted_as", counted_as}, {"votes", {{"Ann", "for"}, {"Bob", "for"}, {"Cy", "against"}}}};
}

// What moves a vote: the second person is the state's.
void settle(BundleParts& parts, const char* kind, const Json& body) {
  const std::uint64_t act = parts.say(kind, "rock-clerk", body);
  parts.say("approve", "state", {{"entry", act}});
}

void sign_off(BundleParts& parts) { parts.say("count.sign-off", "rock-super", {{"unit", "R1"}}); }

TEST(ReadChallenges, ASettledChallengeIsInTheTotalsAndAnOpenOneIsNot) {
  BundleParts open = challenged_parts();
  sign_off(open);
  EXPECT_EQ(test::failures_of(open), "");
  EXPECT_NE(test::files_of(open).at("public/results.csv").find(",40,20,18,2,0"), std::string::npos);
  BundleParts ruled = challenged_parts();
  settle(ruled, "challenge.rule", ruling("sustained", {"b"}));
  sign_off(ruled);
  EXPECT_EQ(test::failures_of(ruled), "");
  EXPECT_NE(test::files_of(ruled).at("public/results.csv").find(",40,19,19,2,0"),
            std::string::npos);
  EXPECT_EQ(test::files_of(ruled).at("public/challenges.csv"),
            "exhibit,county,unit,batch,ballot,status,counted_as,stands_as\r\n"
            "1,rock,R1,B4,7,ruled,a,b\r\n");
}

// B4 has 40 ballots. One that was not counted is in no batch's count: its place is a number.
TEST(ReadChallenges, AChallengedBallotIsOneOfItsBatch) {
  struct Case {
    std::int64_t place;
    const char* counted_as;
    const char* failed;
  };
  for (const Case& row :
       {Case{0, "a", "V13"}, Case{1, "a", ""}, Case{40, "a", ""}, Case{41, "a", "V13"},
        Case{999, "a", "V13"}, Case{999, "not-counted", ""}, Case{0, "not-counted", "V13"}}) {
    BundleParts parts = challenged_parts();
    const std::uint64_t position = parts.find("challenge.add");
    parts.restate(position, "position", row.place);
    parts.restate(position, "counted_as", {row.counted_as});
    EXPECT_EQ(test::failures_of(parts), row.failed) << row.place << " " << row.counted_as;
  }
}

Json stipulation(const std::vector<std::string>& sides, const char* counted_as) {
  return {{"exhibit", "1"}, {"sides", sides}, {"counted_as", {counted_as}}, {"words", "Agreed."}};
}

// R1's only batch, B4: 40 ballots, 20 for a, 18 for b, 2 blank, none over. So many of its ballots
// can be moved and no more.
TEST(ReadChallenges, NoRulingMovesMoreThanTheTallyHolds) {
  struct Case {
    const char* counted_as;
    int most;
  };
  for (const Case& row : {Case{"blank", 2}, Case{"over", 0}, Case{"not-counted", 0}}) {
    for (const int exhibits : {row.most, row.most + 1}) {
      BundleParts parts = unsigned_parts();
      for (int i = 1; i <= exhibits; ++i) {
        Json body = challenged_parts().entries.back().entry.body;
        body["exhibit"] = std::to_string(i);
        body["position"] = i;
        body["counted_as"] = {row.counted_as};
        parts.say("challenge.add", "rock-clerk", body);
        Json ruled = ruling("sustained", {"b"});
        ruled["exhibit"] = std::to_string(i);
        settle(parts, "challenge.rule", ruled);
      }
      sign_off(parts);
      EXPECT_EQ(test::failures_of(parts), exhibits > row.most ? "V13" : "")
          << exhibits << " " << row.counted_as;
    }
  }
}

TEST(ReadChallenges, ARulingThatMovesAVoteWaitsForASecondAccount) {
  BundleParts alone = challenged_parts();
  alone.say("challenge.rule", "rock-clerk", ruling("sustained", {"b"}));
  EXPECT_NE(test::files_of(alone).at("public/challenges.csv").find("open,a,a"), std::string::npos);
  BundleParts self = alone;
  self.say("approve", "rock-clerk", {{"entry", self.find("challenge.rule")}});
  EXPECT_EQ(test::failures_of(self), "V6");
  BundleParts kept = challenged_parts();
  kept.say("challenge.rule", "rock-clerk", ruling("overruled", {"a"}));
  EXPECT_NE(test::files_of(kept).at("public/challenges.csv").find("ruled,a,a"), std::string::npos);
}

TEST(ReadChallenges, AfterTheSignOffNothingIsChallengedAndNothingMoves) {
  BundleParts late = challenged_parts();
  sign_off(late);
  BundleParts ruled = late;
  settle(ruled, "challenge.rule", ruling("sustained", {"b"}));
  EXPECT_EQ(test::failures_of(ruled), "V13");
  BundleParts kept = late;
  kept.say("challenge.rule", "rock-clerk", ruling("overruled", {"a"}));
  EXPECT_EQ(test::failures_of(kept), "");
  Json again = late.entries[late.find("challenge.add")].entry.body;
  again["exhibit"] = "2";
  again["position"] = 8;
  late.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(late), "V13");
}

TEST(ReadChallenges, ACourtRulesByAnOrderThatWasRecorded) {
  for (const char* order : {"", "O9", "O1"}) {
    BundleParts parts = challenged_parts();
    parts.say("order.record", "state",
              {{"order", "O1"},
               {"court", "C"},
               {"case", "1"},
               {"made_at", "2016-11-28T12:00"},
               {"words", "Exhibit 1 is b's."}});
    Json body = ruling("sustained", {"b"});
    body["ruled_by"] = "court";
    body.erase("votes");
    if (*order != 0) body["order"] = order;
    settle(parts, "challenge.rule", body);
    EXPECT_EQ(test::failures_of(parts), std::string(order) == "O1" ? "" : "V13") << order;
  }
}

TEST(ReadChallenges, ACourtsRulingReplacesAnAgreementAndNamesIt) {
  for (const auto& [by, named, failed] :
       {std::tuple{"court", true, ""}, std::tuple{"court", false, "V13"},
        std::tuple{"board", true, "V13"}}) {
    BundleParts parts = challenged_parts();
    parts.say("petition.file", "state", {{"petition", "P1"}, {"choice", "b"}, {"scope", "whole"}});
    settle(parts, "challenge.stipulate", stipulation({"b", "a"}, "b"));
    const std::size_t agreed = parts.find("challenge.stipulate");
    parts.say("order.record", "state",
              {{"order", "O1"},
               {"court", "C"},
               {"case", "1"},
               {"made_at", "2016-11-28T12:00"},
               {"words", "Exhibit 1 is a's."}});
    Json body = ruling("overruled", {"a"});
    body["ruled_by"] = by;
    if (std::string(by) == "court") {
      body.erase("votes");
      body["order"] = "O1";
    }
    if (named) body["supersedes"] = agreed;
    settle(parts, "challenge.rule", body);
    EXPECT_EQ(test::failures_of(parts), failed) << by;
  }
}

// The petition is b's, who challenges exhibit 1 and claims it.
TEST(ReadChallenges, WhoeverLosesByAnAgreementIsPartOfIt) {
  const struct {
    std::vector<std::string> sides;
    const char* failed;
  } rows[] = {{{"b", "petitioner"}, "V13"}, {{"b", "board"}, "V13"}, {{"b", "a"}, ""}};
  for (const auto& row : rows) {
    BundleParts parts = challenged_parts();
    parts.say("petition.file", "state", {{"petition", "P1"}, {"choice", "b"}, {"scope", "whole"}});
    settle(parts, "challenge.stipulate", stipulation(row.sides, "b"));
    EXPECT_EQ(test::failures_of(parts), row.failed) << row.sides.back();
  }
}

TEST(ReadChallenges, WhatBreaksTheRegisterFailsV13Alone) {
  struct Case {
    const char* what;
    std::function<void(BundleParts&)> change;
  };
  const auto add_again = [](const char* member, const Json& value) {
    return [member, value](BundleParts& parts) {
      Json body = parts.entries.back().entry.body;
      body[member] = value;
      parts.say("challenge.add", "rock-clerk", body);
    };
  };
  for (const Case& row : {
           Case{"an exhibit twice", add_again("position", 8)},
           Case{"a ballot twice", add_again("exhibit", "2")},
           Case{"a reading that no party claimed",
                [](BundleParts& parts) {
                  settle(parts, "challenge.rule", ruling("sustained", {"over"}));
                }},
           Case{"overruled and changed",
                [](BundleParts& parts) {
                  settle(parts, "challenge.rule", ruling("overruled", {"b"}));
                }},
           Case{"a tied board",
                [](BundleParts& parts) {
                  Json body = ruling("sustained", {"b"});
                  body["votes"] = {{"Ann", "for"}, {"Bob", "against"}};
                  settle(parts, "challenge.rule", body);
                }},
           Case{"a second ruling that replaces nothing",
                [](BundleParts& parts) {
                  settle(parts, "challenge.rule", ruling("sustained", {"b"}));
                  settle(parts, "challenge.rule", ruling("overruled", {"a"}));
                }},
           Case{"an agreement without the challenger",
                [](BundleParts& parts) {
                  settle(parts, "challenge.stipulate", stipulation({"a", "petitioner"}, "b"));
                }},
           Case{"a withdrawal of nothing",
                [](BundleParts& parts) {
                  parts.say("challenge.withdraw", "rock-clerk", {{"exhibit", "1"}, {"side", "a"}});
                }},
           Case{"an exhibit that nobody registered",
                [](BundleParts& parts) {
                  parts.say("challenge.withdraw", "rock-clerk", {{"exhibit", "9"}, {"side", "b"}});
                }},
       }) {
    BundleParts parts = challenged_parts();
    row.change(parts);
    EXPECT_EQ(test::failures_of(parts), "V13") << row.what;
  }
}

TEST(ReadChallenges, AWithdrawnChallengeLeavesTheBallotAsItWasReadAndMayBeMadeAgain) {
  BundleParts parts = challenged_parts();
  Json again = parts.entries.back().entry.body;
  const std::uint64_t act =
      parts.say("challenge.withdraw", "rock-clerk", {{"exhibit", "1"}, {"side", "b"}});
  again["exhibit"] = "2";
  BundleParts alone = parts;
  alone.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(alone), "V13") << "staff does not take back a party's claim alone";
  parts.say("approve", "state", {{"entry", act}});
  parts.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadChallenges, AClaimOfAnotherAccountIsWithdrawnByTwo) {
  BundleParts parts = challenged_parts();
  Json again = parts.entries.back().entry.body;
  const std::uint64_t act =
      parts.say("challenge.withdraw", "state", {{"exhibit", "1"}, {"side", "b"}});
  again["exhibit"] = "2";
  BundleParts alone = parts;
  alone.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(alone), "V13") << "it is exhibit 1 still";
  parts.say("approve", "rock-clerk", {{"entry", act}});
  parts.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadChallenges, AnExhibitOfABatchThatWasSetAsideIsSaidToBeInNoTotal) {
  BundleParts parts = challenged_parts();
  settle(parts, "challenge.rule", ruling("sustained", {"b"}));
  const auto v13 = [&] {
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    return test::verdict_of(test::request_for(folder.path())).of(CheckId::V13).words;
  };
  EXPECT_EQ(v13(),
            "1 exhibit registered: 1 ruled; 1 stands otherwise than tallied, each by two "
            "accounts");
  const std::uint64_t act =
      parts.say("batch.void", "rock-super", {{"batch", "B4"}, {"reason", "of another ward"}});
  parts.say("approve", "state", {{"entry", act}});
  EXPECT_EQ(v13(), "1 exhibit registered: 1 ruled; 1 is in a batch set aside, and in no total");
}

}  // namespace
}  // namespace recanvass::verify
