#include "formats/nist_results.h"

#include "formats/package_fixture.h"
#include "formats/returns_file.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

constexpr const char* kNistJson = R"json({
  "@type": "ElectionResults.ElectionReport",
  "Issuer": "Test", "Format": "precinct-level", "Status": "certified",
  "Party": [{"@type": "ElectionResults.Party", "@id": "p1",
    "Name": {"Text": [{"Language": "en", "Content": "First Party"}]}}],
  "GpUnit": [
    {"@type": "ElectionResults.ReportingUnit", "@id": "state", "Type": "state",
      "Name": {"Text": [{"Language": "en", "Content": "Wisconsin"}]},
      "ComposingGpUnitIds": ["dane", "iron"]},
    {"@type": "ElectionResults.ReportingUnit", "@id": "dane", "Type": "county",
      "Name": {"Text": [{"Language": "en", "Content": "Dane"}]},
      "ComposingGpUnitIds": ["dane-1", "dane-2"]},
    {"@type": "ElectionResults.ReportingUnit", "@id": "iron", "Type": "county",
      "Name": {"Text": [{"Language": "en", "Content": "Iron"}]}, "VotersRegistered": 50},
    {"@type": "ElectionResults.ReportingUnit", "@id": "dane-1", "Type": "precinct",
      "Name": {"Text": [{"Language": "es", "Content": "Distrito 1"},
                        {"Language": "en", "Content": "Ward 1"}]}},
    {"@type": "ElectionResults.ReportingUnit", "@id": "dane-2", "Type": "precinct",
      "Name": {"Text": [{"Language": "en", "Content": "Ward 2"}]}}],
  "Election": [{"@type": "ElectionResults.Election", "StartDate": "2016-11-08",
    "Candidate": [
      {"@type": "ElectionResults.Candidate", "@id": "c1", "PartyId": "p1",
        "BallotName": {"Text": [{"Language": "en", "Content": "Ada Lovelace"}]}},
      {"@type": "ElectionResults.Candidate", "@id": "c2",
        "BallotName": {"Text": [{"Language": "en", "Content": "Ben Bitdiddle"}]}}],
    "BallotCounts": [{"GpUnitId": "dane-1", "Type": "total", "BallotsCast": 20}],
    "Contest": [{"@type": "ElectionResults.CandidateContest", "@id": "mayor", "Name": "Mayor",
      "ContestSelection": [
        {"@type": "ElectionResults.CandidateSelection", "@id": "s1", "CandidateIds": ["c1"],
          "VoteCounts": [
            {"GpUnitId": "state", "Type": "total", "Count": 33},
            {"GpUnitId": "dane", "Type": "total", "Count": 30},
            {"GpUnitId": "dane-1", "Type": "election-day", "Count": 7},
            {"GpUnitId": "dane-1", "Type": "absentee", "Count": 3},
            {"GpUnitId": "dane-2", "Type": "total", "Count": 20},
            {"GpUnitId": "iron", "Type": "total", "Count": 3}]},
        {"@type": "ElectionResults.CandidateSelection", "@id": "s2", "CandidateIds": ["c2"],
          "VoteCounts": [
            {"GpUnitId": "dane-1", "Type": "total", "Count": 8},
            {"GpUnitId": "dane-2", "Type": "total", "Count": 1},
            {"GpUnitId": "iron", "Type": "total", "Count": 1}]},
        {"@type": "ElectionResults.CandidateSelection", "@id": "s3", "IsWriteIn": true,
          "VoteCounts": [{"GpUnitId": "iron", "Type": "total", "Count": 2}]}],
      "OtherCounts": [{"@type": "ElectionResults.OtherCounts", "GpUnitId": "dane-1",
        "Overvotes": 1, "Undervotes": 1}]}]}]
})json";

constexpr const char* kNistXml = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<ElectionReport xmlns="http://itl.nist.gov/ns/voting/1500-100/v2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Election>
    <Candidate ObjectId="c1"><BallotName><Text Language="en">Ada Lovelace</Text></BallotName></Candidate>
    <Candidate ObjectId="c2"><BallotName><Text Language="en">Ben Bitdiddle</Text></BallotName></Candidate>
    <Contest ObjectId="mayor" xsi:type="CandidateContest">
      <ContestSelection ObjectId="s1" xsi:type="CandidateSelection">
        <VoteCounts><GpUnitId>dane</GpUnitId><Type>total</Type><Count>30</Count></VoteCounts>
        <VoteCounts><GpUnitId>iron</GpUnitId><Type>total</Type><Count>3</Count></VoteCounts>
        <CandidateIds>c1</CandidateIds>
      </ContestSelection>
      <ContestSelection ObjectId="s2" xsi:type="CandidateSelection">
        <VoteCounts><GpUnitId>dane</GpUnitId><Type>total</Type><Count>9</Count></VoteCounts>
        <VoteCounts><GpUnitId>iron</GpUnitId><Type>total</Type><Count>1</Count></VoteCounts>
        <CandidateIds>c2</CandidateIds>
      </ContestSelection>
      <Name>Mayor</Name>
    </Contest>
    <StartDate>2016-11-08</StartDate>
  </Election>
  <GpUnit ObjectId="state" xsi:type="ReportingUnit">
    <ComposingGpUnitIds>dane iron</ComposingGpUnitIds><Type>state</Type></GpUnit>
  <GpUnit ObjectId="dane" xsi:type="ReportingUnit">
    <Name><Text Language="en">Dane</Text></Name><Type>county</Type></GpUnit>
  <GpUnit ObjectId="iron" xsi:type="ReportingUnit">
    <Name><Text Language="en">Iron</Text></Name><Type>county</Type></GpUnit>
</ElectionReport>
)xml";

std::string nist_with(const char* document, const std::string& found,
                      const std::string& replacement) {
  std::string text = document;
  const std::size_t at = text.find(found);
  EXPECT_NE(at, std::string::npos) << found;
  return text.replace(at, found.size(), replacement);
}

TEST(NistResultsTest, OfUnitsInsideEachOtherTheSmallestCountOnce) {
  const auto election = election_in(package_with_returns(kNistJson));
  EXPECT_EQ(totals_text(election), "ada 33, ben 10, write-ins 2");
  const auto& units = election.result_sets.at(0).units.units();
  ASSERT_EQ(units.size(), 3u);
  EXPECT_EQ(units[0].name, "Ward 1");
  EXPECT_EQ(units[0].county, "us-wi-dane");
  EXPECT_EQ(units[0].ballots, 20);
  EXPECT_EQ(units[0].overvotes, 1);
  EXPECT_EQ(units[0].blank, 1);
  EXPECT_EQ(units[2].county, "us-wi-iron");
  EXPECT_EQ(units[2].registered, 50);
}

TEST(NistResultsTest, TheXmlFormIsReadAlike) {
  const auto election = election_in(package_with_returns(kNistXml));
  EXPECT_EQ(totals_text(election), "ada 33, ben 10");
  ASSERT_EQ(election.result_sets.at(0).units.units().size(), 2u);
  EXPECT_EQ(election.result_sets.at(0).units.units()[0].county, "us-wi-dane");
}

TEST(NistResultsTest, AReportThatContradictsItselfIsRefused) {
  struct Case {
    const char* what;
    std::string text;
    const char* causes;
  };
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "[";
  for (const Case& row :
       {Case{"a larger unit is not the sum of its parts",
             nist_with(kNistJson, "\"Count\": 33", "\"Count\": 34"), "returns.total-differs@31"},
        Case{"a middle unit is not", nist_with(kNistJson, "\"Count\": 30", "\"Count\": 31"),
             "returns.total-differs@32"},
        Case{"an unknown unit",
             nist_with(kNistJson, "{\"GpUnitId\": \"dane-2\"", "{\"GpUnitId\": \"x\""),
             "nist.reference@35"},
        Case{"an unknown candidate", nist_with(kNistXml, "<CandidateIds>c2", "<CandidateIds>c9"),
             "nist.reference@13"},
        Case{"a fraction of a vote", nist_with(kNistJson, "\"Count\": 8", "\"Count\": 8.5"),
             "number.decimal@39"},
        Case{"a negative count", nist_with(kNistXml, "<Count>9<", "<Count>-9<"),
             "number.negative@14"},
        Case{"one name twice in an object",
             nist_with(kNistJson, "\"Issuer\": \"Test\"", "\"Issuer\": \"a\", \"Issuer\": \"b\""),
             "json.duplicate-key@3"},
        Case{"not a number", nist_with(kNistJson, "\"Count\": 8", "\"Count\": NaN"),
             "json.syntax@39"},
        Case{"very deep", deep, "json.syntax@1"},
        Case{"a document type",
             nist_with(kNistXml, "<ElectionReport", "<!DOCTYPE ElectionReport>\n<ElectionReport"),
             "xml.document-type@2"},
        Case{"last year's", nist_with(kNistJson, "2016-11-08", "2014-11-04"),
             "returns.other-election@20"},
        Case{"no contest", R"({"@type": "ElectionResults.ElectionReport"})", "nist.no-results@1"},
        Case{"a figure given twice",
             nist_with(kNistJson, "{\"GpUnitId\": \"dane-2\", \"Type\": \"total\", \"Count\": 20}",
                       "{\"GpUnitId\": \"dane-2\", \"Type\": \"total\", \"Count\": 20},\n"
                       "{\"GpUnitId\": \"dane-2\", \"Type\": \"total\", \"Count\": 20}"),
             "returns.duplicate-unit@36"},
        Case{"rounds of an instant runoff",
             nist_with(kNistJson, "\"Count\": 8", "\"Round\": 2, \"Count\": 8"), "nist.rounds@39"},
        Case{"a figure kept back for privacy",
             nist_with(kNistJson, "\"Count\": 8", "\"IsSuppressedForPrivacy\": true"),
             "returns.unknown-figure@39"}}) {
    EXPECT_EQ(causes_of(problems_in(package_with_returns(row.text))), row.causes) << row.what;
  }
}

// A file need not say of which units the contest's district is made.
TEST(NistResultsTest, TheDistrictOfTheContestHoldsAllItsUnits) {
  const auto with_district = [](const char* votes) {
    std::string text =
        nist_with(kNistXml, "<ComposingGpUnitIds>dane iron</ComposingGpUnitIds>", "");
    const std::string contest = "xsi:type=\"CandidateContest\">";
    text.insert(text.find(contest) + contest.size(),
                "<ElectionDistrictId>state</ElectionDistrictId>");
    const std::string first = "<VoteCounts><GpUnitId>dane";
    text.insert(text.find(first), std::string("<VoteCounts><GpUnitId>state</GpUnitId><Type>total"
                                              "</Type><Count>") +
                                      votes + "</Count></VoteCounts>\n");
    return package_with_returns(text);
  };
  EXPECT_EQ(totals_text(election_in(with_district("33"))), "ada 33, ben 10");
  EXPECT_EQ(causes_of(problems_in(with_district("34"))), "returns.total-differs@9");
}

// The published results at hand, each figure added up from the file by other means.
struct NistFile {
  const char* path;
  const char* day;
  std::size_t contests;
  std::int64_t votes;  // of all contests
  const char* contest;
  std::map<std::string, std::int64_t> totals;
};

const std::vector<NistFile>& nist_files() {
  static const std::vector<NistFile> files = {
      {"cambridge_2022_primary/err-2022-09-06-Massachusetts-Cambridge",
       "2022-09-06",
       42,
       167315,
       "GOVERNOR, DEMOCRAT",
       {{"SONIA ROSA CHANG-DIAZ", 2338}, {"MAURA HEALEY", 13184}, {"Write-ins", 14}}},
      {"gen-01/err-gen-01",
       "2000-11-07",
       19,
       388,
       "President and Vice President of the United States",
       {{"Harry Brown / Jim Doyle", 12},
        {"George Bush / Dick Cheney", 12},
        {"Al Gore / Joe Liberman", 8},
        {"Write-ins", 8}}},
      {"prim-01/err-prim-01",
       "2008-02-19",
       30,
       240,
       "President of the United States, cc-com-president",
       {{"Gloria La Riva", 6}, {"Eugene Puryear", 2}}}};
  return files;
}

TEST(NistResultsTest, ThePublishedResultsGiveTheirTotalsInBothForms) {
  for (const NistFile& row : nist_files()) {
    for (const char* form : {".json", ".xml"}) {
      const std::filesystem::path path = std::filesystem::path(RECANVASS_SHARED_DIR) /
                                         "data/cvr/nist_cdf" / (std::string(row.path) + form);
      if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << path;
      const auto read = read_returns_file(path, "r");
      ASSERT_TRUE(read.ok()) << path << base::sentences(read.problems());
      EXPECT_EQ(read->election_day->text(), row.day) << path;
      std::int64_t all = 0;
      std::set<std::string> contests;
      std::map<std::string, std::int64_t> totals;
      for (const auto& section : read->sections) contests.insert(section.contest);
      contests.erase(std::string(kEveryContest));
      for (const auto& figure : read->figures) {
        const std::string choice(choice_name(read->choices.name(figure.choice)));
        if (choice.starts_with("@")) continue;
        all += figure.votes;
        EXPECT_GT(figure.line, 0) << path;
        if (read->sections[figure.section].contest == row.contest) totals[choice] += figure.votes;
      }
      EXPECT_EQ(contests.size(), row.contests) << path;
      EXPECT_EQ(all, row.votes) << path;
      for (const auto& [choice, votes] : row.totals) {
        EXPECT_EQ(totals[choice], votes) << path << ": " << choice;
      }
    }
  }
}

TEST(NistResultsTest, ADefinitionWithoutResultsHasNoRowsAndCastVoteRecordsAreCalledThat) {
  const std::filesystem::path folder =
      std::filesystem::path(RECANVASS_SHARED_DIR) / "data/cvr/nist_cdf";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  for (const char* name : {"gen-01/pe-err-gen-01", "prim-01/pe-err-prim-01"}) {
    for (const char* form : {".json", ".xml"}) {
      const auto read = read_returns_file(folder / (std::string(name) + form), "r");
      ASSERT_FALSE(read.ok()) << name;
      EXPECT_EQ(causes_of(read.problems()).substr(0, 15), "nist.no-results") << name;
    }
  }
  for (const char* name : {"gen-01/cvr-gen-01.json", "gen-01/cvr-gen-01.xml",
                           "gen-01/raw-cvr-gen-01.json", "prim-01/cvr-prim-01.xml", "example_1.xml",
                           "../unisyn/101-RCV-CVT_TEST_3_UNIOVS2103-2.xml"}) {
    const auto read = read_returns_file(folder / name, "r");
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_EQ(causes_of(read.problems()), "detect.cast-votes@0") << name;
  }
}

TEST(NistResultsTest, UnitsThatContainEachOtherInACircleEnd) {
  const auto circle = problems_in(package_with_returns(
      nist_with(kNistXml, "<Type>county</Type>",
                "<ComposingGpUnitIds>state</ComposingGpUnitIds><Type>county</Type>")));
  EXPECT_FALSE(circle.empty());
}

}  // namespace
}  // namespace recanvass::formats
