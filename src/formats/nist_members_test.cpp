#include "formats/nist_members.h"

#include <gtest/gtest.h>

#include <vector>

namespace recanvass::formats {
namespace {

using base::Json;

Json with_position(const Json& members) {
  return {{"CVRSnapshot",
           Json::array(
               {{{"CVRContest", Json::array({{{"CVRContestSelection",
                                               Json::array({{{"SelectionPosition",
                                                              Json::array({members})}}})}}})}}})}};
}

TEST(NistMembers, AValueOfAnotherKindIsAFaultWhereverItStands) {
  struct Case {
    const char* member;
    Json value;
    const char* found;  // "": it is right
  };
  for (const Case& each : std::vector<Case>{
           {"IsAllocable", "no", ""},
           {"IsAllocable", "No", ""},
           {"IsAllocable", nullptr, ""},
           {"IsAllocable", Json{{"Content", "unknown"}}, ""},
           {"IsAllocable", false, "IsAllocable false"},
           {"IsAllocable", "never", "IsAllocable \"never\""},
           {"IsAllocable", "or", "IsAllocable \"or\""},
           {"IsAllocable", Json::array({"no", "yes"}), "IsAllocable [\"no\",\"yes\"]"},
           {"HasIndication", 1, "HasIndication 1"},
           {"NumberVotes", 0, ""},
           {"NumberVotes", "2", ""},
           {"NumberVotes", 1.5, "NumberVotes 1.5"},
           {"NumberVotes", -1, "NumberVotes -1"},
           {"NumberVotes", "-0", "NumberVotes \"-0\""},
           {"NumberVotes", "", "NumberVotes \"\""},
           {"NumberVotes", "00", ""},
           {"NumberVotes", 1'000'000'000, ""},
           {"NumberVotes", 1'000'000'001, "NumberVotes 1000000001"},
           {"NumberVotes", 18446744073709551615U, "NumberVotes 18446744073709551615"},
           {"NumberVotes", "18446744073709551617", "NumberVotes \"18446744073709551617\""},
           {"NumberVotes", Json::array({"1", "1"}), "NumberVotes [\"1\",\"1\"]"},
           {"FractionalVotes", 0.5, "FractionalVotes 0.5"},
           {"FractionalVotes", "0.5", ""},
           {"Rank", true, "Rank true"},
           {"Status", Json::array({"adjudicated", "other"}), ""},
           {"Status", "other", ""},
           {"Status", Json::array({"adjudicated", "invalid"}),
            "Status [\"adjudicated\",\"invalid\"]"},
           {"CVRWriteIn", "", ""},
           {"CVRWriteIn", Json::array(), "CVRWriteIn []"},
           {"Unknown", Json::array({1.5}), ""}}) {
    const auto fault = fault_of_nist("CVR", with_position({{each.member, each.value}}));
    EXPECT_EQ(fault ? fault->found : "", each.found);
  }
}

TEST(NistMembers, EveryLevelIsLookedAt) {
  const auto found = [](const char* member, const Json& element) {
    const auto fault = fault_of_nist(member, element);
    return fault ? fault->found + "; wanted " + fault->wanted : std::string();
  };
  EXPECT_EQ(found("CVR", {{"UniqueId", 1.5}}), "UniqueId 1.5; wanted one text");
  EXPECT_EQ(found("CVR", {{"UniqueId", 7}}), "");
  EXPECT_EQ(found("CVR", {{"CVRSnapshot", 7}}), "CVRSnapshot 7; wanted objects");
  EXPECT_EQ(found("CVR", {{"CVRSnapshot", {{"Type", "changed"}}}}),
            "Type \"changed\"; wanted interpreted, modified or original, once");
  EXPECT_EQ(found("CVR", {{"CVRSnapshot", {{"CVRContest", {{"Overvotes", "one"}}}}}}),
            "Overvotes \"one\"; wanted one whole number from 0 to 1000000000");
  EXPECT_EQ(found("Election", {{"Contest", Json::array({{{"VotesAllowed", 2.5}}})}}),
            "VotesAllowed 2.5; wanted one whole number from 0 to 1000000000");
  EXPECT_EQ(found("Election", {{"Contest", {{"ContestSelection", {{"IsWriteIn", "maybe"}}}}}}),
            "IsWriteIn \"maybe\"; wanted true or false, once");
  EXPECT_EQ(found("GpUnit", {{"@id", Json::array({"a", "b"})}}),
            "@id [\"a\",\"b\"]; wanted one text");
  EXPECT_EQ(found("CVR", 5), "CVR that is no object; wanted an object");
  EXPECT_EQ(found("Notes", 5), "");
}

TEST(NistMembers, OneVersionIsRead) {
  EXPECT_FALSE(fault_of_nist("Version", "1.0.0").has_value());
  EXPECT_EQ(fault_of_nist("Version", "9.9.9")->found, "Version \"9.9.9\"");
  EXPECT_TRUE(fault_of_nist("Version", 1).has_value());
  EXPECT_TRUE(fault_of_nist("Version", Json::array({"1.0.0", "1.0.0"})).has_value());
}

}  // namespace
}  // namespace recanvass::formats
