#include "formats/candidate_numbers.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using Totals = std::map<std::string, std::int64_t>;

// Maine's export of its second congressional district of 2018: eight files, two forms of the
// title, numbers of candidates behind names of the first rank in some of them.
const std::string kDigital =
    "Cast Vote Record,Precinct,Ballot Style,Rep. to Congress 1st Choice District 2,Rep. to "
    "Congress 2nd Choice District 2,Rep. to Congress 3rd Choice District 2\n"
    "1,Fayette,CAN Ballot Style 130,\"REP Poliquin, Bruce (5931)\",\"REP Poliquin, "
    "Bruce\",undervote\n"
    "3,Fayette,CAN Ballot Style 130,\"DEM Golden, Jared F. (5471)\",\"Bond, Tiffany "
    "L.\",undervote\n"
    "8,Fayette,CAN Ballot Style 130,\"Hoar, William R.S.\",\"REP Poliquin, Bruce\",\"DEM Golden, "
    "Jared F.\"\n"
    "10,Fayette,CAN Ballot Style 130,undervote,undervote,undervote\n"
    "36,Fayette,CAN Ballot Style 130,\"DEM Golden, Jared F. (5471)\",overvote,\"Hoar, William "
    "R.S.\"\n";
const std::string kByHand =
    "Cast Vote Record,Precinct,Ballot Style,Rep. to Congress District 2 1st Choice,Rep. to "
    "Congress District 2 2nd Choice,Rep. to Congress District 2 3rd Choice\n"
    "500,997,997,\"REP Poliquin, Bruce\",undervote,undervote\n"
    "502,997,997,\"DEM Golden, Jared F.\",\"Hoar, William R.S.\",\"Bond, Tiffany L.\"\n";

TEST(CandidateNumbers, MainesFilesAreOneContestOfFourCandidates) {
  const auto import = imported_texts({{"final1.csv", kDigital}, {"uocava.csv", kByHand}});
  ASSERT_EQ(import.store.contests().size(), 1U);
  EXPECT_EQ(import.store.contests()[0].name, "Rep. to Congress District 2");
  EXPECT_EQ(import.store.contests()[0].choices.size(), 4U);
  EXPECT_EQ(
      contest_votes(import.store, 0U),
      (Totals{{"DEM Golden, Jared F.", 3}, {"REP Poliquin, Bruce", 2}, {"Hoar, William R.S.", 1}}));
  EXPECT_EQ(card_said(import.store, 0, 0), "1 REP Poliquin, Bruce, 2 REP Poliquin, Bruce");
  EXPECT_EQ(card_said(import.store, 4, 0),
            "1 DEM Golden, Jared F., 2 overvote, 3 Hoar, William R.S.");
  ASSERT_EQ(import.remarks.size(), 2U);
  EXPECT_EQ(import.remarks[0],
            "\"Rep. to Congress District 2\": \"DEM Golden, Jared F. (5471)\" and \"DEM Golden, "
            "Jared F.\" were read as one choice; the number in brackets is the candidate's");
}

TEST(CandidateNumbers, ANameWithTwoNumbersIsNobodysWithoutOne) {
  const auto import = imported_texts(
      {{"a.csv",
        "Cast Vote Record,Mayor Choice 1,Mayor Choice 2\n1,Ada (7),Ada (8)\n2,Ada,Ben\n"}});
  EXPECT_EQ(import.store.contests()[0].choices.size(), 4U);
  ASSERT_EQ(import.remarks.size(), 1U);
  EXPECT_NE(import.remarks[0].find("they were kept apart"), std::string::npos);
  // Numbers alone tell two people apart.
  const auto apart = imported_texts({{"a.csv", "Cast Vote Record,Mayor\n1,Ada (7)\n2,Ada (8)\n"}});
  EXPECT_EQ(apart.store.contests()[0].choices.size(), 2U);
  EXPECT_TRUE(apart.remarks.empty());
}

}  // namespace
}  // namespace recanvass::formats
