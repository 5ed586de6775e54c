#include "formats/clarity.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

constexpr const char* kDetail = R"xml(<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<ElectionResult>
  <Timestamp>11/9/2016 10:00:00 AM</Timestamp>
  <ElectionName>2016 General</ElectionName>
  <ElectionDate>11/8/2016</ElectionDate>
  <Region>WI</Region>
  <ElectionVoterTurnout totalVoters="900" ballotsCast="60">
    <Counties>
      <County name="Dane" totalVoters="900" ballotsCast="40" voterTurnout="4.4"/>
      <County name="Iron" totalVoters="0" ballotsCast="20" voterTurnout="0"/>
    </Counties>
  </ElectionVoterTurnout>
  <Contest key="1" text="Mayor" voteFor="1" isQuestion="false" countiesParticipating="2">
    <ParticipatingCounties><County name="Dane" precinctsReported="9"/></ParticipatingCounties>
    <VoteType name="Undervotes" votes="2"><County name="Dane" votes="2"/>
      <County name="Iron" votes="0"/></VoteType>
    <Choice key="1" text="Ada &amp; Bob Lovelace (I) (Rep)" party="REP" totalVotes="35">
      <VoteType name="Election Day Votes" votes="25"><County name="Dane" votes="20"/>
        <County name="Iron" votes="5"/></VoteType>
      <VoteType name="Absentee by Mail Votes" votes="10"><County name="Dane" votes="4"/>
        <County name="Iron" votes="6"/></VoteType>
    </Choice>
    <Choice key="2" text="Ben Bitdiddle" party="" totalVotes="12">
      <VoteType name="Total Votes" votes="12"><County name="Dane" votes="7"/>
        <County name="Iron" votes="5"/></VoteType>
    </Choice>
  </Contest>
  <Contest key="2" text="Coroner" voteFor="1" isQuestion="false">
    <Choice key="3" text="Somebody" totalVotes="60">
      <VoteType name="Total Votes" votes="60"><County name="Dane" votes="60"/></VoteType>
    </Choice>
  </Contest>
</ElectionResult>
)xml";

constexpr const char* kClarityMap =
    "[result_set.map]\nchoices = { \"Ada & Bob Lovelace (I) (Rep)\" = \"ada\" }\n";

// The document with one text replaced.
std::string detail_with(const std::string& found, const std::string& replacement) {
  std::string text = kDetail;
  const std::size_t at = text.find(found);
  EXPECT_NE(at, std::string::npos) << found;
  return text.replace(at, found.size(), replacement);
}

TEST(ClarityTest, VoteTypesAndTurnoutBecomeFiguresOfUnits) {
  const auto election = election_in(package_with_returns(kDetail, kClarityMap));
  EXPECT_EQ(totals_text(election), "ada 35, ben 12");
  const auto& result = election.result_sets.at(0);
  ASSERT_EQ(result.units.units().size(), 2u);
  const auto& dane = result.units.units()[0];
  EXPECT_EQ(dane.county, "us-wi-dane");
  EXPECT_EQ(dane.ballots, 40);
  EXPECT_EQ(dane.registered, 900);
  EXPECT_EQ(dane.blank, 2);
  EXPECT_EQ(result.units.units()[1].registered, -1) << "0 voters are not reported voters";
  EXPECT_EQ(result.ballots, election::BallotCount(60));
}

TEST(ClarityTest, PrecinctsBelongToTheCountyThatTheFileIsOf) {
  const std::string text =
      R"(<ElectionResult><ElectionDate>11/8/2016</ElectionDate><Region>Iron</Region>
<Contest text="MAYOR"><Choice text="BEN BITDIDDLE" totalVotes="5"><VoteType name="Total Votes"
votes="5"><Precinct name="Ward 1" votes="2"/><Precinct name="Ward 2" votes="3"/></VoteType></Choice>
</Contest></ElectionResult>)";
  const auto election =
      election_in(package_with_returns(text, "missing_counties = [\"us-wi-dane\"]\n"));
  EXPECT_EQ(totals_text(election), "ben 5");
  const auto& units = election.result_sets.at(0).units.units();
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[1].name, "Ward 2");
  EXPECT_EQ(units[1].county, "us-wi-iron");
}

TEST(ClarityTest, AFileThatContradictsItselfIsRefused) {
  struct Case {
    const char* what;
    std::string text;
    const char* causes;
  };
  for (const Case& row :
       {Case{"a unit is missing", detail_with("<County name=\"Iron\" votes=\"6\"/>", ""),
             "returns.total-differs@20 returns.total-differs@17"},
        Case{"a choice's total differs", detail_with("totalVotes=\"35\"", "totalVotes=\"36\""),
             "returns.total-differs@17"},
        Case{"last year's file", detail_with("11/8/2016", "11/4/2014"), "returns.other-election@0"},
        Case{"a negative figure", detail_with("votes=\"2\"", "votes=\"-2\""), "number.negative@15"},
        Case{"a name nobody mapped", detail_with("Ben Bitdiddle", "B. Bitdiddle"),
             "returns.unmapped-choice@24"},
        Case{"more votes than ballots", detail_with("ballotsCast=\"20\"", "ballotsCast=\"15\""),
             "returns.impossible@16"},
        Case{"cut off", detail_with("</ElectionResult>", ""), "xml.syntax@34"}}) {
    EXPECT_EQ(causes_of(problems_in(package_with_returns(row.text, kClarityMap))), row.causes)
        << row.what;
  }
}

}  // namespace
}  // namespace recanvass::formats
