#include "formats/clarity.h"

#include "formats/package_fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

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

// Arkansas' file of 4 November 2014 says so of Newton County.
TEST(ClarityTest, ZeroBallotsWhereVotesAreAreNotReportedBallots) {
  const auto election = election_in(
      package_with_returns(detail_with("ballotsCast=\"40\"", "ballotsCast=\"0\""), kClarityMap));
  EXPECT_EQ(totals_text(election), "ada 35, ben 12");
  const auto& result = election.result_sets.at(0);
  EXPECT_EQ(result.units.units().at(0).ballots, -1);
  EXPECT_EQ(result.units.units().at(1).ballots, 20);
  EXPECT_FALSE(result.ballots) << "a sum of some counties is no sum";
  ASSERT_EQ(election.remarks.size(), 1u);
  EXPECT_NE(election.remarks[0].find("\"Dane\" has votes and 0 ballots cast"), std::string::npos)
      << election.remarks[0];
  const std::string idle =
      R"(<ElectionResult><ElectionDate>11/8/2016</ElectionDate><Region>Iron</Region>
<VoterTurnout><Precincts><Precinct name="A" ballotsCast="6"/><Precinct name="B" ballotsCast="0"/>
</Precincts></VoterTurnout><Contest text="MAYOR"><Choice text="BEN BITDIDDLE"><VoteType
name="Total Votes"><Precinct name="A" votes="5"/><Precinct name="B" votes="0"/></VoteType></Choice>
</Contest></ElectionResult>)";
  const auto quiet =
      election_in(package_with_returns(idle, "missing_counties = [\"us-wi-dane\"]\n"));
  EXPECT_EQ(quiet.result_sets.at(0).ballots, election::BallotCount(6)) << "nobody came to B";
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
             "returns.total-differs@20"},
        Case{"a choice's total differs", detail_with("totalVotes=\"35\"", "totalVotes=\"36\""),
             "returns.total-differs@17"},
        Case{"last year's file", detail_with("11/8/2016", "11/4/2014"), "returns.other-election@5"},
        Case{"a date in another order", detail_with("11/8/2016", "2016-11-08"),
             "returns.bad-date@5"},
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

// Atkinson County, Georgia, 3 November 2020, President, as the county's detail.xml has it: figures
// of its four precincts (election day, advance, absentee by mail, provisional) in the file's
// layout, with undervotes before the choices and turnout by precinct.
struct AtkinsonChoice {
  const char* text;
  std::int64_t total;
  std::array<std::array<std::int64_t, 4>, 4> votes;  // by type, by precinct
};

std::string atkinson_detail() {
  const std::array<const char*, 4> precincts = {"Pearson County", "Axson", "Willacoochee",
                                                "Pearson City"};
  const std::array<std::int64_t, 4> voters = {1802, 742, 1311, 944};
  const std::array<std::int64_t, 4> cast = {1202, 527, 873, 570};
  const std::array<const char*, 4> types = {"Election Day Votes", "Advanced Voting Votes",
                                            "Absentee by Mail Votes", "Provisional Votes"};
  const std::array<AtkinsonChoice, 3> choices = {
      {{"Donald J. Trump (I) (Rep)",
        2300,
        {{{235, 194, 224, 63}, {716, 257, 299, 147}, {75, 27, 43, 19}, {0, 1, 0, 0}}}},
       {"Joseph R. Biden (Dem)",
        825,
        {{{32, 25, 117, 76}, {92, 16, 136, 201}, {36, 4, 38, 52}, {0, 0, 0, 0}}}},
       {"Jo Jorgensen (Lib)", 30, {{{5, 1, 4, 4}, {4, 2, 5, 2}, {2, 0, 1, 0}, {0, 0, 0, 0}}}}}};
  std::string xml =
      "<?xml version=\"1.0\"?>\n<!--Election result snapshot-->\n<ElectionResult>\n"
      "<ElectionDate>11/3/2020</ElectionDate><Region>Atkinson</Region>\n"
      "<VoterTurnout totalVoters=\"4799\" ballotsCast=\"3172\" "
      "voterTurnout=\"66.10\"><Precincts>\n";
  for (std::size_t i = 0; i < precincts.size(); ++i) {
    xml += fmt::format(
        "<Precinct name=\"{}\" totalVoters=\"{}\" ballotsCast=\"{}\" percentReporting=\"4\"/>\n",
        precincts[i], voters[i], cast[i]);
  }
  xml +=
      "</Precincts></VoterTurnout>\n<Contest key=\"1\" text=\"President of the United States\" "
      "voteFor=\"1\" isQuestion=\"false\">\n<VoteType name=\"Undervotes\" votes=\"15\">"
      "<Precinct name=\"Pearson County\" votes=\"4\"/><Precinct name=\"Axson\" votes=\"0\"/>"
      "<Precinct name=\"Willacoochee\" votes=\"5\"/><Precinct name=\"Pearson City\" votes=\"6\"/>"
      "</VoteType>\n";
  for (const AtkinsonChoice& choice : choices) {
    xml += fmt::format("<Choice key=\"1\" text=\"{}\" party=\"NP\" totalVotes=\"{}\">\n",
                       choice.text, choice.total);
    for (std::size_t type = 0; type < types.size(); ++type) {
      std::int64_t sum = 0;
      std::string units;
      for (std::size_t i = 0; i < precincts.size(); ++i) {
        sum += choice.votes[type][i];
        units += fmt::format("<Precinct name=\"{}\" votes=\"{}\"/>", precincts[i],
                             choice.votes[type][i]);
      }
      xml += fmt::format("<VoteType name=\"{}\" votes=\"{}\">{}</VoteType>\n", types[type], sum,
                         units);
    }
    xml += "</Choice>\n";
  }
  return xml + "</Contest>\n</ElectionResult>\n";
}

TEST(ClarityTest, ACountyAsPublishedGivesItsTotalsAndTurnout) {
  const std::string toml = R"toml(schema = "recanvass.election/1"
id = "atkinson"
name = "Atkinson"
election_day = 2020-11-03
[[contest]]
id = "president"
name = "President of the United States"
office = "president"
choice = [ { id = "trump", name = "Donald J. Trump (I) (Rep)" },
  { id = "biden", name = "Joseph R. Biden (Dem)" }, { id = "jorgensen", name = "Jo Jorgensen (Lib)" } ]
[[jurisdiction]]
id = "us-ga"
name = "Georgia"
county = [ { id = "us-ga-atkinson", name = "Atkinson" } ]
[[result_set]]
id = "county"
jurisdiction = "us-ga"
contest = "president"
kind = "original-canvass"
legal_status = "reported"
known_on = 2020-11-06
source = "county detail.xml, 6 November 2020"
file = "detail.xml"
)toml";
  const auto election = election_in({{"election.toml", toml}, {"detail.xml", atkinson_detail()}});
  EXPECT_EQ(totals_text(election), "trump 2300, biden 825, jorgensen 30");
  ASSERT_FALSE(election.result_sets.empty());
  const auto& units = election.result_sets[0].units.units();
  ASSERT_EQ(units.size(), 4u);
  EXPECT_EQ(units[2].name, "Willacoochee");
  EXPECT_EQ(units[2].county, "us-ga-atkinson");
  EXPECT_EQ(units[2].ballots, 873);
  EXPECT_EQ(units[2].registered, 1311);
  EXPECT_EQ(units[2].blank, 5);
  EXPECT_EQ(election.result_sets[0].ballots, election::BallotCount(3172));
  EXPECT_TRUE(election.result_sets[0].remarks.empty());
}

}  // namespace
}  // namespace recanvass::formats
