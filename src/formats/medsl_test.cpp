#include "formats/medsl.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

constexpr const char* kMedslMap = "[result_set.map]\noffice = \"US PRESIDENT\"\n";

TEST(MedslTest, APrecinctFileIsReadByStateStageAndOffice) {
  const auto election = election_in(package_with_returns(
      "precinct,office,party_detailed,mode,votes,county_name,county_fips,candidate,district,stage,"
      "special,writein,state_po,year\n"
      "P1,US PRESIDENT,DEMOCRAT,ABSENTEE,10,DANE,55025,ADA LOVELACE,STATEWIDE,GEN,FALSE,FALSE,WI,"
      "2016\n"
      "P1,US PRESIDENT,DEMOCRAT,ELECTION DAY,20,DANE,55025,ADA LOVELACE,STATEWIDE,GEN,FALSE,FALSE,"
      "WI,2016\n"
      "P1,US PRESIDENT,REPUBLICAN,TOTAL,25,DANE,55025,BEN BITDIDDLE,STATEWIDE,GEN,FALSE,FALSE,WI,"
      "2016\n"
      "P1,US PRESIDENT,,TOTAL,1,DANE,55025,WRITEIN,STATEWIDE,GEN,FALSE,TRUE,WI,2016\n"
      "P1,US PRESIDENT,,TOTAL,2,DANE,55025,UNDERVOTES,STATEWIDE,GEN,FALSE,FALSE,WI,2016\n"
      "P1,REGISTERED VOTERS,,TOTAL,90,DANE,55025,REGISTERED VOTERS,,GEN,FALSE,FALSE,WI,2016\n"
      "P1,US PRESIDENT,DEMOCRAT,TOTAL,7,IRON,55051,ADA LOVELACE,STATEWIDE,GEN,FALSE,FALSE,WI,2016\n"
      "P1,US PRESIDENT,DEMOCRAT,TOTAL,999,IRON,55051,ADA LOVELACE,STATEWIDE,PRI,FALSE,FALSE,WI,"
      "2016\n"
      "P1,US HOUSE,DEMOCRAT,TOTAL,999,IRON,55051,SOMEBODY,5,GEN,FALSE,FALSE,WI,2016\n"
      "P1,US PRESIDENT,DEMOCRAT,TOTAL,999,WAYNE,26163,ADA LOVELACE,STATEWIDE,GEN,FALSE,FALSE,MI,"
      "2016\n",
      kMedslMap));
  EXPECT_EQ(totals_text(election), "ada 37, ben 25, write-ins 1");
  const auto& units = election.result_sets.at(0).units.units();
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[0].name, "P1");
  EXPECT_EQ(units[0].county, "us-wi-dane");
  EXPECT_EQ(units[1].county, "us-wi-iron");
  EXPECT_EQ(units[0].registered, 90);
  EXPECT_EQ(units[0].blank, 2);
}

constexpr const char* kCountyHeader =
    "year,state,state_po,county_name,county_fips,office,candidate,party,candidatevotes,totalvotes,"
    "version,mode\n";

TEST(MedslTest, ACountyFileGivesTheYearOfTheElection) {
  const auto election = election_in(package_with_returns(
      std::string(kCountyHeader) +
          "2012,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,999,999,1,TOTAL\n"
          "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,10,15,1,TOTAL\n"
          "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,BEN BITDIDDLE,REPUBLICAN,5,15,1,TOTAL\n"
          "2016,WISCONSIN,WI,IRON,55051,US PRESIDENT,ADA LOVELACE,DEMOCRAT,3,3,1,TOTAL\n"
          "2016,ALABAMA,AL,AUTAUGA,1001,US PRESIDENT,ADA LOVELACE,DEMOCRAT,NA,3,1,TOTAL\n",
      kMedslMap));
  EXPECT_EQ(totals_text(election), "ada 13, ben 5");
  ASSERT_FALSE(election.remarks.empty());
  EXPECT_EQ(election.remarks[0],
            "r.csv:6: the county code \"1001\" lacks a leading zero; codes are not used");
}

TEST(MedslTest, AnUnknownFigureIsNeitherZeroNorASilentHole) {
  const auto problems = problems_in(package_with_returns(
      std::string(kCountyHeader) +
          "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,NA,15,1,TOTAL\n"
          "2016,WISCONSIN,WI,IRON,55051,US PRESIDENT,ADA LOVELACE,DEMOCRAT,3,3,1,TOTAL\n",
      kMedslMap));
  EXPECT_EQ(causes_of(problems), "returns.unknown-figure@2");
}

TEST(MedslTest, TheFileOfAnotherYearIsRefused) {
  const auto problems = problems_in(package_with_returns(
      std::string(kCountyHeader) +
          "2012,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,9,9,1,TOTAL\n",
      kMedslMap));
  ASSERT_EQ(causes_of(problems), "returns.no-rows@0");
  EXPECT_EQ(problems[0].found,
            "no row for result set \"night\"; the file has \"US PRESIDENT\" in 2012");
}

TEST(MedslTest, ATotalThatIsNotTheSumOfItsRowsIsRemarkedForTheContestAsked) {
  const auto remarks = [](const char* dane_total, const char* more = "") {
    const auto election = election_in(package_with_returns(
        std::string(kCountyHeader) +
            "2012,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,1,999,1,TOTAL\n"
            "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,10," +
            dane_total +
            ",1,TOTAL\n"
            "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,BEN BITDIDDLE,REPUBLICAN,5," +
            dane_total +
            ",1,TOTAL\n"
            "2016,WISCONSIN,WI,IRON,55051,US PRESIDENT,ADA LOVELACE,DEMOCRAT,3,3,1,TOTAL\n"
            "2016,WISCONSIN,WI,IRON,55051,US PRESIDENT,BEN BITDIDDLE,REPUBLICAN,0,3,1,TOTAL\n" +
            more,
        kMedslMap));
    if (election.result_sets.empty()) return election.remarks;
    return election.result_sets.front().remarks;
  };
  EXPECT_TRUE(remarks("15").empty());
  const auto wrong = remarks("17");
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0],
            "r.csv:3: totalvotes differs from the sum of candidatevotes in 1 county: \"DANE\" (row "
            "3): 17, and 15 in its rows. The candidates' figures are used; compare them with the "
            "county's own canvass.");
  EXPECT_TRUE(
      remarks("17", "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,UNDERVOTES,,2,17,1,TOTAL\n").empty())
      << "undervotes may be in the total";
}

TEST(MedslTest, ACountyGivenByModeAndAsATotalIsCountedOnce) {
  const auto with = [](const char* total) {
    return package_with_returns(
        std::string(kCountyHeader) +
            "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,4,10,1,ABSENTEE\n"
            "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT,6,10,1,ELECTION DAY\n"
            "2016,WISCONSIN,WI,DANE,55025,US PRESIDENT,ADA LOVELACE,DEMOCRAT," +
            total +
            ",10,1,TOTAL\n"
            "2016,WISCONSIN,WI,IRON,55051,US PRESIDENT,ADA LOVELACE,DEMOCRAT,3,3,1,\n",
        kMedslMap);
  };
  const auto election = election_in(with("10"));
  EXPECT_EQ(totals_text(election), "ada 13");
  EXPECT_EQ(election.result_sets.front().remarks,
            (std::vector<std::string>{"r.csv: 1 unit of night give votes for all modes and by "
                                      "mode, which add up to it; counted once"}));
  EXPECT_EQ(causes_of(problems_in(with("11"))), "returns.mode-overlap@4");
}

TEST(MedslTest, TheCountyFileOf2000To2016NamesItsColumnsOtherwise) {
  const auto election = election_in(package_with_returns(
      "year,state,state_po,county,FIPS,office,candidate,party,candidatevotes,totalvotes,version\n"
      "2016,Wisconsin,WI,Dane,55025,President,Ada Lovelace,democrat,10,10,20191203\n"
      "2016,Wisconsin,WI,Iron,55051,President,Ada Lovelace,democrat,3,3,20191203\n",
      "[result_set.map]\noffice = \"President\"\n"));
  EXPECT_EQ(totals_text(election), "ada 13");
}

}  // namespace
}  // namespace recanvass::formats
