#include "formats/manifest_reader.h"

#include "formats/card_import.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

base::Result<ManifestImport> read_text(const std::string& text,
                                       const std::vector<MappedColumn>& given = {}) {
  return read_manifest(InputFiles::of_texts({{"m.csv", text}}), 0, given);
}

std::string mapping(const ManifestImport& import) {
  std::string text;
  for (const MappedColumn& column : import.columns) {
    text += fmt::format("{}={}{} ", manifest_column_name(column.column), column.header,
                        column.by == MappedBy::Name      ? ""
                        : column.by == MappedBy::Content ? " (content)"
                                                         : " (hand)");
  }
  return text;
}

struct ManifestHeader {
  const char* header;
  const char* wanted;
};

// Headers of Colorado's counties, San Francisco, Orange County and Arlo, with the words that they
// use for one thing in each other's places.
const std::vector<ManifestHeader> kManifestHeaders = {
    {"CountyID,ScannerID,BatchID,NumBallots,StorageLocation",
     "tabulator=ScannerID batch=BatchID cards=NumBallots location=StorageLocation "},
    {"County,Tabulator ID ,Batch,# of Ballots,Locations",
     "tabulator=Tabulator ID batch=Batch cards=# of Ballots location=Locations "},
    {"x,IMAGE CAST ID,Batch #,Ballot Count,Bin",
     "tabulator=IMAGE CAST ID batch=Batch # cards=Ballot Count location=Bin "},
    {"County,TabulatorNum,BatchId,RecordId,Location",
     "tabulator=TabulatorNum batch=BatchId cards=RecordId (content) location=Location "},
    {",Tabulator,Batch,# of Ballots,Location",
     "tabulator=Tabulator batch=Batch cards=# of Ballots location=Location "},
    {"2,Tabulator,Batch,# of Ballots,Location",
     "tabulator=Tabulator batch=Batch cards=# of Ballots location=Location "},
    {"County,Device ID,Batch,# of Ballot Cards,Location",
     "tabulator=Device ID batch=Batch cards=# of Ballot Cards location=Location "},
    {"County,Tabulator,Batch,. of Ballots,Location",
     "tabulator=Tabulator batch=Batch cards=. of Ballots location=Location "},
    {"COUNTY,TABULATOR,BATCH,BALLOTS,LOCATION",
     "tabulator=TABULATOR batch=BATCH cards=BALLOTS location=LOCATION "},
    {"County Name,Scanner ID,Batch ID,Number of Ballots,Storage Location",
     "tabulator=Scanner ID batch=Batch ID cards=Number of Ballots location=Storage Location "},
    {"County,Scanner #,Batch #,# Ballots,Bin",
     "tabulator=Scanner # batch=Batch # cards=# Ballots location=Bin "},
    {"County,Tabulator #,Batch Number,Num Ballots,Bin #",
     "tabulator=Tabulator # batch=Batch Number cards=Num Ballots location=Bin # "},
    {"County,Tabulator Number,Batch No.,No. of Ballots,Storage",
     "tabulator=Tabulator Number batch=Batch No. cards=No. of Ballots location=Storage "},
    {"County,Device,Batch Num,Total Ballots,Location",
     "tabulator=Device batch=Batch Num cards=Total Ballots location=Location "},
    {"County,Machine,Batch,Ballots in Batch,Location",
     "tabulator=Machine batch=Batch cards=Ballots in Batch location=Location "},
    {"County,Tabulator_ID,Batch_ID,Ballot_Count,Storage_Location",
     "tabulator=Tabulator_ID batch=Batch_ID cards=Ballot_Count location=Storage_Location "},
    {"county,tabulator,batch,number of ballots in batch,location",
     "tabulator=tabulator batch=batch cards=number of ballots in batch location=location "},
    {"County,ImageCast ID,Batch,Count of Ballots,Location",
     "tabulator=ImageCast ID batch=Batch cards=Count of Ballots location=Location "},
    {"County,TabulatorID,BatchID,NumberOfBallots,Location",
     "tabulator=TabulatorID batch=BatchID cards=NumberOfBallots location=Location "},
    {"County,Tabulator Name,Batch Name,Number of Ballot Cards,Location",
     "tabulator=Tabulator Name batch=Batch Name cards=Number of Ballot Cards location=Location "},
    {"County,Scanner Number,Batch,Ballot Cards,Location",
     "tabulator=Scanner Number batch=Batch cards=Ballot Cards location=Location "},
    {"County,Scanner,Batch,Number of Cards,Location",
     "tabulator=Scanner batch=Batch cards=Number of Cards location=Location "},
    {"County,Tabulator,Batch,Card Count,Location",
     "tabulator=Tabulator batch=Batch cards=Card Count location=Location "},
    {"County,Tabulator,Batch,Batch Size,Location",
     "tabulator=Tabulator batch=Batch cards=Batch Size location=Location "},
    {"County,Tabulator,Batch,Sheets,Location",
     "tabulator=Tabulator batch=Batch cards=Sheets location=Location "},
    {"County,Tabulator,Batch,Number of Sheets,Bin",
     "tabulator=Tabulator batch=Batch cards=Number of Sheets location=Bin "},
    {"Election,Tray,Batch,Number of Ballots,Cart",
     "container=Tray batch=Batch cards=Number of Ballots location=Cart "},
    {"Notes,Container,Batch Name,Number of Ballots,Location",
     "container=Container batch=Batch Name cards=Number of Ballots location=Location "},
    {"Notes,Box ID,Batch Name,Number of Ballots,Location",
     "container=Box ID batch=Batch Name cards=Number of Ballots location=Location "},
    {"Notes,Box,Batch Name,Cards,Location",
     "container=Box batch=Batch Name cards=Cards location=Location "},
    {"  County ,  Tabulator , Batch  , # of Ballots , Location ",
     "tabulator=Tabulator batch=Batch cards=# of Ballots location=Location "},
};

TEST(ManifestReader, ColumnsAreFoundByTheNamesThatCountiesGiveThem) {
  EXPECT_EQ(kManifestHeaders.size(), 31U);
  for (const ManifestHeader& each : kManifestHeaders) {
    for (const char* begin : {"", "\xEF\xBB\xBF"}) {
      const auto import = read_text(begin + std::string(each.header) +
                                    "\r\nA,1,2, 25 ,Bin A\r\n,,,,\r\nA,1,3,\"1,007\",B\r\n");
      ASSERT_TRUE(import.ok()) << each.header << base::sentences(import.problems());
      EXPECT_EQ(mapping(*import), each.wanted);
      EXPECT_EQ(import->manifest.cards().value(), 1032) << each.header;
      EXPECT_EQ(import->manifest.batches()[0].name, "2") << each.header;
      EXPECT_EQ(import->blank_rows, 1);
      EXPECT_GE(import->unused.size(), 1U) << each.header;
      EXPECT_EQ(import->rows, (std::vector<std::int64_t>{2, 4}));
    }
  }
}

// Headings that no county's file had before, by their words.
TEST(ManifestReader, HeadingsThatWereNeverSeenAreReadByTheirWords) {
  struct Case {
    const char* header;
    const char* row;
    const char* wanted;
    bool remarked;  // since no column is a batch
  };
  const std::vector<Case> cases = {
      {"Batch,Qty", "7,25", "batch=Batch cards=Qty ", false},
      {"Locality,Precinct,Batch,Total number of ballots", "X,P1,7,25",
       "container=Precinct batch=Batch cards=Total number of ballots ", false},
      {"Precinct,Ballots", "7,25", "batch=Precinct cards=Ballots ", true},
      {"Lot,Ballots", "7,25", "batch=Lot cards=Ballots ", false},
      {"Tray,Quantity of ballots", "7,25", "batch=Tray cards=Quantity of ballots ", true},
      {"Jurisdiction,Precinct,Container,Ballots in Container", "X,P1,7,25",
       "container=Precinct batch=Container cards=Ballots in Container ", true},
      {"Scanner Serial No.,Deck #,Cards Scanned,Shelf", "T,7,25,S",
       "tabulator=Scanner Serial No. batch=Deck # cards=Cards Scanned location=Shelf ", false},
      {"Box,Start,End,Count", "7,1,25,25", "batch=Box cards=Count ", true},
      {"Device ID,Batch #,# of CVRs", "T,7,25",
       "tabulator=Device ID batch=Batch # cards=# of CVRs ", false},
  };
  for (const Case& each : cases) {
    const auto import = read_text(std::string(each.header) + "\n" + each.row + "\n");
    ASSERT_TRUE(import.ok()) << each.header << base::sentences(import.problems());
    EXPECT_EQ(mapping(*import), each.wanted) << each.header;
    EXPECT_EQ(import->manifest.cards().value(), 25) << each.header;
    EXPECT_EQ(import->manifest.batches()[0].name, "7") << each.header;
    EXPECT_EQ(import->remarks.size(), each.remarked ? 1U : 0U) << each.header;
  }
}

// Which of two numbers of papers is the cards, a person says.
TEST(ManifestReader, OfSeveralNumbersOfPapersNoneIsTaken) {
  for (const char* header : {"Batch,Ballots Cast,Ballots Scanned",
                             "Batch,Expected Ballots,Actual Ballots", "Batch,Qty,Count"}) {
    const auto import = read_text(std::string(header) + "\n7,25,26\n");
    ASSERT_FALSE(import.ok()) << header;
    EXPECT_EQ(import.problems()[0].wanted, "one that is the cards") << header;
  }
  const auto known = read_text("Batch,Ballots,Sheets Scanned\n7,25,50\n");
  ASSERT_TRUE(known.ok());
  EXPECT_EQ(known->manifest.cards().value(), 25);
  EXPECT_EQ(known->remarks, std::vector<std::string>{"m.csv: \"Ballots\" was taken for the cards, "
                                                     "\"Sheets Scanned\" was not read"});
  const auto two =
      read_text("Batch,Ballots\n7,25\n", {{ManifestColumn::Batch, "Ballots", MappedBy::Hand},
                                          {ManifestColumn::Cards, "Ballots", MappedBy::Hand}});
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.problems()[0].found, "\"Ballots\" for two things");
}

TEST(ManifestReader, AMappingByHandComesFirst) {
  const std::string text = "Box,Stack,Sheets A,Sheets B\n7,x,3,4\n";
  EXPECT_FALSE(read_text(text).ok());
  const auto import = read_text(text, {{ManifestColumn::Batch, "Stack", MappedBy::Hand},
                                       {ManifestColumn::Cards, "Sheets B", MappedBy::Hand}});
  ASSERT_TRUE(import.ok());
  EXPECT_EQ(mapping(*import), "container=Box batch=Stack (hand) cards=Sheets B (hand) ");
  EXPECT_EQ(import->manifest.cards().value(), 4);
  const auto wrong = read_text(text, {{ManifestColumn::Batch, "Stck", MappedBy::Hand}});
  EXPECT_EQ(wrong.problems()[0].mend, "Did you mean \"Stack\"?");
}

TEST(ManifestReader, AnEmptyBatchAndAFormulaAreTextAndNumber) {
  const auto import = read_text("Batch,Ballots\n\"=HYPERLINK(\"\"http://x\"\",\"\"ok\"\")\",0\n");
  ASSERT_TRUE(import.ok());
  EXPECT_EQ(import->manifest.empty_batches(), 1U);
  EXPECT_EQ(import->manifest.batches()[0].name, "=HYPERLINK(\"http://x\",\"ok\")");
}

TEST(ManifestReader, EveryProblemIsSaidWithItsPlace) {
  struct Case {
    const char* rows;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& each : {
           Case{"1,a,5,\n1,b,-5,\n", "manifest.cards", 3},
           Case{"1,a,5,\n1,b,5.5,\n", "manifest.cards", 3},
           Case{"1,a,1000000000000000000,\n", "manifest.cards", 2},
           Case{"1,a,,\n", "manifest.cards", 2},
           Case{"1,a,12O,\n", "manifest.cards", 2},
           Case{"1,a,5,\n1,,5,\n", "manifest.batch", 3},
           Case{"1,a,5,\nTotals,,\"32,990\",\n", "manifest.total", 3},
           Case{"1,a,5,\n2,a,5,\n1,a,6,\n", "manifest.twice", 4},
           Case{"1,a,5,left over\n", "manifest.fields", 2},
           Case{"1,a\n", "manifest.fields", 2},
       }) {
    const auto import = read_text(std::string("Tabulator,Batch,Ballots,\n") + each.rows);
    ASSERT_FALSE(import.ok()) << each.rows;
    EXPECT_EQ(import.problems()[0].cause, each.cause) << each.rows;
    EXPECT_EQ(import.problems()[0].place.row, each.row) << each.rows;
  }
  const auto twice = read_text(
      "Batch,Ballots\nWhitehall Township, 1\nWhitehall Township,2\n"
      "Whitehall Township,3\n");
  EXPECT_EQ(twice.problems().size(), 2U);  // all at once
  EXPECT_EQ(read_text("Batch,Ballots,Ballots\n").problems()[0].cause, "manifest.columns");
}

TEST(ManifestReader, PublishedManifestsAddUp) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data";
  if (!fs::exists(folder / "cvr")) GTEST_SKIP() << "missing " << folder / "cvr";
  struct Case {
    const char* path;
    std::size_t batches;
    std::int64_t cards;
  };
  for (const Case& each : {
           Case{"cvr/hart/Hart_manifest.xlsx", 4417, 1'141'765},
           Case{"cvr/sf2019_da/N19-manifest.csv", 5481, 293'555},
           Case{"cvr/dominion_csv_boulder/boulder2023_manifest.csv", 820, 119'643},
           Case{"cvr/dominion_csv_colorado_demo/adams-manifest.csv", 5, 165},
           Case{"cvr/dominion_csv_colorado_demo/plurality/HundredVotes_DoubledManifest.csv", 1,
                200},
           Case{"cvr/dominion_csv_nsw/Uralla_Mayoral.manifest.csv", 49, 3781},
           Case{"cvr/dominion_csv_nsw/City_of_Griffith_Mayoral.manifest.csv", 182, 14'179},
           Case{"cvr/arlo_small_election/Worthington_Hills_-_ballot_manifest.csv", 24, 694},
           Case{"audits/colorado2024/counties_Boulder_BoulderBallotManifest.csv", 1960, 396'121},
           Case{"audits/colorado2024/counties_Hinsdale_HinsdaleBallotManifest.csv", 26, 618},
       }) {
    const auto files = InputFiles::open({folder / each.path});
    ASSERT_TRUE(files.ok());
    const auto import = read_manifest(*files, 0);
    ASSERT_TRUE(import.ok()) << each.path << base::sentences(import.problems());
    EXPECT_EQ(import->manifest.batches().size(), each.batches) << each.path;
    EXPECT_EQ(import->manifest.cards().value(), each.cards) << each.path;
  }
}

TEST(ManifestReader, ATotalByAnyOfItsNamesIsRefused) {
  for (const char* word :
       {"Grand Total", "SUM", "Totals:", "Subtotal", "Combined", "TTL", "Tot."}) {
    const auto files =
        InputFiles::of_texts({{"m.csv", fmt::format("Batch,Ballots\n1,10\n2,20\n{},30\n", word)}});
    const auto read = read_files(files);
    ASSERT_FALSE(read.ok()) << word;
    EXPECT_EQ(read.problems()[0].cause, "manifest.total") << word;
    EXPECT_EQ(read.problems()[0].place.row, 4);
  }
}

// By a name that nobody knows it is a batch like any other.
TEST(ManifestReader, ARowOfAsManyCardsAsAllAboveItIsSaid) {
  const auto read = read_text("Batch,Ballots\n1,10\n2,20\nCounty of X,30\n3,5\n");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->remarks.size(), 1U);
  EXPECT_EQ(read->remarks[0],
            "m.csv:4: as many cards as all rows above it together: remove it if it is a total");
  EXPECT_TRUE(read_text("Batch,Ballots\n1,10\n2,10\n3,0\n4,30\n")->remarks.empty());
  const auto total = read_text("Box,Batch,Ballots\nA,1,10\n,TTL,10\n");
  EXPECT_EQ(total.problems()[0].found, "a row of totals: \"TTL\"");
}

TEST(ManifestReader, AManifestTwiceIsRefusedWhateverItsBytes) {
  const std::string text = "Batch,Ballots\n1,10\n2,20\n";
  const auto twice = read_files(InputFiles::of_texts({{"a.csv", text}, {"b.csv", text + "\n"}}));
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.problems()[0].cause, "manifest.twice");
  EXPECT_EQ(twice.problems()[0].place.file, "b.csv");
  EXPECT_TRUE(
      read_files(InputFiles::of_texts({{"a.csv", text}, {"b.csv", "Batch,Ballots\n3,10\n"}})).ok());
}

TEST(ManifestReader, TitlesAboveTheHeaderArePassedOverAndSaid) {
  const std::string table = "Batch,Number of Ballots\n1,10\n2,20\n";
  const auto read = read_files(InputFiles::of_texts({{"m.csv", "Adams County,\n,\n" + table}}));
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  ASSERT_EQ(read->manifests.size(), 1U);
  EXPECT_EQ(read->manifests[0].manifest.cards().value(), 30);
  EXPECT_EQ(read->manifests[0].rows[0], 4);
  ASSERT_EQ(read->manifests[0].remarks.size(), 1U);
  EXPECT_NE(read->manifests[0].remarks[0].find("2 rows of titles"), std::string::npos);
  EXPECT_TRUE(read_files(InputFiles::of_texts({{"m.csv", table}}))->manifests[0].remarks.empty());
}

// Nothing differs from a list of nothing.
TEST(ManifestReader, AManifestWithoutABatchIsRefused) {
  for (const char* rows : {"", "\n\n", ",\n"}) {
    const auto read = read_files(
        InputFiles::of_texts({{"m.csv", "Batch,Number of Ballots\n" + std::string(rows)}}));
    ASSERT_FALSE(read.ok()) << rows;
    EXPECT_EQ(read.problems()[0].cause, "manifest.empty");
  }
}

// Whatever its columns are called: a person's word is enough.
TEST(ManifestReader, ATableWithNamesThatNobodyKnowsIsOneByHand) {
  const auto files = InputFiles::of_texts({{"m.csv", "Foo,Bar\n1,10\n2,20\n"}});
  EXPECT_EQ(read_files(files).problems()[0].cause, "cards.unknown");
  const auto read = read_files(files, {{ManifestColumn::Batch, "Foo", MappedBy::Hand},
                                       {ManifestColumn::Cards, "Bar", MappedBy::Hand}});
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  ASSERT_EQ(read->manifests.size(), 1U);
  EXPECT_EQ(read->manifests[0].manifest.batches()[1].cards.value(), 20);
  EXPECT_FALSE(read_files(files, {{ManifestColumn::Batch, "Foo", MappedBy::Hand}}).ok());
}

TEST(ManifestReader, ACommaTooManyBehindTheHeaderIsNoColumn) {
  const auto read = read_text("Tabulator,Batch,Number of Ballots,,\n1,1,20\n1,2,30,\n");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->manifest.cards().value(), 50);
  EXPECT_EQ(read_text("Tabulator,Batch,Number of Ballots,\n1,1,20,x\n").problems()[0].cause,
            "manifest.fields");
}

// A program for tables puts a row of its own headings above those of the export.
TEST(ManifestReader, ASecondRowOfHeadingsIsPassedOverAndSaid) {
  const std::string own = "County,Tabulator,Batch,Ballots,Storage\n";
  const std::string exported = "CountyID,ScannerID,BatchID,NumBallots,StorageLocation\n";
  const std::string rows = "Garfield,1,1,20,A\nGarfield,1,2,30,A\n";
  for (const std::string& head : {own + exported, exported + exported}) {
    const auto read = read_text(head + rows);
    ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
    EXPECT_EQ(read->manifest.cards().value(), 50);
    ASSERT_EQ(read->remarks.size(), 1U);
    EXPECT_EQ(read->remarks[0], "m.csv:2: a second row of headings was passed over");
  }
  const auto again = read_text(exported + rows + exported + "Garfield,2,1,5,A\n");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.problems()[0].found, "the header again");
  EXPECT_EQ(again.problems()[0].place.row, 4);
}

}  // namespace
}  // namespace recanvass::formats
