#include "formats/other_files.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(OtherFiles, TablesAreToldByTheirColumnsWhateverStandsAroundTheWords) {
  const auto what = [](std::vector<std::vector<std::string>> rows) {
    const auto known = other_table(rows);
    return known ? known->what : std::string("unknown");
  };
  EXPECT_EQ(what({{"Precinct \nCode", "Contest \nTitle", "Choice \nName", "Total Votes"}}),
            "a statement of votes: votes of precincts, not cards");
  EXPECT_EQ(
      what({{"Canonical List (Final)", "", ""}, {"CountyName", "ContestName", "ContestChoices"}}),
      "a list of contests and their choices");
  EXPECT_EQ(what({{"######## ELECTION INFO ########"}, {"Organization", "State"}}),
            "Arlo's report of an audit");
  EXPECT_EQ(what({{"Cast Vote Record", "Mayor"}}), "unknown");
  EXPECT_EQ(what({{"contest", "choice", "votes"}}), "unknown");  // our own returns
}

TEST(OtherFiles, ProseIsATextWhateverCommasItHas) {
  using Rows = std::vector<std::vector<std::string>>;
  for (const Rows& rows : {Rows{{"# Notes", "and more"}, {"a", "b"}}, Rows{{"Two lines"}, {""}},
                           Rows{{"These two files", " if joined", " are one."}, {"The end."}}}) {
    EXPECT_TRUE(other_text(rows).has_value());
  }
  EXPECT_FALSE(other_text({{"Foo", "Bar"}, {"1", "2"}}).has_value());
  EXPECT_FALSE(other_text({{"Foo", " Bar"}, {"1", "2"}, {"3", "4"}}).has_value());
}

TEST(OtherFiles, JsonAndXmlAreToldByWhatTheyHold) {
  EXPECT_EQ(other_json(R"({"$schema":"x","definitions":{"CVR.CastVoteRecordReport":1}})")->what,
            "a schema, which describes a format");
  EXPECT_EQ(other_json(R"({"CVR":[{"CVRSnapshot":[]}]})"), std::nullopt);
  EXPECT_EQ(other_xml("BallotDefinition")->what,
            "a ballot definition: contests and layouts, no votes");
  EXPECT_EQ(other_xml("Cvr"), std::nullopt);
}

// A folder may hold notes and reports beside the export; what is not known at all is refused.
TEST(OtherFiles, BesideCardsTheyArePassedOverAndSaid) {
  const std::string cards = "Cast Vote Record,M\n1,Ada\n";
  const auto import = imported_texts({{"a.csv", cards},
                                      {"README.txt", "What this is\n"},
                                      {"sov.csv", "Precinct Code,Contest Title,Choice Name\n"}});
  EXPECT_EQ(import.store.cards().value(), 1);
  EXPECT_EQ(import.remarks,
            (std::vector<std::string>{
                "README.txt: this file was not read; it is a text, not a table",
                "sov.csv: this file was not read; it is a statement of votes: votes of precincts, "
                "not cards"}));
  const auto refused = refused_texts({{"a.csv", cards}, {"b.csv", "Foo,Bar\nx,y\n"}});
  EXPECT_EQ(refused[0].cause, "cards.unknown");
  const auto alone = refused_texts({{"README.txt", "What this is\n"}});
  EXPECT_EQ(alone[0].cause, "cards.other-kind");
}

// What each file beside the records is called; its refusal says what to do instead.
TEST(OtherFiles, EveryFileBesideTheRealRecordsIsCalledWhatItIs) {
  const fs::path cvr = fs::path(RECANVASS_SHARED_DIR) / "data/cvr";
  const fs::path audits = fs::path(RECANVASS_SHARED_DIR) / "data/audits";
  if (!fs::exists(cvr)) GTEST_SKIP() << "missing " << cvr;
  if (!fs::exists(audits)) GTEST_SKIP() << "missing " << audits;
  for (const auto& [file, what] : std::vector<std::pair<fs::path, std::string>>{
           {cvr / "dominion_csv_boulder/boulder2023_statement_of_votes_rcv.csv",
            "a statement of votes: votes of precincts, not cards"},
           {cvr / "dominion_csv_boulder/boulder2024_statement_of_votes.csv.gz",
            "a statement of votes: votes of precincts, not cards"},
           {cvr / "dominion_csv_colorado_demo/adams-and-alamosa-canonical-list.csv",
            "a list of contests and their choices"},
           {cvr / "arlo_small_election/Small_Election_-_standardized_contests.csv",
            "Arlo's list of contests and where they are voted on"},
           {cvr / "arlo_small_election/Small_Election_-_jurisdictions.csv",
            "Arlo's list of jurisdictions"},
           {cvr / "ess/2013_minneapolis_mayor_config.json", "a configuration of RCTab"},
           {cvr / "ess/2013_minneapolis_mayor_expected_detailed_report.json",
            "RCTab's report of a count"},
           {cvr / "raire_us_irv/expected_Aspen_2009_Mayor.json",
            "assertions of an audit of ranked ballots"},
           {cvr / "nsw2021_irv/Ballina_Mayoral_out.json",
            "assertions of an audit of ranked ballots"},
           {cvr / "sf2019_da/334_361_vbm.json", "assertions of an audit of ranked ballots"},
           {cvr / "sf2019_da/shangrla_sample.csv", "a list of cards that an audit drew"},
           {cvr / "nist_cdf/schema/NIST_V0_cast_vote_records.json",
            "a schema, which describes a format"},
           {cvr / "nist_cdf/schema/NIST_V0_cast_vote_records.xsd",
            "a schema, which describes a format"},
           {cvr / "nist_cdf/gen-01/bd-gen-01.json",
            "a ballot definition: contests and layouts, no votes"},
           {cvr / "nist_cdf/gen-01/eel-gen-01.xml", "a log of a machine's events"},
           {cvr / "README.md", "a text, not a table"},
           {cvr / "dominion_json_small/README.txt", "a text, not a table"},
           {audits / "colorado2024/tabulate.csv", "votes of contests, not cards"},
           {audits / "colorado2024/batchCountComparison.csv.gz",
            "a comparison of manifests with cast vote records, batch by batch"},
           {audits / "colorado2024/2024GEDiscrepancyReport.csv",
            "a list of an audit's discrepancies"},
           {audits / "colorado2024/round1_contest.csv", "a list of the contests of an audit"},
           {audits / "colorado2024/targetedContests.csv",
            "a list of the contests that an audit targets"},
           {audits / "georgia2020/arlo_audit_report_2020-11-19.csv.gz",
            "Arlo's report of an audit"},
           {audits / "inyo2020/audit-report-Inyo-County-2020.csv", "Arlo's report of an audit"}}) {
    const auto read = import_cards({file});
    ASSERT_FALSE(read.ok()) << file;
    ASSERT_EQ(read.problems().size(), 1U) << base::sentences(read.problems());
    EXPECT_EQ(read.problems()[0].found, what) << file;
  }
}

// Verity writes a list of the papers beside the records, with two comment lines or a header.
TEST(OtherFiles, HartsListOfPapersIsNoCardsAndIsCounted) {
  const std::string xml =
      "<Cvr><Contests><Contest><Name>M</Name><Id>1</Id><Options><Option><Name>Ada</Name><Id>2</Id>"
      "<Value>1</Value></Option></Options></Contest></Contests><BatchSequence>1</BatchSequence>"
      "<SheetNumber>1</SheetNumber><BatchNumber>7</BatchNumber></Cvr>";
  for (const char* list :
       {"#FormatVersion 1\n#BatchId,Workstation,VotingType,VotingMethod,ScanSequence,Precinct,"
        "PageNumber,UniqueIdentifier,VariationNumber,Language,Party,Status,RejectReason,"
        "VoterIntentIssues,vDriveDeviceDataId,CvrId\n"
        "1,\"T1\",\"Absentee Voting\",\"Paper\",1,\"001\",1,\"u-1\",0,\"English\",,\"Scanned\",,"
        "False,\"A(B[1*C\",\"c-1\"\n"
        "1,\"T1\",\"Absentee Voting\",\"Paper\",2,\"001\",1,\"u-2\",0,\"English\",,\"Scanned\",,"
        "False,\"A(B[1*C\",\"c-2\"\n",
        "CvrId,UniqueIdentifier\nc-1,u-1\nc-2,u-2\n"}) {
    const auto import = imported_texts({{"c-1.xml", xml}, {"list.csv", list}});
    EXPECT_EQ(import.store.cards().value(), 1);
    ASSERT_EQ(import.remarks.size(), 1U) << list;
    EXPECT_EQ(import.remarks[0],
              "list.csv: this file was not read; it is Hart's list of scanned ballots, which says "
              "where papers lie and no votes (it has 2 rows)");
    const auto alone = refused_texts({{"list.csv", list}});
    EXPECT_EQ(alone[0].cause, "cards.other-kind");
  }
}

}  // namespace
}  // namespace recanvass::formats
