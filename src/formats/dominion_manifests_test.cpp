#include "formats/dominion_manifests.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(DominionManifests, AreKnownByTheEndOfTheirNames) {
  EXPECT_TRUE(is_dominion_manifest("ContestManifest.json"));
  EXPECT_TRUE(is_dominion_manifest("export/5.10/CandidateManifest.json"));
  EXPECT_TRUE(is_dominion_manifest("export\\BallotTypeManifest.json"));
  EXPECT_FALSE(is_dominion_manifest("BallotTypeContestManifest.json"));
  EXPECT_FALSE(is_dominion_manifest("DistrictPrecinctPortionManifest.json"));
  EXPECT_FALSE(is_dominion_manifest("CvrExport.json"));
  EXPECT_FALSE(is_dominion_manifest("ContestManifest.json.gz"));
}

TEST(DominionManifests, SayWhatTheNumbersMean) {
  DominionManifests manifests;
  ProblemList problems;
  add_dominion_manifest(
      "ContestManifest.json",
      R"({"List":[{"Description":" Mayor  ","Id":7,"VoteFor":2,"NumOfRanks":5,"Other":null}]})",
      manifests, problems);
  add_dominion_manifest("CandidateManifest.json",
                        R"({"List":[{"Description":"W","Id":1,"ContestId":7,"Type":"WriteIn"}]})",
                        manifests, problems);
  add_dominion_manifest("CountingGroupManifest.json", R"({"List":[{"Description":"Mail","Id":2}]})",
                        manifests, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  ASSERT_EQ(manifests.contests.size(), 1U);
  EXPECT_EQ(manifests.contests[0].name, "Mayor");
  EXPECT_EQ(manifests.contests[0].vote_for, 2);
  EXPECT_EQ(manifests.contests[0].ranks, 5);
  EXPECT_TRUE(manifests.candidates[0].write_in);
  EXPECT_EQ(manifests.counting_groups.at(2), "Mail");
}

TEST(DominionManifests, EachEntryThatIsNoneIsNamed) {
  struct Case {
    const char* text;
    const char* place;
  };
  for (const Case& row : {
           Case{R"({})", "/List"},
           Case{R"({"List":{}})", "/List"},
           Case{R"({"List":[{"Description":"M","VoteFor":1,"NumOfRanks":0}]})", "/List/0/Id"},
           Case{R"({"List":[{"Id":1,"VoteFor":1,"NumOfRanks":0}]})", "/List/0/Description"},
           Case{R"({"List":[{"Description":"M","Id":1,"VoteFor":-1,"NumOfRanks":0}]})",
                "/List/0/VoteFor"},
           Case{R"({"List":[{"Description":"M","Id":1,"VoteFor":1,"NumOfRanks":"3"}]})",
                "/List/0/NumOfRanks"},
           Case{R"({"List":[7]})", "/List/0/Id"},
       }) {
    DominionManifests manifests;
    ProblemList problems;
    add_dominion_manifest("ContestManifest.json", row.text, manifests, problems);
    const base::Problems found = problems.take();
    ASSERT_FALSE(found.empty()) << row.text;
    EXPECT_EQ(found[0].cause, "dominion.manifest") << row.text;
    EXPECT_EQ(found[0].place.column, row.place) << row.text;
  }
  DominionManifests manifests;
  ProblemList problems;
  add_dominion_manifest("PrecinctPortionManifest.json",
                        R"({"List":[{"Description":"a","Id":1},{"Description":"b","Id":1}]})",
                        manifests, problems);
  EXPECT_EQ(problems.take()[0].place.column, "/List/1/Id");
  add_dominion_manifest("ContestManifest.json", "{", manifests, problems);
  EXPECT_EQ(problems.take()[0].cause, "json.syntax");
}

}  // namespace
}  // namespace recanvass::formats
