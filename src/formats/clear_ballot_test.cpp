#include "formats/clear_ballot.h"

#include "formats/card_import_fixture.h"
#include "formats/text.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

const std::string kClearHead = "BallotID,PrecinctID,BallotStyleID,Status,Remade,";

TEST(ClearBallot, ColumnsByNumberGetTheirNamesFromTheTables) {
  const auto import = imported_texts(
      {{"c.csv",
        kClearHead + "Choice_1_1,Choice_2_1,Choice_3_1\nAB-1,1,2,0,0,1,0,\nAB-2,1,2,-1,1,0,0,1\n"},
       {"choices.csv", "ChoiceID,ContestID,ChoiceName\n1,7,Ada\n2,7,Ben\n3,8,Yes\n"},
       {"contests.csv", "ContestID,ContestName\n7,MAYOR\n8,MAYOR\n"},
       {"precincts.csv", "PrecinctID,BallotStyleID,PrecinctName\n1,2,1 CALLAWAY\n"}});
  const auto& store = import.store;
  ASSERT_EQ(store.contests().size(), 2U);  // of one name, and different
  EXPECT_EQ(card_said(store, 0, 0), "Ada");
  EXPECT_EQ(card_said(store, 0, 1), "absent");
  EXPECT_EQ(card_said(store, 1, 0), "blank");
  EXPECT_EQ(card_said(store, 1, 1), "Yes");
  EXPECT_TRUE(store.profile(store.place_of(1)).adjudicated);
  EXPECT_EQ(store.names().precincts[store.profile(store.place_of(0)).precinct], "1 CALLAWAY");
}

TEST(ClearBallot, ColumnsMayNameContestAndChoiceThemselves) {
  const auto import = imported_texts(
      {{"c.csv",
        "RowNumber,BoxID,BoxPosition,BallotID,PrecinctID,BallotStyleID,PrecinctStyleName,"
        "ScanComputerName,Status,Remade,Choice_1_1:Council:Vote For 2:Ada:DEM,"
        "Choice_1_2:Council:Vote For 2:Write-in:,Choice_9_1:Mayor:1:Vote For 1:Cy:,"
        "Choice_9_2:Mayor:2:Vote For 1:Cy:,Choice_9_3:Mayor:1:Vote For 1:Di:\n"
        "1,B7,4,ID1,P,S,PS,scanner,0,0,1,1,0,1,1\n"}});
  const auto& store = import.store;
  EXPECT_EQ(store.contests()[0].vote_for, 2);
  EXPECT_EQ(store.contests()[1].ranks, 2);
  EXPECT_EQ(card_said(store, 0, 0), "Ada+Write-in");
  EXPECT_EQ(card_said(store, 0, 1), "1 Di, 2 Cy");
  EXPECT_EQ(store.batch(store.place_of(0)).name, "B7");
  EXPECT_EQ(store.chunks()[0].position_of(0), 4U);
}

// A column of a choice tells the format, wherever its heading stands and whatever else is withheld.
TEST(ClearBallot, TitlesAboveSpacesInHeadingsAndWithheldIdsMakeNoOtherTableOfIt) {
  const std::string choices =
      "Choice_1_1:Mayor:Vote For 1:Ada:DEM,Choice_2_1:Mayor:Vote For 1:Ben:DEM\n";
  for (const std::string& text :
       {"County X 2024 General\n\nBallotID,BoxID,Remade," + choices + "A-1,B,0,1,0\nA-2,B,0,0,1\n",
        "BoxID,BoxPosition,Remade," + choices + "B,1,0,1,0\nB,2,0,0,1\n",
        "Ballot Id,Box_Id,REMADE," + choices + "A-1,B,0,1,0\nA-2,B,0,0,1\n",
        "BOXID,remade," + lower_case(choices) + "B,0,1,0\nB,0,0,1\n"}) {
    const auto import = imported_texts({{"c.csv", text}});
    EXPECT_EQ(import.format, CvrFormat::ClearBallot) << text;
    ASSERT_EQ(import.store.contests().size(), 1U) << text;
    EXPECT_EQ(lower_case(card_said(import.store, 0, 0)), "ada") << text;
    EXPECT_EQ(lower_case(card_said(import.store, 1, 0)), "ben") << text;
    EXPECT_EQ(import.store.batch(import.store.place_of(0)).name, "B") << text;
  }
  const auto titled = imported_texts({{"c.csv", "A title\nBallotID," + choices + "A-1,1,0\n"}});
  ASSERT_EQ(titled.ignored.size(), 1U);
  EXPECT_EQ(titled.ignored[0].what, "rows above the header");
}

// As Multnomah County publishes Portland's council of 2024: three places, six ranks.
TEST(ClearBallot, PlacesOfARankedContestAreItsNumberOfWinners) {
  std::string head = "BallotID,Status,Remade";
  for (const char* name : {"Ada Lu", "Cy: the Third"}) {
    for (int rank = 1; rank <= 2; ++rank) {
      head += fmt::format(
          ",\"Choice_36_1:City of Portland, Councilor, District 2:{}:Number of Winners 3:{}:NON\"",
          rank, name);
    }
  }
  const auto import = imported_texts({{"c.csv", head + "\nB+1,0,0,0,1,1,0\n"}});
  const auto& contest = import.store.contests()[0];
  EXPECT_EQ(contest.name, "City of Portland, Councilor, District 2");
  EXPECT_EQ(contest.vote_for, 3);
  EXPECT_EQ(contest.ranks, 2);
  EXPECT_EQ(card_said(import.store, 0, 0), "1 Cy: the Third, 2 Ada Lu");
  const auto two = imported_texts(
      {{"c.csv", "BallotID,Choice_1_1:Council:Vote For Not More Than 2:Ada:DEM\nB+1,1\n"}});
  EXPECT_EQ(two.store.contests()[0].vote_for, 2);
}

TEST(ClearBallot, WrittenNamesMayHaveSeveralColumns) {
  const auto import = imported_texts(
      {{"c.csv", kClearHead +
                     "Choice_1_1:M:Vote For 2:Write-in:,Choice_2_1:M:Vote For 2:Write-in:\n" +
                     "AB,1,1,0,0,1,1\nAC,1,1,0,0,0,1\n"}});
  EXPECT_EQ(card_said(import.store, 0, 0), "Write-in x2");
  EXPECT_EQ(card_said(import.store, 1, 0), "Write-in");
}

TEST(ClearBallot, RefusalsSayWhatIsWrong) {
  const std::string tables = "ChoiceID,ContestID,ChoiceName\n1,7,Ada\n1,7,Ben\n";
  EXPECT_EQ(
      refused_texts({{"c.csv", kClearHead + "Choice_1_1\nAB,1,1,0,0,1\n"}, {"t.csv", tables}})[0]
          .cause,
      "clear-ballot.table");
  const std::string good = "ChoiceID,ContestID,ChoiceName\n1,7,Ada\n2,7,Ben\n";
  const auto cause = [&](const std::string& text) {
    return refused_texts({{"c.csv", text}, {"t.csv", good}})[0].cause;
  };
  EXPECT_EQ(cause(kClearHead + "Choice_1_1,Choice_3_1\nAB,1,1,0,0,1,0\n"), "clear-ballot.header");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1,Choice_2_1\nAB,1,1,0,0,1,2\n"), "clear-ballot.cell");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1,Choice_2_1\nAB,1,1,0,0,1,\n"), "clear-ballot.cell");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1,Choice_2_1\nAB,1,1,0,0,1\n"), "clear-ballot.fields");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1:a:b\nAB,1,1,0,0,1\n"), "clear-ballot.header");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1:M:Vote For 2:Ada:,Choice_2_1:M:Vote For 2:Ada:\n" +
                  "AB,1,1,0,0,1,1\n"),
            "clear-ballot.header");
  EXPECT_EQ(cause(kClearHead + "Choice_1_1\nAB,1,1,0,0,1\n" + kClearHead + "Choice_1_1\n"),
            "clear-ballot.cell");
}

TEST(ClearBallot, BayCounty2012GivesItsTotals) {
  const fs::path folder = cvr_data("clearballot");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto import = imported({folder});
  const auto& store = import.store;
  EXPECT_EQ(import.format, CvrFormat::ClearBallot);
  EXPECT_EQ(store.cards().value(), 3562);
  EXPECT_EQ(store.contests().size(), 8U);
  EXPECT_EQ(contest_votes(store, store.contest_index({"1"}).value()),
            (Totals{{"John A. Franz", 117}, {"Ken Meer", 356}, {"Bob Thompson", 967}}));
  EXPECT_EQ(contest_votes(store, store.contest_index({"4"}).value()).at("Gayle F. Oberst"), 1155);
  EXPECT_EQ(contest_votes(store, store.contest_index({"8"}).value()),
            (Totals{{"YES", 799}, {"NO", 1209}}));
  std::int64_t remade = 0;
  for (std::uint64_t card = 0; card < 3562; ++card) {
    remade += store.profile(store.place_of(card)).adjudicated ? 1 : 0;
  }
  EXPECT_EQ(remade, 3);
  EXPECT_EQ(ignored_of(import, "marks of a status other than 0 (kept)"), 3U);
}

TEST(ClearBallot, NamesMayHaveColons) {
  const auto import = imported_texts(
      {{"c.csv", kClearHead + "Choice_1_1:Measure A: bonds:Vote For 1:Yes: build:NP,"
                              "Choice_2_1:Mayor: city:2:Vote For 1:Cy:\nA,1,1,0,0,1,1\n"}});
  ASSERT_EQ(import.store.contests().size(), 2U);
  EXPECT_EQ(import.store.contests()[0].name, "Measure A: bonds");
  EXPECT_EQ(import.store.contests()[0].choices[0].name, "Yes: build");
  EXPECT_EQ(import.store.contests()[1].name, "Mayor: city");
  EXPECT_EQ(import.store.contests()[1].ranks, 2);
}

TEST(ClearBallot, AContestWithoutChoicesHasCardsAndNoVotes) {
  const std::string head =
      kClearHead + "Choice_1_1:Dog:Vote For 1::,Choice_2_1:Cat:Vote For 1:Ada:\n";
  const auto import = imported_texts({{"c.csv", head + "A,1,1,0,0,0,1\nB,1,1,0,0,,0\n"}});
  ASSERT_EQ(import.store.contests().size(), 2U);
  EXPECT_TRUE(import.store.contests()[0].choices.empty());
  EXPECT_EQ(import.store.carrying(0).value(), 1);
  EXPECT_EQ(refused_texts({{"c.csv", head + "A,1,1,0,0,1,1\n"}})[0].cause, "clear-ballot.cell");
  const std::string both =
      kClearHead + "Choice_1_1:Cat:Vote For 1::,Choice_2_1:Cat:Vote For 1:Ada:\n";
  EXPECT_EQ(refused_texts({{"c.csv", both + "A,1,1,0,0,0,1\n"}})[0].cause, "clear-ballot.header");
}

// Two persons of one name, or one on the lines of two parties: added together they would be one.
TEST(ClearBallot, ChoicesOfOneNameAreToldApartByTheirParties) {
  const std::string head = kClearHead +
                           "Choice_1_1:Sheriff:Vote For 1:John Smith:DEM,"
                           "Choice_2_1:Sheriff:Vote For 1:John Smith:REP,"
                           "Choice_3_1:Sheriff:Vote For 1:Ann:\n";
  const auto import = imported_texts({{"c.csv", head + "A,1,1,0,0,1,0,0\nB,1,1,0,0,0,1,0\n"
                                                       "C,1,1,0,0,0,0,1\nD,1,1,0,0,0,0,1\n"}});
  EXPECT_EQ(contest_votes(import.store, "Sheriff"),
            (Totals{{"John Smith (DEM)", 1}, {"John Smith (REP)", 1}, {"Ann", 2}}));
  ASSERT_EQ(import.remarks.size(), 1U);
  EXPECT_NE(import.remarks[0].find("several choices of \"Sheriff\" are called \"John Smith\""),
            std::string::npos);
}

TEST(ClearBallot, ContestsOfTwoPartiesUnderOneTitleAreKeptApart) {
  const std::string head = kClearHead +
                           "Choice_1_1:Governor:Vote For 1:Ann:DEM,Choice_2_1:Governor:Vote For "
                           "1:Write-in:,Choice_3_1:Governor:Vote For 1:Cal:REP,Choice_4_1:Governor:"
                           "Vote For 1:Write-in:,\n";
  const auto import = imported_texts(
      {{"c.csv", head + "AB-1,1,2,0,0,1,0,,\nAB-2,1,2,0,0,,,0,1\nAB-3,1,2,0,0,,,1,0\n"}});
  EXPECT_EQ(contest_votes(import.store, "Governor (DEM)"), (Totals{{"Ann", 1}}));
  EXPECT_EQ(contest_votes(import.store, "Governor (REP)"), (Totals{{"Cal", 1}, {"Write-in", 1}}));
  EXPECT_EQ(card_said(import.store, 1, 0), "absent");
  ASSERT_EQ(import.remarks.size(), 1U);
  EXPECT_NE(import.remarks[0].find("\"Governor\" were read as 2 contests"), std::string::npos);
  // A cell that is missing beside others makes no contest.
  const auto problems =
      refused_texts({{"c.csv", head + "AB-1,1,2,0,0,1,0,0,0\nAB-2,1,2,0,0,,,0,1\n"}});
  EXPECT_EQ(problems[0].cause, "clear-ballot.cell");
}

TEST(ClearBallot, ACommaTooManyBehindTheHeadingIsNoColumn) {
  const std::string head = kClearHead + "Choice_1_1:Mayor:Vote For 1:Ann:,";
  EXPECT_EQ(
      imported_texts({{"c.csv", head + "\nA,1,2,0,0,1\nB,1,2,0,0,0\n"}}).store.cards().value(), 2);
  EXPECT_EQ(refused_texts({{"c.csv", head + "\nA,1,2,0,0,1,x\n"}})[0].cause, "clear-ballot.fields");
  EXPECT_EQ(refused_texts({{"c.csv", head + "\nA,1,2,0,0,1\nB,1,2,0,0,0,\n"}})[0].cause,
            "clear-ballot.fields");
}

}  // namespace
}  // namespace recanvass::formats
