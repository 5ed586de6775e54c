#include "formats/choice_columns.h"

#include "formats/archive_fixture.h"
#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

TEST(ChoiceColumns, WordsOfEsAndSAreNotNames) {
  const auto import = imported_texts(
      {{"a.cvr",
        "Cast Vote Record,Precinct,Ballot Style,Serial Number,MAYOR,CLERK\n"
        "11,P1,S1,900,Ada,undervote\n12,P1,S1,901,overvote,\n13,P2,S2,902,,Write-in\n"
        "14,P2,S2,903,UNDERVOTE,\"Ben \"\"B\"\" Lee\"\n"}});
  EXPECT_EQ(import.format, CvrFormat::ChoiceColumns);
  const auto& store = import.store;
  EXPECT_EQ(card_said(store, 0, 0), "Ada");
  EXPECT_EQ(card_said(store, 0, 1), "blank");
  EXPECT_EQ(card_said(store, 1, 0), "overvoted");
  EXPECT_EQ(card_said(store, 1, 1), "absent");
  EXPECT_EQ(card_said(store, 2, 1), "Write-in");
  EXPECT_EQ(store.contests()[1].choices[0].kind, election::CardChoiceKind::WriteIn);
  EXPECT_EQ(card_said(store, 3, 1), "Ben \"B\" Lee");
  EXPECT_EQ(store.record_id(store.place_of(2)), "13");
  EXPECT_EQ(store.imprinted_id(store.place_of(2)), "902");
}

TEST(ChoiceColumns, RanksAreFoundInHeadersOfSeveralShapes) {
  for (const char* header :
       {"Cast Vote Record,For Mayor Choice 1 (45),For Mayor Choice 2 (50),For Mayor Choice 3 (55)",
        "Precinct,1ST CHOICE MAYOR,2ND CHOICE MAYOR,3RD CHOICE MAYOR",
        "Cast Vote Record,Mayor Choice 1 of 3 Citywide (026916),Mayor Choice 2 of 3 Citywide "
        "(026917),Mayor Choice 3 of 3 Citywide (026918)",
        "Precinct,Rank 1,Rank 2,Rank 3"}) {
    const auto import = imported_texts(
        {{"mayor.csv", std::string(header) + "\n1,Ada,undervote,Ben\n2,overvote,Ada,\n3,,,\n"
                                             "4,undervote,undervote,undervote\n"}});
    const auto& store = import.store;
    ASSERT_EQ(store.contests().size(), 1U) << header;
    EXPECT_EQ(store.contests()[0].ranks, 3) << header;
    EXPECT_EQ(card_said(store, 0, 0), "1 Ada, 3 Ben") << header;
    EXPECT_EQ(card_said(store, 1, 0), "1 overvote, 2 Ada") << header;
    EXPECT_EQ(card_said(store, 2, 0), "absent") << header;
    EXPECT_EQ(card_said(store, 3, 0), "blank") << header;
  }
}

// Numbered columns are votes of one contest, or contests of their own: the cards decide.
TEST(ChoiceColumns, NumberedColumnsAreOneContestWhenTheCardsSaySo) {
  const std::string header = "Cast Vote Record,COUNCIL 1,COUNCIL 2,WARD 1,WARD 2,PROP 1,PROP 2\n";
  const auto import = imported_texts({{"a.csv", header + "1,Ada,Ben,Cy,,Yes,Yes\n"
                                                         "2,Ben,undervote,,Di,No,Yes\n"
                                                         "3,Write-in,Write-in,Cy,,Yes,No\n"
                                                         "4,Ben,Eve,Cy,,Yes,No\n"}});
  const auto& store = import.store;
  std::vector<std::string> names;
  for (const auto& contest : store.contests()) names.push_back(contest.name);
  EXPECT_EQ(names, (std::vector<std::string>{"COUNCIL", "WARD 1", "WARD 2", "PROP 1", "PROP 2"}));
  EXPECT_EQ(store.contests()[0].vote_for, 2);
  EXPECT_EQ(card_said(store, 0, 0), "Ada+Ben");
  EXPECT_EQ(card_said(store, 1, 0), "Ben");
  EXPECT_EQ(card_said(store, 2, 0), "Write-in x2");
}

std::vector<std::string> contest_names_of(const CardImport& import) {
  std::vector<std::string> names;
  for (const auto& contest : import.store.contests()) names.push_back(contest.name);
  return names;
}

// Which of the two was taken is said of each wherever a card has two of the columns.
TEST(ChoiceColumns, WhichReadingOfNumberedColumnsWasTakenIsSaid) {
  struct Case {
    const char* rows;
    std::vector<std::string> contests;
    const char* remark;  // its end; empty: none
  };
  for (const Case& each : {
           Case{"1,Cy,Dee\n2,Dee,Cy\n3,overvote,\n4,Eve,Cy\n", {"C"}, "some name is in several"},
           Case{"1,Cy,Dee\n2,Dee,Eve\n3,Cy,\n",
                {"C 1", "C 2"},
                "since a card has something in some of them only"},
           Case{
               "1,Cy,Dee\n2,Dee,Dee\n", {"C 1", "C 2"}, "since a card has one name in two of them"},
           Case{"1,Cy,Dee\n2,Cy,Dee\n", {"C 1", "C 2"}, "since no name is in two of them"},
           Case{"1,Yes,No\n2,No,Yes\n",
                {"C 1", "C 2"},
                "since their names are answers to questions"},
           Case{"1,YES/FOR,NO/AGAINST\n2,NO/AGAINST,YES/FOR\n",
                {"C 1", "C 2"},
                "since their names are answers to questions"},
           Case{"1,Cy,\n2,,Dee\n", {"C 1", "C 2"}, ""},
           // Numbered seats and questions share words that are nobody's name.
           Case{"1,Ann,Cy\n2,Bob,Unresolved Write-In\n3,Unresolved Write-In,Dee\n",
                {"C 1", "C 2"},
                "since no name is in two of them"},
           Case{"1,Ann,Cy\n2,None of the above,Dee\n3,Bob,None of the above\n",
                {"C 1", "C 2"},
                "since no name is in two of them"},
           Case{"1,Maintained,Repealed\n2,Repealed,Maintained\n",
                {"C 1", "C 2"},
                "since their names are answers to questions"},
           Case{"1,\"Bonds, Yes\",\"Bonds, No\"\n2,\"Bonds, No\",\"Bonds, Yes\"\n",
                {"C 1", "C 2"},
                "since their names are answers to questions"},
           Case{"1,Oui,Non\n2,Non,Oui\n",
                {"C 1", "C 2"},
                "since there are no more names than columns"},
           Case{"1,Ann,Dee\n2,Bob,Eve\n3,Cy,Fay\n4,Nobody,Gus\n5,Hal,Nobody\n",
                {"C 1", "C 2"},
                "since few names are in two of them"},
       }) {
    const auto import =
        imported_texts({{"a.csv", std::string("Cast Vote Record,C 1,C 2\n") + each.rows}});
    EXPECT_EQ(contest_names_of(import), each.contests) << each.rows;
    const bool told = *each.remark != '\0';
    ASSERT_EQ(import.remarks.size(), told ? 1U : 0U) << each.rows;
    if (told) {
      EXPECT_NE(import.remarks[0].find(std::string(each.remark) + ". If"), std::string::npos)
          << import.remarks[0];
    }
  }
}

TEST(ChoiceColumns, ColumnsThatAreNumberedFirstAndSecondAreRanks) {
  const std::string rows = "1,Ann,Bob\n2,Bob,overvote\n3,Ann,Ann\n4,Cy,\n";
  for (const char* header : {"Mayor 1st,Mayor 2nd", "Mayor - First,Mayor - Second",
                             "Mayor 1st Choice (701),Mayor 2nd Choice (702)"}) {
    const auto import =
        imported_texts({{"a.csv", std::string("Cast Vote Record,") + header + "\n" + rows}});
    ASSERT_EQ(contest_names_of(import), std::vector<std::string>{"Mayor"}) << header;
    EXPECT_EQ(import.store.contests()[0].ranks, 2) << header;
    EXPECT_EQ(card_said(import.store, 1, 0), "1 Bob, 2 overvote") << header;
  }
  const auto apart = imported_texts(
      {{"a.csv", "Cast Vote Record,1st District,2nd District\n1,Ann,Bob\n2,Cy,Dee\n"}});
  EXPECT_EQ(contest_names_of(apart), (std::vector<std::string>{"1st District", "2nd District"}));
}

TEST(ChoiceColumns, ColumnsOfOneTitleAreVotesOfOneContest) {
  const std::string rows =
      "1,Yan,Ann,Bob\n2,Zed,Ann,undervote\n3,Yan,Bob,Cy\n4,Zed,undervote,undervote\n"
      "5,Yan,overvote,overvote\n6,Zed,Cy,Ann\n7,Yan,,\n";
  for (const char* header : {"Mayor,Council,Council", "Mayor,Council,"}) {
    const auto import =
        imported_texts({{"a.csv", std::string("Cast Vote Record,") + header + "\n" + rows}});
    ASSERT_EQ(contest_names_of(import), (std::vector<std::string>{"Mayor", "Council"})) << header;
    EXPECT_EQ(import.store.contests()[1].vote_for, 2) << header;
    EXPECT_EQ(card_said(import.store, 0, 1), "Ann+Bob") << header;
    EXPECT_EQ(card_said(import.store, 4, 1), "overvoted") << header;
    EXPECT_EQ(card_said(import.store, 6, 1), "absent") << header;
    ASSERT_EQ(import.remarks.size(), 1U);
    EXPECT_NE(import.remarks[0].find("2 columns Council were read as one contest of 2 votes"),
              std::string::npos)
        << import.remarks[0];
  }
  const auto spare = imported_texts({{"a.csv", "Cast Vote Record,Mayor,,\n1,Ann,,\n2,Bob,\n"}});
  EXPECT_EQ(spare.store.contests()[0].vote_for, 0) << "columns that a spreadsheet added";
  EXPECT_EQ(refused_texts({{"a.csv", "Cast Vote Record,,Mayor\n1,x,Ann\n"}})[0].cause,
            "choice-columns.header");
}

TEST(ChoiceColumns, DataOfTheCardsIsNoContest) {
  const auto import = imported_texts(
      {{"a.csv",
        "Unknown Column,Cast Vote Record,Batch Number,Precinct,Ballot Style,Tabulator CVR,Machine,"
        "Poll Place,Reporting Group,Mayor\nx,1,B1,P1,S1,0001013410,DS200-1,Hall,Mail,Ann\n"}});
  EXPECT_EQ(contest_names_of(import), std::vector<std::string>{"Mayor"});
  const auto& store = import.store;
  EXPECT_EQ(store.batch(store.place_of(0)).name, "B1");
  EXPECT_EQ(store.imprinted_id(store.place_of(0)), "0001013410");
  ASSERT_EQ(import.ignored.size(), 1U);
  EXPECT_NE(import.ignored[0].what.find("Unknown Column"), std::string::npos);
  std::string rows = "Cast Vote Record,Hall,Mayor\n";
  for (int i = 1; i <= 10; ++i) rows += fmt::format("{},Town,{}\n", i, i < 4 ? "undervote" : "Ann");
  const auto odd = imported_texts({{"a.csv", rows}});
  ASSERT_EQ(odd.remarks.size(), 1U);
  EXPECT_NE(odd.remarks[0].find("overvote: Hall. Remove"), std::string::npos) << odd.remarks[0];
}

TEST(ChoiceColumns, AColumnInWhichNearlyAllCardsHaveANameIsToldOf) {
  const auto remarks = [](int empty, const char* word) {
    std::string rows = "Cast Vote Record,Mayor,Hall\n";
    for (int i = 1; i <= 10; ++i) {
      rows += fmt::format("{},{},{}\n", i, i < 4 ? "undervote" : "Ann",
                          i <= empty ? "" : (i == 10 ? word : "Town"));
    }
    return imported_texts({{"a.csv", rows}}).remarks.size();
  };
  EXPECT_EQ(remarks(0, "Village"), 1U);
  EXPECT_EQ(remarks(1, "Village"), 1U) << "one cell is empty";
  EXPECT_EQ(remarks(2, "Village"), 0U);
  EXPECT_EQ(remarks(0, "overvote"), 0U);
}

// A table with a column for each choice, or whether a card was remade: 1 wins no election.
TEST(ChoiceColumns, ZerosAndOnesInPlaceOfNamesAreRefused) {
  const auto problems = refused_texts(
      {{"a.csv", "Cast Vote Record,Precinct,Gov - Ann,Gov - Bob\n1,P,1,0\n2,P,0,1\n"}});
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].cause, "choice-columns.name");
  EXPECT_EQ(problems[0].place.column, "column Gov - Ann");
  EXPECT_EQ(problems[1].place.column, "column Gov - Bob");
  const auto odd = refused_texts({{"a.csv", "Cast Vote Record,Mayor,Odd\n1,Ann,X\n2,Bob,\n"}});
  EXPECT_EQ(odd[0].place.column, "column Odd");
  const auto some = imported_texts({{"a.csv", "Cast Vote Record,M\n1,1\n2,0\n3,Ann\n"}});
  EXPECT_EQ(some.store.cards().value(), 3);
}

// As many first choices as a report of ranked totals has are no candidates.
TEST(ChoiceColumns, TablesOfFiguresAndOfSingleVotesAreNoRecords) {
  for (const char* text :
       {"Precinct,Candidate,1st Choice,2nd Choice\nP1,Ann,120,30\nP1,Bob,90,50\n",
        "Precinct,Rank 1,Votes\nP1,Ann,\"1,120\"\nP1,Bob,90\n"}) {
    EXPECT_EQ(refused_texts({{"a.csv", text}})[0].cause, "choice-columns.name") << text;
  }
  const auto rows =
      refused_texts({{"a.csv", "Cast Vote Record,Precinct,Contest,Candidate\n1,P,Mayor,Ann\n"}});
  EXPECT_EQ(rows[0].cause, "choice-columns.header");
  // New York City's records have numbers of candidates in them.
  const auto numbers = imported_texts(
      {{"a.csv", "Cast Vote Record,Mayor Choice 1,Mayor Choice 2\n1,219469,218922\n2,218922,\n"}});
  EXPECT_EQ(numbers.store.contests()[0].ranks, 2);
}

TEST(ChoiceColumns, AHeadingThatFillsPagesIsRefusedInALine) {
  const auto problems = refused_texts(
      {{"a.csv", "Cast Vote Record,M" + std::string(20'000, 'x') + "\n1,Ann\n2,Bob\n"}});
  EXPECT_EQ(problems[0].cause, "choice-columns.header");
  EXPECT_LT(base::sentences(problems).size(), 1000U);
}

// RCTab 2.0 writes where a card is, and a record's number in its batch.
TEST(ChoiceColumns, RctabsOwnTableHasRecordsByBatch) {
  const std::string head =
      "Source Filepath,CVR Provider,Contest Id,Tabulator Id,Batch Id,Record Id,Precinct,"
      "Precinct Portion,Rank 1,Rank 2\n";
  const std::string first = "./cvr/,dominion,7,92200,113,3,,District 24,Ann,Bob\n";
  const std::string second = "./cvr/,dominion,7,92207,9,3,,District 17,Bob,undervote\n";
  const auto import = imported_texts({{"a.csv", head + first + second}});
  ASSERT_EQ(import.store.contests().size(), 1U);
  EXPECT_EQ(import.store.contests()[0].ranks, 2);
  EXPECT_EQ(card_said(import.store, 0, 0), "1 Ann, 2 Bob");
  const auto place = import.store.place_of(1);
  EXPECT_EQ(import.store.batch(place).name, "9");
  EXPECT_EQ(import.store.chunks()[0].position_of(1), 3U);
  EXPECT_EQ(import.store.names().precincts[import.store.profile(place).precinct], "District 17");
  EXPECT_EQ(refused_texts({{"a.csv", head + second + second}})[0].cause, "choice-columns.twice");
}

// As ES&S' workbooks have them: a picture of what was written on a cell without a text.
TEST(ChoiceColumns, APictureOnAnEmptyCellIsAWrittenName) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "book.xlsx";
  const auto row = [](const std::vector<std::string>& cells) {
    std::string text = "<row>";
    for (const std::string& cell : cells) {
      text += cell.empty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    }
    return text + "</row>";
  };
  const auto anchored = [](int column, int line, const char* what) {
    return fmt::format(
        "<twoCellAnchor><from><col>{}</col><row>{}</row></from><to><col>9</col><row>9</row></to>"
        "<{}/></twoCellAnchor>",
        column, line, what);
  };
  write_zip(
      path,
      {{"xl/workbook.xml",
        R"(<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>)"
        "</workbook>"},
       {"xl/_rels/workbook.xml.rels",
        R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)"},
       {"xl/worksheets/s.xml",
        "<worksheet><sheetData>" +
            row({"Cast Vote Record", "Precinct", "Mayor", "Clerk", "X Rank 1", "X Rank 2"}) +
            row({"1", "P", "Ann", "Cy", "", "Di"}) + row({"2", "P", "", "Cy"}) +
            row({"3", "", "", ""}) + row({"4", "P", "undervote"}) + "</sheetData></worksheet>"},
       {"xl/worksheets/_rels/s.xml.rels",
        R"(<Relationships><Relationship Id="r2" Type="http://x/relationships/drawing" )"
        R"(Target="../drawings/d.xml"/></Relationships>)"},
       {"xl/drawings/d.xml", "<wsDr>" + anchored(2, 2, "pic") + anchored(2, 1, "pic") +
                                 anchored(3, 4, "pic") + anchored(1, 3, "pic") +
                                 anchored(2, 3, "sp") + anchored(4, 1, "pic") + "</wsDr>"}});
  const auto import = imported({path});
  EXPECT_EQ(card_said(import.store, 0, 0), "Ann") << "a picture beside a text";
  EXPECT_EQ(card_said(import.store, 1, 0), "Write-in");
  EXPECT_EQ(card_said(import.store, 2, 0), "absent") << "a drawn line is no picture";
  EXPECT_EQ(card_said(import.store, 3, 0), "blank");
  EXPECT_EQ(card_said(import.store, 3, 1), "Write-in") << "behind the last cell of its row";
  const auto& third = import.store.profile(import.store.place_of(2));
  EXPECT_EQ(import.store.names().precincts[third.precinct], "");
  // RCTab's expected report for Portland in 2015 has such ranks as blank.
  EXPECT_EQ(card_said(import.store, 0, 2), "2 Di");
  std::map<std::string, std::uint64_t> ignored;
  for (const IgnoredPart& part : import.ignored) ignored[part.what] = part.how_many;
  EXPECT_EQ(ignored, (std::map<std::string, std::uint64_t>{
                         {"names written in (kept as Write-in)", 2},
                         {"pictures of written names on empty ranks, read as blank ranks", 1}}));
}

TEST(ChoiceColumns, AWriteInThatWasRejectedCountsForNobody) {
  const auto import =
      imported_texts({{"a.csv",
                       "Cast Vote Record,M\n1,Ann\n2,Rejected Write-In\n3,No image found\n"
                       "4,Invalid write-in\n"}});
  EXPECT_EQ(contest_votes(import.store, 0U),
            (Totals{{"Ann", 1}, {"Write-in", 1}, {"invalid write-in", 2}}));
  EXPECT_EQ(card_said(import.store, 1, 0), "invalid write-in");
}

TEST(ChoiceColumns, TitlesMayStandAboveAndTheNumberOfRowsBelow) {
  const std::string table = "Cast Vote Record,Mayor\n1,Ann\n2,undervote\n";
  const auto import =
      imported_texts({{"a.csv", "Cast Vote Records,\nGEN2111,\n\"County, State\",\n,\n" + table +
                                    "Total : 2,\n,\n"}});
  EXPECT_EQ(import.store.cards().value(), 2);
  const auto cut = refused_texts({{"a.csv", table + "Total : 3,\n"}});
  EXPECT_EQ(cut[0].cause, "choice-columns.total");
  EXPECT_EQ(cut[0].wanted, "2, the number of rows above it");
}

TEST(ChoiceColumns, WhoWasWrittenIsSaidToBeLeftOut) {
  const auto import = imported_texts(
      {{"a.csv", "Cast Vote Record,Mayor\n1,write-in:JOE\n2,Write-in\n3,write-in:SUE\n"}});
  EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Write-in", 3}}));
  ASSERT_EQ(import.ignored.size(), 1U);
  EXPECT_EQ(import.ignored[0].how_many, 2U);
}

TEST(ChoiceColumns, AnOvervoteMayStandOnceForAllColumnsOfAContest) {
  const auto import = imported_texts(
      {{"a.csv", "Cast Vote Record,C 1,C 2\n1,Cy,Dee\n2,Dee,Cy\n3,overvote,\n4,,\n5,Eve,Cy\n"}});
  ASSERT_EQ(contest_names_of(import), std::vector<std::string>{"C"});
  EXPECT_EQ(card_said(import.store, 2, 0), "overvoted");
  EXPECT_EQ(card_said(import.store, 3, 0), "absent");
}

TEST(ChoiceColumns, WordsForNothingMarkedAreNoCandidates) {
  const auto import = imported_texts(
      {{"a.csv",
        "Cast Vote Record,M\n1,blank\n2,Blank\n3,no selection\n4,Under Vote\n5,skipped\n"
        "6,Undervotes\n7,No vote\n8,not voted\n9,N/A\n10,-\n11,Blank contest\n12,Blanka\n"}});
  ASSERT_EQ(import.store.contests()[0].choices.size(), 1U);
  for (std::uint64_t card = 0; card < 11; ++card)
    EXPECT_EQ(card_said(import.store, card, 0), "blank") << card;
  const auto over = imported_texts(
      {{"a.csv", "Cast Vote Record,M\n1,overvoted\n2,Overvotes\n3,over votes\n4,Ada\n"}});
  ASSERT_EQ(over.store.contests()[0].choices.size(), 1U);
  for (std::uint64_t card = 0; card < 3; ++card) {
    EXPECT_EQ(card_said(over.store, card, 0), "overvoted") << card;
  }
}

// A choice of such a name is written with its id, or it would come back as the word.
TEST(ChoiceColumns, WordsInCellsAreToldFromNames) {
  for (const char* word : {"*", "REDACTED", "Overvoted", "-", " n/a "}) {
    EXPECT_TRUE(is_word_in_cell(word)) << word;
  }
  for (const char* name : {"", "Ada", "Overvoter", "--"})
    EXPECT_FALSE(is_word_in_cell(name)) << name;
}

TEST(ChoiceColumns, ACountColumnStandsForSoManyCards) {
  const auto import =
      imported_texts({{"a.csv",
                       "Precinct,1ST CHOICE X,2ND CHOICE X,COUNT\nP,Ada,Ben,3\nP,Ben,,0\n"
                       "P,Ben,Ada,1\n"}});
  EXPECT_EQ(import.store.cards().value(), 4);
  EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ada", 3}, {"Ben", 1}}));
}

TEST(ChoiceColumns, RefusalsSayRowAndColumn) {
  struct Case {
    std::string text;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& each : {
           Case{"Cast Vote Record,M,M\n1,a,b\n", "choice-columns.header", 1},
           Case{"Cast Vote Record,M Choice 1 (1),M Choice 1 (2)\n1,a,b\n", "choice-columns.header",
                1},
           Case{"Cast Vote Record,Count,M,COUNT\n1,2,a,3\n", "choice-columns.header", 1},
           Case{"Cast Vote Record,M\n1,a\n2,Ada,Ben\n", "choice-columns.fields", 3},
           Case{"Cast Vote Record,M\n1,a\n2\n", "choice-columns.fields", 3},
           Case{"Cast Vote Record,M,COUNT\n1,a,1\n2,a,-1\n", "choice-columns.count", 3},
           Case{"Cast Vote Record,M,COUNT\n1,a,10000001\n", "choice-columns.count", 2},
           Case{"Cast Vote Record,M\n1,a\xE2\x80\xAE"
                "b\n",
                "choice-columns.name", 2},
       }) {
    const auto problems = refused_texts({{"a.csv", each.text}});
    EXPECT_EQ(problems[0].cause, each.cause) << each.text;
    EXPECT_EQ(problems[0].place.row, each.row) << each.text;
  }
}

TEST(ChoiceColumns, JeffersonCountysSample) {
  const fs::path file = cvr_data("ess/jefferson_co_ess-test.cvr");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto import = imported({file});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 100);
  EXPECT_EQ(contest_votes(store, "MAYOR ARVADA"),
            (Totals{{"Marc Williams", 21}, {"Dave Chandler", 13}}));
  EXPECT_EQ(store.carrying(contest_named(store, "MAYOR ARVADA")).value(), 36);
  const auto& council =
      store.contests()[contest_named(store, "OFFICE CITY COUNCILLOR WESTMINSTER")];
  EXPECT_EQ(council.vote_for, 3);
  // Four cards are too few to tell votes of one contest from neighbouring seats: that is said.
  EXPECT_NE(fmt::format("{}", fmt::join(import.remarks, "\n"))
                .find("CITY COUNCIL MEMBER EDGEWATER 1 to 5 were read as contests of their own"),
            std::string::npos);
  EXPECT_EQ(store.batch(store.place_of(0)).name, "P5");
}

// First choices as the tabulator's published report has them in its first round.
TEST(ChoiceColumns, PortlandAndMinneapolisGiveThePublishedFirstRound) {
  const fs::path portland = cvr_data("ess/2015_portland_mayor_cvr.xlsx");
  if (!fs::exists(portland)) GTEST_SKIP() << "missing " << portland;
  const auto small = imported({portland});
  EXPECT_EQ(small.store.cards().value(), 99);
  EXPECT_EQ(small.store.contests()[0].ranks, 15);
  auto first = Totals{};
  std::int64_t overvoted = 0;
  for (std::uint64_t card = 0; card < 99; ++card) {
    const auto marking = small.store.marking(small.store.place_of(card), 0);
    if (marking && !marking->marks.empty() &&
        marking->marks[0].choice == election::kOvervotedRank) {
      ++overvoted;
    }
  }
  EXPECT_EQ(overvoted, 1);
  EXPECT_EQ(contest_votes(small.store, 0U).at("Mavodones, Nicholas M. Jr."), 13);
  EXPECT_EQ(contest_votes(small.store, 0U).at("Carmona, Ralph C."), 12);

  const auto large = imported({cvr_data("ess/2013_minneapolis_mayor_cvr.xlsx")});
  EXPECT_EQ(large.store.cards().value(), 80'101);
  EXPECT_EQ(large.store.contests()[0].ranks, 3);
  // The city's rule lets one rank be skipped: a first mark at rank 3 is no vote.
  const auto& column = *large.store.chunks()[0].column(0);
  EXPECT_EQ(column.presence, election::Presence::All);
  first = {};
  for (std::uint64_t card = 0; card < 80'101; ++card) {
    const auto marking = large.store.marking(large.store.place_of(card), 0);
    if (marking->marks.empty() || marking->marks[0].rank > 2) continue;
    const auto choice = marking->marks[0].choice;
    if (choice < election::kChoiceLimit) ++first[large.store.contests()[0].choices[choice].name];
  }
  EXPECT_EQ(first.at("BETSY HODGES"), 28'951);
  EXPECT_EQ(first.at("MARK ANDREW"), 19'621);

  const auto blank = imported({cvr_data("ess/simple_ess_cvr.xlsx")});
  EXPECT_EQ(blank.store.cards().value(), 10);
  EXPECT_EQ(card_said(blank.store, 0, 0), "1 Mookie Blaylock");
}

TEST(ChoiceColumns, TheHeaderAgainIsNoCard) {
  const std::string head = "Cast Vote Record,Precinct,Mayor\n";
  const auto problems = refused_texts({{"a.csv", head + "1,P,Ada\n" + head + "2,P,Ben\n"}});
  EXPECT_EQ(problems[0].cause, "choice-columns.header");
  EXPECT_EQ(problems[0].place.row, 3);
  const std::string other = "Cast Vote Record,Precinct,Clerk\n";
  EXPECT_EQ(refused_texts({{"a.csv", head + "1,P,Ada\n" + other + "2,P,Ben\n"}})[0].cause,
            "choice-columns.header");
  EXPECT_EQ(imported_texts({{"a.csv", head + "1,Precinct,Ada\n"}}).store.cards().value(), 1);
}

TEST(ChoiceColumns, WhichLimitOnCountsWasMetIsSaid) {
  std::string text = "Cast Vote Record,COUNT,Mayor\n";
  for (int row = 1; row <= 6; ++row) text += fmt::format("{},10000000,Ada\n", row);
  const auto all = refused_texts({{"a.csv", text}});
  EXPECT_EQ(all[0].found, "60000000 cards up to this row");
  EXPECT_EQ(all[0].place.row, 7);
  EXPECT_EQ(refused_texts({{"a.csv", "Cast Vote Record,COUNT,Mayor\n1,10000001,Ada\n"}})[0].wanted,
            "a number of cards up to 10000000");
}

// A later export holds the records of an earlier one again; a line end more is another file.
TEST(ChoiceColumns, ARecordOfAnotherFileIsTheSameRecord) {
  const std::string head = "Cast Vote Record,Mayor\n";
  const auto problems =
      refused_texts({{"a.csv", head + "1,Ada\n2,Ben\n"}, {"b.csv", head + "3,Ada\n2,Ben\n"}});
  EXPECT_EQ(problems[0].cause, "choice-columns.twice");
  EXPECT_EQ(problems[0].place.file, "b.csv");
  EXPECT_EQ(problems[0].place.row, 3);
  EXPECT_EQ(imported_texts({{"a.csv", head + "1,Ada\n"}, {"b.csv", head + "2,Ada\n"}})
                .store.cards()
                .value(),
            2);
  EXPECT_EQ(
      imported_texts({{"a.csv", head + "*,Ada\n*,Ben\nREDACTED,Ada\nredacted,Ada\nX,Ada\nX,\n"}})
          .store.cards()
          .value(),
      6)
      << "withheld numbers are no numbers";
}

// What examples and programs for surveys have: ranks and nothing of the card.
TEST(ChoiceColumns, RanksWithoutAnyOtherColumnAreBallots) {
  for (const char* head : {"rank1,rank2,rank3", "Rank 1,Rank 2,Rank 3",
                           "1st Choice,2nd Choice,3rd Choice", "Choice_1,Choice_2,Choice_3"}) {
    const auto import = imported_texts(
        {{"x/mayor.csv", std::string(head) + "\nAda,Ben,Cy\nBen,skipped,Ada\n,,\nCy,,\n"}});
    ASSERT_EQ(import.store.contests().size(), 1U) << head;
    EXPECT_EQ(import.store.contests()[0].ranks, 3) << head;
    EXPECT_EQ(card_said(import.store, 1, 0), "1 Ben, 3 Ada") << head;
    EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ada", 1}, {"Ben", 1}, {"Cy", 1}})) << head;
    EXPECT_EQ(ignored_of(import, "empty rows"), 1U) << head;
  }
  EXPECT_EQ(refused_texts({{"a.csv", "Ada,Ben\nx,y\n"}})[0].cause, "cards.unknown");
}

// Ranks in the headings and figures below are a report of votes, or a grid turned round.
TEST(ChoiceColumns, RanksOfFiguresAreNotTakenForNames) {
  for (const char* text :
       {"rank1,rank2,rank3\n3,1,2\n1,2,3\n", "Choice 1,Choice 2,Choice 3,x\n1,2,3,1\n2,1,3,1\n"}) {
    EXPECT_EQ(refused_texts({{"a.csv", text}})[0].cause, "choice-columns.name") << text;
  }
}

// Equal ballots in one row, with how many they are under several names.
TEST(ChoiceColumns, AWeightIsHowManyBallotsARowStandsFor) {
  for (const char* name :
       {"weight", "Weight", "count", "Frequency", "Number of Ballots", "ballots"}) {
    const auto behind = imported_texts(
        {{"a.csv", fmt::format("rank1,rank2,{}\nAda,Ben,3\nBen,,\"1,000\"\nCy,Ada,0\n", name)}});
    EXPECT_EQ(contest_votes(behind.store, 0U), (Totals{{"Ada", 3}, {"Ben", 1000}})) << name;
    const auto before =
        imported_texts({{"a.csv", fmt::format("{},rank1,rank2\n3,Ada,Ben\n2,Ben,\n", name)}});
    EXPECT_EQ(before.store.cards().value(), 5) << name;
    const bool usual = std::string_view(name) == "count";
    EXPECT_EQ(before.remarks.size(), usual ? 0U : 1U) << name;
  }
  for (const char* figure : {"2.5", "-1", "", "many", "1e3"}) {
    const auto problems =
        refused_texts({{"a.csv", fmt::format("rank1,rank2,weight\nAda,Ben,{}\n", figure)}});
    EXPECT_EQ(problems[0].cause, "choice-columns.count") << figure;
    EXPECT_EQ(problems[0].place.row, 2) << figure;
    EXPECT_EQ(problems[0].place.column, "column weight") << figure;
  }
  // A figure under a heading that nobody knows is no candidate.
  const auto unknown = refused_texts({{"a.csv", "rank1,rank2,n\nAda,Ben,3\nBen,,2\n"}});
  EXPECT_EQ(unknown[0].place.column, "column n");
}

}  // namespace
}  // namespace recanvass::formats
