#include "formats/nist_names.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

base::Json json(const char* text) { return *base::parse_json(text, "t"); }

// Unisyn: the answers to a question are candidates, whose ids stand in its selections.
TEST(NistNames, AnAnswerMayBeTheIdOfACandidate) {
  NistNames names;
  names.add("Election", json(R"({"Candidate":[{"@id":"CAN_1","Name":"FOR"}],"Contest":[{"@id":"c",
      "Name":"Question","ContestSelection":[{"@id":"1","Selection":"CAN_1"},
      {"@id":"2","Selection":"CAN_2"},{"@id":"3"}]}]})"));
  const auto contests = names.contests();
  ASSERT_EQ(contests[0].selections.size(), 3U);
  EXPECT_EQ(contests[0].selections[0].name, "FOR");
  EXPECT_EQ(contests[0].selections[1].name, "CAN_2");
  EXPECT_EQ(contests[0].selections[2].name, "3");
}

TEST(NistNames, NamesAreNamesOrCodesOrIds) {
  NistNames names;
  names.add("Election", json(R"({"Candidate":[{"@id":"a","Name":"Ada"},{"@id":"b","Code":
      [{"Value":"B-7"}]}],"Contest":[{"@id":"c","Code":{"Value":"Mayor"},"VotesAllowed":"2",
      "ContestSelection":[{"@id":"1","CandidateIds":"a b"},{"@id":"2","Selection":"Yes"},
      {"@id":"3","PartyIds":["p"]},{"@id":"4","IsWriteIn":"true"}]}]})"));
  names.add("Party", json(R"({"@id":"p","Name":"Whigs"})"));
  names.add("GpUnit", json(R"({"@id":"g","Name":"Ward 1"})"));
  const auto contests = names.contests();
  ASSERT_EQ(contests.size(), 1U);
  EXPECT_EQ(contests[0].name, "Mayor");
  EXPECT_EQ(contests[0].votes_allowed, 2);
  ASSERT_EQ(contests[0].selections.size(), 4U);
  EXPECT_EQ(contests[0].selections[0].name, "Ada / B-7");
  EXPECT_EQ(contests[0].selections[1].name, "Yes");
  EXPECT_EQ(contests[0].selections[2].name, "Whigs");
  EXPECT_EQ(contests[0].selections[3].name, "4");
  EXPECT_TRUE(contests[0].selections[3].write_in);
  EXPECT_FALSE(contests[0].selections[0].write_in);
  EXPECT_EQ(names.place("g"), "Ward 1");
  EXPECT_EQ(names.place("h"), "h");
  names.add("ReportingDevice", json(R"({"@id":"d1","Code":{"Type":"local-level","Value":"7"}})"));
  names.add("ReportingDevice", json(R"({"@id":"d2","Code":{"Type":"fips","Value":"8"}})"));
  EXPECT_EQ(names.device("d1"), "7");
  EXPECT_EQ(names.device("d2"), "d2") << "another's code";
}

// In primaries each party has a contest of one name; what a contest alone has stays as it is.
TEST(NistNames, ContestsOfSeveralPrimariesHaveTheirPartyBehindThem) {
  NistNames names;
  names.add("Election", json(R"({"Contest":[{"@id":"1","Name":"Governor","PrimaryPartyId":"d"},
      {"@id":"2","Name":"Governor","PrimaryPartyIds":["r"]},
      {"@id":"3","Name":"Sheriff","PrimaryPartyId":"d"},{"@id":"4","Name":"Judge"},
      {"@id":"5","Name":"Judge"},{"@id":"6","Name":"Governor"}]})"));
  names.add("Party", json(R"({"@id":"d","Name":"Whigs"})"));
  names.add("Party", json(R"({"@id":"r","Name":"Tories"})"));
  std::vector<std::string> found;
  for (const NistContest& contest : names.contests()) found.push_back(contest.name);
  EXPECT_EQ(found, (std::vector<std::string>{"Governor (Whigs)", "Governor (Tories)", "Sheriff",
                                             "Judge", "Judge", "Governor"}));
}

}  // namespace
}  // namespace recanvass::formats
