#include "formats/nist_results.h"

#include "formats/package_fixture.h"

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
             nist_with(kNistJson, "\"Count\": 33", "\"Count\": 34"), "returns.total-differs@0"},
        Case{"a middle unit is not", nist_with(kNistJson, "\"Count\": 30", "\"Count\": 31"),
             "returns.total-differs@0"},
        Case{"an unknown unit",
             nist_with(kNistJson, "{\"GpUnitId\": \"dane-2\"", "{\"GpUnitId\": \"x\""),
             "nist.reference@0 returns.total-differs@0 returns.total-differs@0"},
        Case{"an unknown candidate", nist_with(kNistXml, "<CandidateIds>c2", "<CandidateIds>c9"),
             "nist.reference@0"},
        Case{"a fraction of a vote", nist_with(kNistJson, "\"Count\": 8", "\"Count\": 8.5"),
             "number.decimal@0"},
        Case{"a negative count", nist_with(kNistXml, "<Count>9<", "<Count>-9<"),
             "number.negative@0"},
        Case{"one name twice in an object",
             nist_with(kNistJson, "\"Issuer\": \"Test\"", "\"Issuer\": \"a\", \"Issuer\": \"b\""),
             "json.duplicate-key@0"},
        Case{"not a number", nist_with(kNistJson, "\"Count\": 8", "\"Count\": NaN"),
             "json.syntax@0"},
        Case{"very deep", deep, "json.syntax@0"},
        Case{"a document type",
             nist_with(kNistXml, "<ElectionReport", "<!DOCTYPE ElectionReport>\n<ElectionReport"),
             "xml.document-type@2"},
        Case{"last year's", nist_with(kNistJson, "2016-11-08", "2014-11-04"),
             "returns.other-election@0"},
        Case{"no contest", R"({"@type": "ElectionResults.ElectionReport"})",
             "nist.no-results@0"}}) {
    EXPECT_EQ(causes_of(problems_in(package_with_returns(row.text))), row.causes) << row.what;
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
