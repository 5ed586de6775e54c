#include "formats/dominion_csv.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

const std::string kTitles = "Test Election,5.10.11.24,,,,,,,,,,\n";
const std::string kContestRow =
    ",,,,,,,\"Mayor (Vote For=1)\",\"Mayor (Vote For=1)\",\"Council (Vote For=2)\",\"Council (Vote "
    "For=2)\",\"Council (Vote For=2)\"\n";
const std::string kChoiceRow = ",,,,,,,Ada,Write-in,Cy,Di,Ed\n";
const std::string kColumnRow =
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,DEM,,REP,\n";
const std::string kCsvHead = kTitles + kContestRow + kChoiceRow + kColumnRow;

TEST(DominionCsv, ARecordThatIsNotCurrentIsNoCard) {
  const auto text = [](const char* first, const char* second) {
    return fmt::format(
        "Test,5.17\n,,,,,,,,,M (Vote For=1),M (Vote For=1)\n,,,,,,,,,Ann,Bob\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,"
        "BallotType,IsCurrent,,\n1,1,1,1,1-1-1,ED,P,S,{},1,0\n1,1,1,1,1-1-1,ED,P,S,{},0,1\n",
        first, second);
  };
  for (const auto& [first, second] : {std::pair{"0", "1"}, std::pair{"False", "True"}}) {
    const auto import = imported_texts({{"c.csv", text(first, second)}});
    ASSERT_EQ(import.store.cards().value(), 1) << first;
    EXPECT_EQ(card_said(import.store, 0, 0), "Bob");
    ASSERT_EQ(import.ignored.size(), 1U);
    EXPECT_EQ(import.ignored[0].what, "records that another replaced");
  }
  EXPECT_EQ(refused_texts({{"c.csv", text("1", "1")}})[0].cause, "dominion-csv.twice");
}

// As Boulder County published its mayoral election of 2023: totals by style say nothing of later
// ranks, so that each withheld ballot has a row with its ranking, in no order.
TEST(DominionCsv, AWithheldBallotWithItsRanksIsACardWithoutAPlace) {
  const std::string head =
      "2023 Coordinated Election,5.17.17.1,,,,,,,,,,\n"
      ",,,,,,Mayor (Number of positions=1 Number of ranks=2),Mayor (Number of positions=1 Number "
      "of "
      "ranks=2),Mayor (Number of positions=1 Number of ranks=2),Mayor (Number of positions=1 "
      "Number "
      "of ranks=2),Clerk (Vote For=1),Clerk (Vote For=1)\n"
      ",,,,,,Ann(1),Bob(1),Ann(2),Bob(2),Cy,Dee\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,,,,,,\n"
      "1,108,1,104,108-1-104,DS-01,1,0,0,1,1,0\n";
  const std::string alone = "RCV Redacted & Randomly Sorted,,,,,DS-01,";
  const auto import = imported_texts(
      {{"c.csv", head + "Redacted & Aggregated,,,,,DS-01,,,,,16,10\n" + alone + "0,1,1,0,,\n" +
                     alone + "0,0,0,0,,\n" + alone + "0,1,0,1,,\n"}});
  const auto& store = import.store;
  ASSERT_EQ(store.cards().value(), 4);
  EXPECT_EQ(card_said(store, 1, 0), "1 Bob, 2 Ann");
  EXPECT_EQ(card_said(store, 1, 1), "absent");
  EXPECT_EQ(card_said(store, 2, 0), "blank");
  EXPECT_EQ(card_said(store, 3, 0), "1 Bob, 2 Bob");
  EXPECT_EQ(store.names().styles[store.profile(store.place_of(1)).style], "DS-01");
  ASSERT_EQ(store.redacted().size(), 1U);
  EXPECT_EQ(store.redacted()[0].votes.size(), 2U);
  ASSERT_EQ(import.remarks.size(), 1U);
  EXPECT_EQ(import.remarks[0],
            "c.csv: 3 rows are each one withheld ballot with its ranks in one contest: they are "
            "cards without a place");
  // Two marks at one rank, several contests, aggregates and contests without ranks are totals.
  for (const std::string& row :
       {alone + "1,1,0,0,,\n", alone + "0,2,1,0,,\n", alone + "0,1,1,0,1,0\n",
        std::string("Redacted & Aggregated,,,,,DS-01,0,1,1,0,,\n"), alone + ",,,,1,0\n"}) {
    const auto totals = imported_texts({{"c.csv", head + row}});
    EXPECT_EQ(totals.store.cards().value(), 1) << row;
    EXPECT_EQ(totals.store.redacted().size(), 1U) << row;
  }
}

// Without written names between them nothing but the cards tells that they are two.
TEST(DominionCsv, ContestsOfOneTitleSideBySideShowInTheirOvervotes) {
  const auto text = [](const std::string& rows) {
    return "Test,5.2.16.1\n,,,,,,,,Council (Vote For=1),Council (Vote For=1),Council (Vote For=1),"
           "Council (Vote For=1)\n,,,,,,,,Ann,Bob,Cy,Dee\nCvrNumber,TabulatorNum,BatchId,RecordId,"
           "ImprintedId,CountingGroup,PrecinctPortion,BallotType,,,,\n" +
           rows;
  };
  const auto rows = [](int both, int one) {
    std::string all;
    for (int i = 1; i <= both + one; ++i) {
      all += fmt::format("{0},1,1,{0},1-1-{0},ED,P,S,{1}\n", i, i <= both ? "1,0,0,1" : "0,1,0,0");
    }
    return all;
  };
  const auto all = imported_texts({{"c.csv", text(rows(2, 0))}});
  ASSERT_EQ(all.remarks.size(), 1U);
  EXPECT_NE(all.remarks[0].find("2 of the 2 cards with a mark in \"Council\" have more marks than "
                                "the 1 that its title allows"),
            std::string::npos)
      << all.remarks[0];
  EXPECT_EQ(imported_texts({{"c.csv", text(rows(2, 17))}}).remarks.size(), 1U);
  EXPECT_TRUE(imported_texts({{"c.csv", text(rows(2, 18))}}).remarks.empty()) << "one in ten";
  EXPECT_TRUE(imported_texts({{"c.csv", text(rows(1, 3))}}).remarks.empty()) << "a single card";
}

TEST(DominionCsv, AnEmptyCellIsNoContestAndZeroIsNoMark) {
  const auto import = imported_texts(
      {{"cvr.csv", kCsvHead + "1,10,1,1,10-1-1,P1,B1,1,0,,,\r\n2,10,1,2,10-1-2,P1,B2,0,0,1,0,1\r\n"
                              "\r\n3,10,1,3,10-1-3,P1,B2,1,1,1,1,1\r\n"
                              "4,10,1,4,10-1-4,P1,B3,,,*,*,*\r\n"}});
  const auto& store = import.store;
  ASSERT_EQ(store.cards().value(), 4);
  ASSERT_EQ(store.contests().size(), 2U);
  EXPECT_EQ(store.contests()[0].name, "Mayor");
  EXPECT_EQ(store.contests()[0].vote_for, 1);
  EXPECT_EQ(store.contests()[1].vote_for, 2);
  EXPECT_EQ(store.contests()[0].choices[1].kind, election::CardChoiceKind::WriteIn);
  EXPECT_EQ(card_said(store, 0, 0), "Ada");
  EXPECT_EQ(card_said(store, 0, 1), "absent");
  EXPECT_EQ(card_said(store, 1, 0), "blank");
  EXPECT_EQ(card_said(store, 1, 1), "Cy+Ed");
  EXPECT_EQ(card_said(store, 2, 0), "Ada+Write-in");  // an overvote, whose marks are kept
  EXPECT_EQ(card_said(store, 2, 1), "Cy+Di+Ed");
  EXPECT_EQ(card_said(store, 3, 1), "redacted");
  EXPECT_EQ(ignored_of(import, "empty rows"), 1U);
  const auto place = store.place_of(1);
  EXPECT_EQ(store.imprinted_id(place), "10-1-2");
  EXPECT_EQ(store.record_id(place), "2");
  EXPECT_EQ(store.names().styles[store.profile(place).style], "B2");
  EXPECT_EQ(store.names().tabulators[store.batch(place).tabulator], "10");
}

// One column without a name: who carries the contest is known, and nobody can be marked.
TEST(DominionCsv, AContestWithoutChoicesHasCardsAndNoVotes) {
  const std::string head =
      "Test,5.10,,,,,,,\n,,,,,,,Dog (Vote For=1),Cat (Vote For=1)\n,,,,,,,,Ada\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n";
  const auto import =
      imported_texts({{"c.csv", head + "1,10,1,1,10-1-1,P1,B1,0,1\n2,10,1,2,10-1-2,P1,B1,,0\n"}});
  ASSERT_EQ(import.store.contests().size(), 2U);
  EXPECT_TRUE(import.store.contests()[0].choices.empty());
  EXPECT_EQ(card_said(import.store, 0, 0), "blank");
  EXPECT_EQ(card_said(import.store, 1, 0), "absent");
  const auto marked = refused_texts({{"c.csv", head + "1,10,1,1,10-1-1,P1,B1,1,1\n"}});
  EXPECT_EQ(marked[0].cause, "dominion-csv.cell");
  EXPECT_EQ(marked[0].wanted, "0 or nothing, since the contest has no choice");
}

TEST(DominionCsv, IdsInExcelsFormLoseItAndQuotedCellsAreCells) {
  const auto import = imported_texts(
      {{"cvr.csv", kCsvHead +
                       "\"1\",\"10\",\"1\",\"1\",=\"10-1-1\",\"P, 1\",\"B1\",\"1\",\"0\",,,\n"
                       "2,10,1,2,\"=\"\"10-1-2\"\"\",P1,B1,0,1,,,\n"}});
  EXPECT_EQ(import.store.imprinted_id(import.store.place_of(0)), "10-1-1");
  EXPECT_EQ(import.store.imprinted_id(import.store.place_of(1)), "10-1-2");
  EXPECT_EQ(import.store.names().precincts[1], "P, 1");
  EXPECT_EQ(card_said(import.store, 1, 0), "Write-in");
}

// The quick way through plain cells and the way through quoted ones are each other's oracle.
TEST(DominionCsv, QuotedCellsReadAsPlainOnes) {
  std::string plain = kCsvHead;
  std::string quoted = kCsvHead;
  unsigned state = 2016;
  for (int row = 1; row <= 500; ++row) {
    const std::string place = fmt::format("{0},10,1,{0},10-1-{0},P,B", row);
    plain += place;
    quoted += place;
    for (const int size : {2, 3}) {
      state = state * 1664525U + 1013904223U;
      const bool carried = (state >> 20U) % 4 != 0;
      for (int i = 0; i < size; ++i) {
        const std::string cell = carried ? ((state >> (24 + i)) % 2 == 0 ? "0" : "1") : "";
        plain += "," + cell;
        quoted += ",\"" + cell + "\"";
      }
    }
    plain += "\n";
    quoted += "\n";
  }
  const auto left = imported_texts({{"a.csv", plain}});
  const auto right = imported_texts({{"a.csv", quoted}});
  std::map<std::string, int> kinds;
  for (std::uint64_t card = 0; card < 500; ++card) {
    for (const std::uint32_t contest : {0U, 1U}) {
      ASSERT_EQ(card_said(left.store, card, contest), card_said(right.store, card, contest))
          << card;
      ++kinds[card_said(left.store, card, contest)];
    }
  }
  EXPECT_EQ(kinds.size(), 12U);  // 5 in the one and 9 in the other, of which two are the same
}

TEST(DominionCsv, RowsWithoutACardAreTotalsOfWithheldOnes) {
  const auto import = imported_texts(
      {{"cvr.csv", kCsvHead + "1,10,1,1,10-1-1,P1,B1,1,0,,,\n"
                              "Redacted and Aggregated - A cards,,,,,,02 & 32,\"1,254\",85,,,\n"}});
  EXPECT_EQ(import.store.cards().value(), 1);
  ASSERT_EQ(import.store.redacted().size(), 1U);
  const auto& row = import.store.redacted()[0];
  EXPECT_EQ(row.label, "Redacted and Aggregated - A cards, 02 & 32");
  EXPECT_FALSE(row.cards);
  ASSERT_EQ(row.votes.size(), 2U);
  EXPECT_EQ(row.votes[0].votes.value(), 1254);
  EXPECT_EQ(row.votes[1].choice, 1);
}

// Sums that somebody put below the cards would double every vote.
TEST(DominionCsv, FiguresBelowTheCardsAreNoWithheldOnes) {
  for (const char* row : {",,,,,,,1,0,,,\n", ",,,,,,Sum,1,0,,,\n", ",,,,,,Grand Total,1,0,,,\n",
                          ",,,,,,B1,12,7,,,\n"}) {
    const auto problems =
        refused_texts({{"cvr.csv", kCsvHead + "1,10,1,1,10-1-1,P1,B1,1,0,,,\n" + row}});
    EXPECT_EQ(problems[0].cause, "dominion-csv.total") << row;
    EXPECT_EQ(problems[0].place.row, 6) << row;
  }
  const auto note = refused_texts(
      {{"cvr.csv", kCsvHead + "1,10,1,1,10-1-1,P1,B1,1,0,,,\nCreated by,clerk,,,,,,,,,,\n"}});
  EXPECT_EQ(note[0].cause, "dominion-csv.card");
}

// Nevada's exports of 2024 have sixteen columns before the first contest.
TEST(DominionCsv, ColumnsOfLaterVersionsAreNoContests) {
  const std::string more =
      ",ImagePath,SessionType,VoterFlag,Modified,CardInfo,PdfName,"
      "UniqueVotingIdentifier,VotingSessionIdentifier";
  const auto import = imported_texts(
      {{"cvr.csv",
        "E,5.17\n,,,,,,,,,,,,,,,,M (Vote For=1),M (Vote For=1)\n"
        ",,,,,,,,,,,,,,,,Ada,Ben\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,"
        "PrecinctPortion,BallotType" +
            more + ",DEM,REP\n1,1,1,1,1-1-1,Mail,P,B,i.tif,Scanned,,0,,,77,,1,0\n"}});
  EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ada", 1}}));
  EXPECT_EQ(import.store.imprinted_id(import.store.place_of(0)), "1-1-1");
  EXPECT_EQ(import.ignored.size(), 8U);
  const auto without = imported_texts(
      {{"cvr.csv",
        "E,5.17\n,,,,,,M (Vote For=1),M (Vote For=1)\n,,,,,,Ada,Ben\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,BallotType,UniqueVotingIdentifier,,\n"
        "1,1,1,1,B,77,1,0\n"}});
  EXPECT_EQ(without.store.imprinted_id(without.store.place_of(0)), "77");
}

TEST(DominionCsv, ALineEndInATitleIsASpace) {
  const auto import =
      imported_texts({{"cvr.csv",
                       "E,5.17\n,,,,,\"Mayor\n(Vote For=1)\",\"Mayor\n(Vote For=1)\"\n"
                       ",,,,,Ada,\"Ben\nLee\"\n"
                       "CvrNumber,TabulatorNum,BatchId,RecordId,BallotType,,\n1,1,1,1,B,0,1\n"}});
  EXPECT_EQ(import.store.contests()[0].name, "Mayor");
  EXPECT_EQ(import.store.contests()[0].vote_for, 1);
  EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ben Lee", 1}}));
}

TEST(DominionCsv, RanksBehindNamesAreRanksHoweverTheTitleIsSpelled) {
  for (const char* title :
       {"Mayor (Number of positions=1, Number of ranks=2)",
        "Mayor  (Number of Positions = 1, Number of Ranks = 2)", "Mayor", "Mayor (Vote For=1)"}) {
    const std::string cell = std::string(",\"") + title + "\"";
    const auto import =
        imported_texts({{"cvr.csv", "E,5.17\n,,,," + cell + cell + cell + cell +
                                        "\n,,,,,Ada(1),Ben(1),Ada(2),Ben(2)\n"
                                        "CvrNumber,TabulatorNum,BatchId,RecordId,BallotType,,,,\n"
                                        "1,1,1,1,B,0,1,1,0\n"}});
    EXPECT_EQ(import.store.contests()[0].name, "Mayor") << title;
    EXPECT_EQ(import.store.contests()[0].ranks, 2) << title;
    EXPECT_EQ(card_said(import.store, 0, 0), "1 Ben, 2 Ada") << title;
    const bool said = std::string(title).find("anks") != std::string::npos;
    EXPECT_EQ(import.remarks.size(), said ? 0U : 1U) << title;
  }
}

// Ids were withheld, votes were not: with a number of its own the row is a card.
TEST(DominionCsv, ACardWhosePlaceIsWithheldIsACardByItsNumber) {
  const auto import = imported_texts(
      {{"cvr.csv", kCsvHead + "1,,,,,P1,B1,1,0,,,\n2,,,,,P1,B1,0,1,,,\n3,10,1,1,,P1,B1,1,0,,,\n"}});
  EXPECT_EQ(import.store.cards().value(), 3);
  EXPECT_TRUE(import.store.redacted().empty());
  EXPECT_EQ(card_said(import.store, 1, 0), "Write-in");
  const auto problems =
      refused_texts({{"cvr.csv", kCsvHead + "1,,,,,P1,B1,12,7,,,\n3,10,1,1,,P1,B1,1,0,,,\n"}});
  EXPECT_EQ(problems[0].place.row, 5);
}

TEST(DominionCsv, RefusalsSayRowColumnAndMend) {
  const std::string good = "1,10,1,1,10-1-1,P1,B1,1,0,,,\n";
  struct Case {
    std::string text;
    const char* cause;
    std::int64_t row;
    const char* column;
  };
  for (const Case& each : {
           Case{kCsvHead + good + "2,10,1,2,10-1-2,P1,B1,2,0,,,\n", "dominion-csv.cell", 6,
                "column 8, Mayor (Vote For=1), Ada"},
           Case{kCsvHead + good + "2,10,1,2,10-1-2,P1,B1,1,,,,\n", "dominion-csv.cell", 6,
                "column 9, Mayor (Vote For=1), Write-in"},
           Case{kCsvHead + good + "2,10,1,2,10-1-2,P1,B1,-1,0,,,\n", "dominion-csv.cell", 6,
                "column 8, Mayor (Vote For=1), Ada"},
           Case{kCsvHead + good + "2,10,1,2,10-1-2,P1,B1,1,0,,\n", "dominion-csv.fields", 6, ""},
           Case{kCsvHead + good + "2,10,1,2,10-1-2,P1,B1,1,0,,,,\n", "dominion-csv.fields", 6, ""},
           Case{kCsvHead + good + "2,10,1,2,1.23457E+15,P1,B1,1,0,,,\n", "dominion-csv.id", 6,
                "column 5"},
           Case{kCsvHead + good + "2,10,1,1,10-1-9,P1,B1,1,0,,,\n", "cards.twice", 6, ""},
           Case{kCsvHead + good + "2,10,1,7,10-1-1,P1,B1,1,0,,,\n", "cards.twice", 6, ""},
           Case{kTitles + kContestRow + ",,,,,,,Ada,Ben,Cy,Di,Cy\n" + kColumnRow + good,
                "dominion-csv.column", 4, "column 12, Council (Vote For=2), Cy"},
           Case{kTitles + kContestRow + ",,,,,,,Ada,,Cy,Di,Ed\n" + kColumnRow + good,
                "dominion-csv.column", 4, "column 9, Mayor (Vote For=1), "},
           Case{
               kTitles + ",,,,,,,Mayor,,Council,Council,Council\n" + kChoiceRow + kColumnRow + good,
               "dominion-csv.column", 4, "column 9"},
           Case{"CvrNumber,TabulatorNum,RecordId,ImprintedId,BallotType\n1,2,3,4,5\n",
                "dominion-csv.heading", 1, ""},
           Case{kCsvHead + good + "2,10,1,2,\"10-1-2,P1,B1,1,0,,,\n", "csv.syntax", 6, ""},
       }) {
    const auto problems = refused_texts({{"cvr.csv", each.text}});
    EXPECT_EQ(problems[0].cause, each.cause) << each.text;
    EXPECT_EQ(problems[0].place.row, each.row) << each.cause << each.text;
    EXPECT_EQ(problems[0].place.column, each.column) << each.text;
    EXPECT_FALSE(problems[0].mend.empty());
  }
}

TEST(DominionCsv, EveryProblemOfAFileIsSaid) {
  const auto problems = refused_texts(
      {{"cvr.csv", kCsvHead + "1,10,1,1,a,P1,B1,5,0,,,\n2,10,1,2,b,P1,B1,1,x,,,\n3,10,1\n"}});
  EXPECT_EQ(problems.size(), 3U);
}

struct RealFile {
  const char* path;
  std::int64_t cards;
  const char* contest;
  std::int32_t ranks;
  Totals votes;
};

TEST(DominionCsv, PublishedFilesGiveTheirTotals) {
  if (!fs::exists(cvr_data(""))) GTEST_SKIP() << "missing " << cvr_data("");
  for (const RealFile& each : {
           RealFile{"dominion_csv_colorado_demo/adams-cvrexport.csv",
                    165,
                    "Regent of the University of Colorado - At Large",
                    0,
                    {{"Clear Winner", 122}, {"Distant Loser", 14}}},
           RealFile{"dominion_csv_colorado_demo/alamosa-cvrexport.csv",
                    165,
                    "Alamosa COUNTY COMMISSIONER DISTRICT 3",
                    0,
                    {{"Jeff Baker", 38}, {"Janet Lee Cook", 1}}},
           RealFile{"dominion_csv_colorado_demo/plurality/Plurality100votes2And10Margins.csv",
                    100,
                    "PluralityMargin10",
                    0,
                    {{"Gertrude", 60}, {"Ho", 40}, {"Imogen", 30}}},
           RealFile{"dominion_csv_colorado_demo/tiny_irv/GuideToRAIREExample3.csv",
                    225,
                    "Example3",
                    4,
                    {{"A", 100}, {"B", 40}, {"C", 85}}},
           RealFile{"dominion_csv_colorado_demo/tiny_irv/"
                    "STVPlusThreeCandidatesTenVotesPlusPlurality.csv",
                    10,
                    "STVExample1",
                    3,
                    {{"Jaya", 6}, {"Kun", 1}, {"Lou", 3}}},
           RealFile{
               "dominion_csv_colorado_demo/tiny_irv/ThreeTrickyCharacterCandidatesTenVotes.csv",
               10,
               "TinyExample1",
               3,
               {{"A\xC2\xA3\xCF\x92\xC3\xA7\xC2\xA9\xC3\xA9", 6},
                {"Bob with \\backslashes and \\\" \" quotes\"", 1},
                {"Candidate, with, commas", 3}}},
           RealFile{"dominion_csv_nsw/Uralla_Mayoral.csv",
                    3781,
                    "Uralla Mayoral",
                    3,
                    {{"BELL Robert", 2823}, {"LEDGER Natasha", 465}, {"STRUTT Isabel", 493}}},
           RealFile{"dominion_csv_nsw/Bellingen_Mayoral.csv.gz",
                    8374,
                    "Bellingen Mayoral",
                    3,
                    {{"ALLAN Steve", 4954}, {"KING Dominic", 2401}, {"WOODWARD Andrew", 1019}}},
           RealFile{"dominion_csv_nsw/City_of_Griffith_Mayoral.csv.gz",
                    14179,
                    "City of Griffith Mayoral",
                    5,
                    {{"CURRAN Doug", 6367},
                     {"LA ROCCA Mariacarmina (Carmel)", 995},
                     {"MERCURI Rina", 2088},
                     {"NAPOLI Anne", 2544},
                     {"ZAPPACOSTA Dino", 2185}}},
           RealFile{"arlo_small_election/Waurika_-_cvrs.csv",
                    226,
                    "Minister of Farming",
                    0,
                    {{"Erin George", 85}, {"Alex Hall", 3}, {"Write-In", 3}}},
       }) {
    const auto import = imported({cvr_data(each.path)});
    EXPECT_EQ(import.format, CvrFormat::DominionCsv);
    EXPECT_EQ(import.store.cards().value(), each.cards) << each.path;
    const std::uint32_t contest = contest_named(import.store, each.contest);
    EXPECT_EQ(import.store.contests()[contest].ranks, each.ranks) << each.path;
    EXPECT_EQ(contest_votes(import.store, contest), each.votes) << each.path;
  }
}

TEST(DominionCsv, BouldersSixColumnsWithRanks) {
  const fs::path file = cvr_data("dominion_csv_boulder/boulder2023_4cvrs_with_irv.csv");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto import = imported({file});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 4);
  EXPECT_EQ(store.contests().size(), 38U);
  const std::uint32_t mayor = contest_named(store, "City of Boulder Mayoral Candidates");
  EXPECT_EQ(card_said(store, 0, mayor),
            "1 Aaron Brockett, 2 Nicole Speer, 3 Bob Yates, 4 Paul Tweedlie");
  EXPECT_EQ(card_said(store, 1, mayor), "absent");
  EXPECT_EQ(card_said(store, 3, mayor),
            "1 Bob Yates, 2 Paul Tweedlie, 3 Aaron Brockett, 4 Nicole Speer");
}

// Lines that were cut out of an export have no heading, and a column with people's notes has no
// contest: both are said.
TEST(DominionCsv, WhatIsNoWholeExportIsRefusedWithItsReason) {
  const fs::path lines = cvr_data("dominion_csv_boulder/boulder2024_redacted_lines.csv");
  const fs::path notes = cvr_data(
      "dominion_csv_colorado_demo/tiny_irv/ThreeCandidatesTenInvalidVotes_withInterpretations.csv");
  if (!fs::exists(lines)) GTEST_SKIP() << "missing " << lines;
  const auto without_heading = import_cards({lines});
  ASSERT_FALSE(without_heading.ok());
  EXPECT_EQ(without_heading.problems()[0].cause, "cards.unknown");
  const auto with_notes = import_cards({notes});
  ASSERT_FALSE(with_notes.ok());
  EXPECT_EQ(with_notes.problems()[0].cause, "dominion-csv.column");
  EXPECT_EQ(with_notes.problems()[0].place.column, "column 17");
}

// With the heading of an export before them the withheld lines add up as anybody can add them.
TEST(DominionCsv, BouldersWithheldLinesAddUp) {
  const fs::path file = cvr_data("dominion_csv_boulder/boulder2024_redacted_lines.csv");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto files = InputFiles::open({file});
  ASSERT_TRUE(files.ok());
  const std::string lines = *files->whole(0, 1 << 20U);
  const std::size_t row = lines.find("Redacted");
  const std::size_t width =
      1 + static_cast<std::size_t>(
              std::count(lines.begin() + static_cast<std::ptrdiff_t>(row),
                         lines.begin() + static_cast<std::ptrdiff_t>(lines.find('\n', row)), ','));
  std::string titles = ",,,,,,";
  std::string choices = ",,,,,,";
  for (std::size_t i = 7; i < width; ++i) {
    titles += fmt::format(",C{} (Vote For=1)", i);
    choices += ",x";
  }
  const std::string head = "Election,5.17.17.1\n" + titles + "\n" + choices +
                           "\nCvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,"
                           "BallotType" +
                           std::string(width - 7, ',') + "\n";
  const auto import = imported_texts({{"boulder.csv", head + lines}});
  EXPECT_EQ(import.store.cards().value(), 0);
  std::int64_t first_column = 0;
  for (const auto& redacted : import.store.redacted()) {
    EXPECT_EQ(redacted.label.substr(0, 8), "Redacted");
    for (const auto& votes : redacted.votes) {
      if (votes.contest == 0) first_column += votes.votes.value();
    }
  }
  EXPECT_EQ(import.store.redacted().size(), 60U);
  EXPECT_EQ(first_column, 4378);
}

TEST(DominionCsv, TheHeadingAgainIsNoCard) {
  const std::string columns = "CvrNumber,TabulatorNum,BatchId,RecordId,BallotType,,\n";
  const std::string text =
      "T,5.10\n,,,,,\"MAYOR (Vote For=1)\",\"MAYOR (Vote For=1)\"\n,,,,,Ada,Bob\n" + columns +
      "1,1,1,1,T,1,0\n2,1,1,2,T,0,1\n";
  ASSERT_EQ(imported_texts({{"a.csv", text}}).store.cards().value(), 2);
  const auto problems = refused_texts({{"a.csv", text + columns}});
  EXPECT_EQ(problems[0].cause, "dominion-csv.heading");
  EXPECT_EQ(problems[0].place.row, 7);
}

TEST(DominionCsv, RanksMayStandWithoutTheNumberOfPlaces) {
  const auto import =
      imported_texts({{"a.csv",
                       "T,5.10\n,,,,,\"MAYOR (Number of ranks=2)\",\"MAYOR (Number of ranks=2)\"\n"
                       ",,,,,Ada(1),Ada(2)\nCvrNumber,TabulatorNum,BatchId,RecordId,BallotType,,"
                       "\n1,1,1,1,T,0,1\n"}});
  EXPECT_EQ(import.store.contests()[0].ranks, 2);
  EXPECT_EQ(import.store.contests()[0].vote_for, 0);
  EXPECT_EQ(card_said(import.store, 0, 0), "2 Ada");
}

std::string sheriff_csv(const std::string& choices, const std::string& parties,
                        const std::string& cells) {
  const std::size_t columns = static_cast<std::size_t>(std::ranges::count(choices, ',')) + 1;
  std::string titles;
  for (std::size_t i = 0; i < columns; ++i) titles += ",Sheriff (Vote For=1)";
  return "T,5.10\n,,,," + titles + "\n,,,,," + choices +
         "\nCvrNumber,TabulatorNum,BatchId,RecordId,BallotType," + parties + "\n1,1,1,1,T," +
         cells + "\n";
}

TEST(DominionCsv, ACandidateOfTwoPartiesIsToldApartByThem) {
  const auto import =
      imported_texts({{"a.csv", sheriff_csv("Joe Lee,Joe Lee,Ann", "DEM,WFP,REP", "0,1,0")}});
  EXPECT_EQ(card_said(import.store, 0, 0), "Joe Lee (WFP)");
  EXPECT_EQ(import.store.contests()[0].choices[0].name, "Joe Lee (DEM)");
  EXPECT_EQ(import.store.contests()[0].choices[2].name, "Ann");
  EXPECT_EQ(import.remarks.size(), 1U);
  EXPECT_EQ(
      refused_texts({{"a.csv", sheriff_csv("Joe Lee,Joe Lee,Ann", "DEM,DEM,", "0,1,0")}})[0].cause,
      "dominion-csv.column");
}

// Nothing but the order of the columns shows that two contests of one title stand side by side.
TEST(DominionCsv, WrittenNamesAgainBehindOtherChoicesAreAnotherContest) {
  const auto problems =
      refused_texts({{"a.csv", sheriff_csv("Ada,Write-in,Bob,Write-in", ",,,", "1,0,1,0")}});
  EXPECT_EQ(problems[0].cause, "dominion-csv.column");
  EXPECT_EQ(problems[0].found, "written names, choices and written names again under one title");
  for (const char* choices : {"Ada,Bob,Write-in,Write-in", "Write-in,Ada,Bob,Cy"}) {
    EXPECT_EQ(
        imported_texts({{"a.csv", sheriff_csv(choices, ",,,", "1,0,0,0")}}).store.cards().value(),
        1)
        << choices;
  }
}

// A primary's export: a title over the columns of two parties, of which each card carries one.
std::string primary_csv(const std::string& contests, const std::string& choices,
                        const std::string& parties, const std::string& rows) {
  return "Primary,5.17\n,,,,," + contests + "\n,,,,," + choices +
         "\nCvrNumber,TabulatorNum,BatchId,RecordId,BallotType," + parties + "\n" + rows;
}

TEST(DominionCsv, ContestsOfTwoPartiesUnderOneTitleAreKeptApart) {
  const std::string title = "Governor (Vote For=1)";
  const auto import =
      imported_texts({{"a.csv", primary_csv(title + "," + title + "," + title + "," + title,
                                            "Ann,Bob,Cal,Dee", "DEM,DEM,REP,REP",
                                            "1,1,1,1,D,1,0,,\n2,1,1,2,R,,,0,1\n3,1,1,3,D,0,1,,\n"
                                            "4,1,1,4,R,,,0,0\n5,1,1,5,N,,,,\n")}});
  ASSERT_EQ(import.store.contests().size(), 2U);
  EXPECT_EQ(contest_votes(import.store, "Governor (DEM)"), (Totals{{"Ann", 1}, {"Bob", 1}}));
  EXPECT_EQ(contest_votes(import.store, "Governor (REP)"), (Totals{{"Dee", 1}}));
  EXPECT_EQ(import.store.contests()[0].vote_for, 1);
  EXPECT_EQ(card_said(import.store, 1, 0), "absent");
  EXPECT_EQ(card_said(import.store, 3, 1), "blank");
  EXPECT_EQ(card_said(import.store, 4, 1), "absent");
  ASSERT_EQ(import.remarks.size(), 1U);
  EXPECT_NE(import.remarks[0].find("\"Governor\" were read as 2 contests"), std::string::npos);
}

// Written names of each party's contest end it, where the row of parties tells them apart or the
// cards do.
TEST(DominionCsv, WrittenNamesOfEachPartyEndItsContest) {
  std::string titles = "Governor (Vote For=1)";
  for (int i = 0; i < 5; ++i) titles += ",Governor (Vote For=1)";
  const std::string choices = "Ann,Bob,Write-in,Cal,Dee,Write-in";
  const auto by_party =
      imported_texts({{"a.csv", primary_csv(titles, choices, "DEM,DEM,,REP,REP,",
                                            "1,1,1,1,W,1,0,0,0,0,0\n2,1,1,2,W,0,0,0,0,1,0\n")}});
  EXPECT_EQ(contest_votes(by_party.store, "Governor (DEM)"), (Totals{{"Ann", 1}}));
  EXPECT_EQ(contest_votes(by_party.store, "Governor (REP)"), (Totals{{"Dee", 1}}));
  const auto by_cards =
      imported_texts({{"a.csv", primary_csv(titles, choices, ",,,,,",
                                            "1,1,1,1,D,1,0,0,,,\n2,1,1,2,R,,,,0,1,0\n")}});
  ASSERT_EQ(by_cards.store.contests().size(), 2U);
  EXPECT_EQ(by_cards.store.contests()[1].id.text, "Governor (column 9)");
  EXPECT_EQ(card_said(by_cards.store, 1, 1), "Dee");
  // One party in both, and cards that carry all: nothing tells them apart.
  const auto neither = refused_texts(
      {{"a.csv", primary_csv(titles, choices, "DEM,DEM,,DEM,DEM,", "1,1,1,1,W,1,0,0,0,0,0\n")}});
  EXPECT_EQ(neither[0].cause, "dominion-csv.column");
}

TEST(DominionCsv, ACellThatIsMissingMakesNoContestOfItsOwn) {
  const std::string title = "Governor (Vote For=1)";
  const auto problems =
      refused_texts({{"a.csv", primary_csv(title + "," + title, "Ann,Bob", "DEM,REP",
                                           "1,1,1,1,D,1,0\n2,1,1,2,D,,1\n3,1,1,3,D,0,1\n")}});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].place.row, 6);
}

// A spreadsheet puts a comma more behind the heading than behind the rows, or behind both.
TEST(DominionCsv, ACommaTooManyAtTheEndOfTheHeadingIsNoColumn) {
  const std::string title = "Mayor (Vote For=1)";
  for (const char* comma : {"", ",", ",,,"}) {
    for (const std::string behind : {"", comma}) {
      const auto import = imported_texts(
          {{"a.csv",
            primary_csv(title + "," + title + comma, std::string("Ann,Bob") + comma,
                        std::string(",") + comma,
                        fmt::format("1,1,1,1,D,1,0{}\n2,1,1,2,D,0,1{}\n", behind, behind))}});
      EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ann", 1}, {"Bob", 1}})) << comma;
    }
  }
  const auto problems = refused_texts(
      {{"a.csv", primary_csv(title + "," + title + ",", "Ann,Bob,", ",,", "1,1,1,1,D,1,0,7\n")}});
  EXPECT_EQ(problems[0].cause, "dominion-csv.fields") << "a value there is none of the export's";
  // A comma in a field moves the cells of its row, also where the last of them is empty.
  const auto moved =
      refused_texts({{"a.csv", primary_csv(title + "," + title + ",", "Ann,Bob,", ",,",
                                           "1,1,1,1,D,1,0\n2,1,1,2,A, B,1,0\n")}});
  EXPECT_EQ(moved[0].cause, "dominion-csv.fields");
  EXPECT_EQ(moved[0].place.row, 6);
}

}  // namespace
}  // namespace recanvass::formats
