#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// Exhibit 1: ballot 7 of batch B4 (rock), counted for a, claimed for b by b's party.
BundleParts challenged_parts() {
  BundleParts parts = test::counted_parts();
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

TEST(ReadChallenges, ASettledChallengeIsInTheTotalsAndAnOpenOneIsNot) {
  EXPECT_EQ(test::failures_of(challenged_parts()), "");
  EXPECT_NE(test::files_of(challenged_parts()).at("public/results.csv").find(",40,20,18,2,0"),
            std::string::npos);
  BundleParts ruled = challenged_parts();
  ruled.say("challenge.rule", "rock-clerk", ruling("sustained", {"b"}));
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
                  parts.say("challenge.rule", "rock-clerk", ruling("sustained", {"over"}));
                }},
           Case{"overruled and changed",
                [](BundleParts& parts) {
                  parts.say("challenge.rule", "rock-clerk", ruling("overruled", {"b"}));
                }},
           Case{"a tied board",
                [](BundleParts& parts) {
                  Json body = ruling("sustained", {"b"});
                  body["votes"] = {{"Ann", "for"}, {"Bob", "against"}};
                  parts.say("challenge.rule", "rock-clerk", body);
                }},
           Case{"a second ruling that replaces nothing",
                [](BundleParts& parts) {
                  parts.say("challenge.rule", "rock-clerk", ruling("sustained", {"b"}));
                  parts.say("challenge.rule", "rock-clerk", ruling("overruled", {"a"}));
                }},
           Case{"an agreement without the challenger",
                [](BundleParts& parts) {
                  parts.say("challenge.stipulate", "rock-clerk",
                            {{"exhibit", "1"},
                             {"sides", {"a", "petitioner"}},
                             {"counted_as", {"b"}},
                             {"words", "Agreed."}});
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
  parts.say("challenge.withdraw", "rock-clerk", {{"exhibit", "1"}, {"side", "b"}});
  again["exhibit"] = "2";
  parts.say("challenge.add", "rock-clerk", again);
  EXPECT_EQ(test::failures_of(parts), "");
}

}  // namespace
}  // namespace recanvass::verify
