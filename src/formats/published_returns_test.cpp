// Figures that were published in these formats, in the publishers' layout: what the readers make of
// them is known from elsewhere too.
#include "formats/package_fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

namespace recanvass::formats {
namespace {

// Arizona, 5 November 2024, United States Senate, from MEDSL's file of counties for that year
// (version 2025-11-13): county, code, then Gallego, Lake, Quintana and the stated total.
struct ArizonaCounty {
  const char* name;
  int code;
  std::array<std::int64_t, 3> votes;
  std::int64_t total;
};

constexpr std::array<ArizonaCounty, 15> kArizona = {
    {{"APACHE", 1, {19901, 11283, 675}, 31859},
     {"COCHISE", 3, {23347, 33184, 1562}, 58093},
     {"COCONINO", 5, {42924, 24825, 1721}, 69470},
     {"GILA", 7, {9330, 17433, 564}, 27327},
     {"GRAHAM", 9, {4235, 10385, 373}, 14993},
     {"GREENLEE", 11, {1102, 2078, 103}, 3283},
     {"LA PAZ", 12, {2292, 4998, 219}, 7509},
     {"MARICOPA", 13, {1045766, 940465, 43852}, 2030083},
     {"MOHAVE", 15, {26578, 79494, 2398}, 108470},
     {"NAVAJO", 17, {22173, 27218, 1078}, 50469},
     {"PIMA", 19, {298751, 193021, 13859}, 505631},
     {"PINAL", 21, {86674, 115595, 4622}, 206891},
     {"SANTA CRUZ", 23, {11986, 6370, 596}, 18952},
     {"YAVAPAI", 25, {52077, 93200, 2555}, 147832},
     {"YUMA", 27, {29199, 36212, 1691}, 67102}}};

std::string arizona_csv() {
  std::string csv =
      "year,state,state_po,state_fips,state_ic,office,county_name,county_fips,candidate,"
      "party_detailed,party_simplified,writein,mode,votes,totalvotes,stage,special,unofficial,"
      "version\n";
  const std::array<const char*, 3> candidates = {"RUBEN GALLEGO,DEMOCRAT,DEMOCRAT",
                                                 "KARI LAKE,REPUBLICAN,REPUBLICAN",
                                                 "EDUARDO QUINTANA,GREEN,OTHER"};
  for (const ArizonaCounty& county : kArizona) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      csv += fmt::format(
          "2024,ARIZONA,AZ,04,4,US SENATE,{},{:05},{},FALSE,TOTAL,{},{},GEN,FALSE,FALSE,"
          "2025-11-13\n",
          county.name, 4000 + county.code, candidates[i], county.votes[i], county.total);
    }
  }
  return csv;
}

std::string arizona_toml() {
  std::string counties;
  for (const ArizonaCounty& county : kArizona) {
    counties += fmt::format("{}{{ id = \"us-az-{}\", name = \"{}\" }}",
                            counties.empty() ? "" : ", ", county.code, county.name);
  }
  return R"toml(schema = "recanvass.election/1"
id = "arizona-2024"
name = "Arizona 2024"
election_day = 2024-11-05
[[contest]]
id = "senate"
name = "US SENATE"
office = "us-senate"
choice = [ { id = "gallego", name = "RUBEN GALLEGO" }, { id = "lake", name = "KARI LAKE" },
  { id = "quintana", name = "EDUARDO QUINTANA" } ]
[[jurisdiction]]
id = "us-az"
name = "Arizona"
county = [ )toml" +
         counties + R"toml( ]
[[result_set]]
id = "counties"
jurisdiction = "us-az"
contest = "senate"
kind = "original-canvass"
legal_status = "certified"
known_on = 2024-11-25
source = "MEDSL 2024-senate-county.csv, version 2025-11-13"
file = "r.csv"
)toml";
}

TEST(PublishedReturns, MedslsCountyFileOf2024SaysVotesAndHasNoPrecinct) {
  const auto election = election_in({{"election.toml", arizona_toml()}, {"r.csv", arizona_csv()}});
  EXPECT_EQ(totals_text(election), "gallego 1676335, lake 1595761, quintana 75868");
  ASSERT_EQ(election.result_sets.size(), 1u);
  EXPECT_EQ(election.result_sets[0].units.units().size(), kArizona.size());
  EXPECT_TRUE(election.result_sets[0].remarks.empty()) << election.result_sets[0].remarks[0];
  std::string changed = arizona_csv();
  changed.replace(changed.find("1045766,2030083"), 15, "1045767,2030083");
  const auto off = election_in({{"election.toml", arizona_toml()}, {"r.csv", changed}});
  ASSERT_EQ(off.result_sets[0].remarks.size(), 1u) << "a vote more than the stated total";
  EXPECT_NE(off.result_sets[0].remarks[0].find("totalvotes differs from the sum of votes"),
            std::string::npos)
      << off.result_sets[0].remarks[0];
}

// Greenup County, Kentucky, primary of 20 May 2014, United States Senator, Republicans, as the
// county's detail.xml has it: precinct, ballots cast (of both parties), then Bevin, Copas,
// McConnell, Payne, Sterling. No precinct has a figure of voters; the county has.
struct GreenupPrecinct {
  const char* name;
  std::int64_t cast;
  std::array<std::int64_t, 5> votes;
};

constexpr std::array<GreenupPrecinct, 33> kGreenup = {
    {{"AB", 203, {29, 0, 35, 3, 0}},   {"A101", 157, {36, 0, 22, 2, 0}},
     {"A102", 207, {25, 1, 45, 4, 2}}, {"A103", 133, {10, 0, 30, 0, 2}},
     {"A104", 124, {15, 1, 28, 1, 2}}, {"A105", 171, {16, 0, 28, 1, 2}},
     {"A106", 139, {16, 0, 19, 2, 1}}, {"A107", 218, {22, 0, 47, 0, 0}},
     {"A108", 134, {17, 1, 19, 0, 1}}, {"A109", 285, {52, 0, 75, 2, 3}},
     {"A111", 125, {16, 0, 20, 1, 1}}, {"A112", 287, {47, 0, 74, 2, 1}},
     {"B101", 148, {30, 0, 11, 2, 1}}, {"B102", 94, {23, 0, 8, 1, 0}},
     {"B103", 251, {58, 0, 27, 2, 1}}, {"B104", 128, {16, 0, 22, 0, 2}},
     {"B105", 162, {29, 0, 21, 1, 1}}, {"B106", 86, {10, 0, 12, 1, 2}},
     {"B107", 199, {28, 0, 33, 2, 1}}, {"B108", 293, {20, 0, 44, 1, 0}},
     {"B109", 96, {18, 0, 14, 0, 1}},  {"B110", 110, {12, 0, 26, 3, 0}},
     {"B111", 256, {30, 0, 28, 1, 1}}, {"C101", 164, {24, 0, 56, 3, 2}},
     {"C102", 204, {33, 0, 39, 3, 0}}, {"C103", 153, {20, 0, 29, 2, 2}},
     {"C104", 327, {27, 2, 89, 0, 2}}, {"C105", 192, {25, 0, 52, 2, 6}},
     {"C106", 219, {41, 5, 39, 3, 2}}, {"C107", 86, {9, 0, 18, 1, 3}},
     {"C108", 195, {23, 1, 63, 1, 0}}, {"C109", 169, {19, 0, 36, 1, 1}},
     {"C110", 211, {24, 0, 26, 0, 3}}}};

std::string greenup_vote_type(const char* name, std::size_t choice) {
  std::int64_t sum = 0;
  std::string units;
  for (const GreenupPrecinct& precinct : kGreenup) {
    const std::int64_t votes = choice < precinct.votes.size() ? precinct.votes.at(choice) : 0;
    sum += votes;
    units += fmt::format("<Precinct name=\"{}\" votes=\"{}\" />\n", precinct.name, votes);
  }
  return fmt::format("<VoteType name=\"{}\" votes=\"{}\">\n{}</VoteType>\n", name, sum, units);
}

std::string greenup_detail() {
  std::string xml =
      "<?xml version=\"1.0\"?>\n<!--Election result snapshot imported from Tabulation System\n-->\n"
      "<ElectionResult>\n<Timestamp>5/20/2014 8:19:21 PM EDT</Timestamp>\n"
      "<ElectionName>2014 Primary Election</ElectionName>\n"
      "<ElectionDate>5/20/2014</ElectionDate>\n<Region>Greenup</Region>\n"
      "<VoterTurnout totalVoters=\"28162\" ballotsCast=\"5926\" voterTurnout=\"21.04\">\n"
      "<Precincts>\n";
  for (const GreenupPrecinct& precinct : kGreenup) {
    xml += fmt::format(
        "<Precinct name=\"{}\" totalVoters=\"0\" ballotsCast=\"{}\" voterTurnout=\"0.00\" "
        "percentReporting=\"4\" />\n",
        precinct.name, precinct.cast);
  }
  xml +=
      "</Precincts>\n</VoterTurnout>\n<Contest key=\"4\" text=\"US Senator - REPUBLICAN\" "
      "voteFor=\"1\" isQuestion=\"false\" precinctsReporting=\"32\" precinctsReported=\"32\">\n";
  const std::array<std::pair<const char*, std::int64_t>, 5> choices = {{{"Matt BEVIN", 820},
                                                                        {"Brad COPAS", 11},
                                                                        {"Mitch McCONNELL", 1135},
                                                                        {"Chris PAYNE", 48},
                                                                        {"Shawna STERLING", 46}}};
  xml += greenup_vote_type("Undervotes", choices.size());
  xml += greenup_vote_type("Overvotes", choices.size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    xml += fmt::format("<Choice key=\"{}\" text=\"{}\" totalVotes=\"{}\">\n", i + 1,
                       choices[i].first, choices[i].second);
    xml += greenup_vote_type("Election", i) + "</Choice>\n";
  }
  return xml + "</Contest>\n</ElectionResult>\n";
}

TEST(PublishedReturns, ClaritysCountyOfPrecinctsWithoutVotersInAPrimary) {
  const std::string toml = R"toml(schema = "recanvass.election/1"
id = "greenup"
name = "Greenup"
election_day = 2014-05-20
[[contest]]
id = "senator"
name = "US Senator - REPUBLICAN"
office = "us-senate"
election_type = "primary"
choice = [ { id = "bevin", name = "Matt BEVIN" }, { id = "copas", name = "Brad COPAS" },
  { id = "mcconnell", name = "Mitch McCONNELL" }, { id = "payne", name = "Chris PAYNE" },
  { id = "sterling", name = "Shawna STERLING" } ]
[[jurisdiction]]
id = "us-ky"
name = "Kentucky"
county = [ { id = "us-ky-greenup", name = "Greenup" } ]
[[result_set]]
id = "county"
jurisdiction = "us-ky"
contest = "senator"
kind = "unofficial"
legal_status = "reported"
known_on = 2014-05-20
source = "county detail.xml, 20 May 2014"
file = "detail.xml"
)toml";
  const auto election = election_in({{"election.toml", toml}, {"detail.xml", greenup_detail()}});
  EXPECT_EQ(totals_text(election), "bevin 820, copas 11, mcconnell 1135, payne 48, sterling 46");
  ASSERT_EQ(election.result_sets.size(), 1u);
  const auto& units = election.result_sets[0].units.units();
  ASSERT_EQ(units.size(), kGreenup.size());
  EXPECT_EQ(units[0].name, "AB");
  EXPECT_EQ(units[0].county, "us-ky-greenup");
  EXPECT_EQ(units[0].ballots, 203);
  EXPECT_EQ(units[0].registered, -1) << "0 voters are not a register";
  EXPECT_EQ(election.result_sets[0].ballots, election::BallotCount(5926));
}

}  // namespace
}  // namespace recanvass::formats
