#include "formats/detect.h"

#include "formats/package_fixture.h"
#include "formats/returns_file.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using std::string_literals::operator""s;

TEST(DetectTest, WhatIsNoReturnsIsRefusedByContentWhateverItsName) {
  struct Case {
    const char* what;
    std::string bytes;
    const char* cause;
  };
  for (const Case& row :
       {Case{"QuickHash-Windows-v2.8.0-32Bit.exe", "MZ\x90\0\x03\0\0\0"s, "detect.program@0"},
        Case{"a program for Linux",
             "\x7F"
             "ELF\x02\x01"s,
             "detect.program@0"},
        Case{"a script", "#!/bin/sh\n", "detect.program@0"},
        Case{"Hash Values.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "detect.document@0"},
        Case{"County.docx", "PK\x03\x04....word/document.xml", "detect.document@0"},
        Case{"Modified_CVR_Export.csv.xlsx", "PK\x03\x04....xl/workbook.xml",
             "detect.spreadsheet@0"},
        Case{"detailxml.zip", "PK\x03\x04....detail.xml", "detect.archive@0"},
        Case{"a certificate", "%PDF-1.7\n", "detect.pdf@0"},
        Case{"a packed table", "\x1F\x8B\x08", "detect.archive@0"},
        Case{"a scan", "\xFF\xD8\xFF\xE0", "detect.picture@0"},
        Case{"a login page", "\n<!DOCTYPE html><html>", "detect.document@0"},
        Case{"nothing", "", "detect.empty@0"},
        Case{"cast vote records", "CvrNumber,TabulatorNum,BatchId,RecordId\n1,1,1,1\n",
             "detect.cast-votes@1"},
        Case{
            "Dominion's header is its fourth row",
            "2020 General,5.2.16.1,,,,,\n,,,,,,Mayor (Vote For=1)\n,,,,,,Ada\n"
            "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,\n1,1,1,1,1-1-1,51,1\n",
            "detect.cast-votes@4"},
        Case{"ES&S", "seqno,Cast Vote Record,Style,MAYOR\n1,82777,6,Ada\n", "detect.cast-votes@1"},
        Case{"Clear Ballot", "BallotID,PrecinctID,BallotStyleID,Status,Remade,Choice_1_1\n",
             "detect.cast-votes@1"},
        Case{"RAIRE", "1\nContest,1,2,1,2,winner,1\n1,1,2,1\n", "detect.cast-votes@2"},
        Case{"Dominion JSON", "{\"Version\": \"5.10\", \"Sessions\": []}", "detect.cast-votes@0"},
        Case{"Hart", "<?xml version=\"1.0\"?><Cvr><Contests/></Cvr>", "detect.cast-votes@0"},
        Case{"a spreadsheet in XML", "<?xml version=\"1.0\"?><Workbook/>", "detect.spreadsheet@0"},
        Case{"a manifest", "Batch Name,Number of Ballots\nA,10\n", "detect.manifest@1"},
        Case{"a header that begins with 2", "2,,,\n1,2,3,4\n", "detect.unknown-table@1"},
        Case{"our table without votes", "unit,choice\nA,ada\n", "returns.missing-column@1"},
        Case{"another table", "name,phone\nA,1\n", "detect.unknown-table@1"},
        Case{"other XML", "<?xml version=\"1.0\"?><rss/>", "detect.unknown-xml@0"},
        Case{"other JSON", "{\"type\": \"FeatureCollection\"}", "nist.no-results@1"}}) {
    EXPECT_EQ(causes_of(problems_in(package_with_returns(row.bytes))), row.cause) << row.what;
  }
}

TEST(DetectTest, AHeaderIsKnownByItsNamesInAnyOrderAndCase) {
  struct Case {
    std::vector<std::string> header;
    TableFormat format;
  };
  for (const Case& row :
       {Case{{"Votes", "CHOICE", "unit"}, TableFormat::Tidy},
        Case{{"county", "candidate", "party", "votes"}, TableFormat::OpenElections},
        Case{{"county", "precinct", "office", "district", "party", "candidate", "votes"},
             TableFormat::OpenElections},
        Case{{"precinct", "office", "party_detailed", "mode", "votes", "county_name", "candidate"},
             TableFormat::MedslPrecinct},
        Case{{"year", "state_po", "county_name", "candidate", "candidatevotes"},
             TableFormat::MedslCounty},
        Case{{"year", "state_po", "county_name", "candidate", "votes", "totalvotes"},
             TableFormat::MedslCounty}}) {
    const auto format = format_of_header(row.header, "r.csv");
    ASSERT_TRUE(format.ok());
    EXPECT_EQ(*format, row.format) << row.header.front();
  }
}

// Exports as counties published them, in the place of returns.
TEST(DetectTest, PublishedExportsOfOtherThingsAreCalledWhatTheyAre) {
  struct Case {
    const char* path;
    const char* cause;
  };
  for (const Case& row :
       {Case{"dominion_csv_boulder/boulder2023_4cvrs_with_irv.csv", "detect.cast-votes@4"},
        Case{"dominion_csv_colorado_demo/adams-cvrexport.csv", "detect.cast-votes@4"},
        Case{"dominion_csv_nsw/Uralla_Mayoral.csv", "detect.cast-votes@4"},
        Case{"arlo_small_election/Siletz_-_cvrs.csv", "detect.cast-votes@4"},
        Case{"dominion_json_sf2024/CvrExport_15.json", "detect.cast-votes@0"},
        Case{"ess/jefferson_co_ess-test.cvr", "detect.cast-votes@1"},
        Case{"clearballot/fl_bay_2012m.cvr.csv", "detect.cast-votes@1"},
        Case{"hart/test_Hart_CVR_1.xml", "detect.cast-votes@0"},
        Case{"raire_us_irv/Aspen_2009_Mayor.raire", "detect.cast-votes@2"},
        Case{"dominion_csv_boulder/boulder2023_manifest.csv", "detect.manifest@1"},
        Case{"dominion_csv_colorado_demo/adams-manifest.csv", "detect.manifest@1"},
        Case{"arlo_small_election/Siletz_-_ballot_manifest.csv", "detect.manifest@1"},
        Case{"hart/Hart_manifest.xlsx", "detect.spreadsheet@0"},
        Case{"ess/2015_portland_mayor_cvr.xlsx", "detect.spreadsheet@0"},
        Case{"dominion_json_clearcreek2016/CVR_Export_20160713143950.zip", "detect.archive@0"}}) {
    const std::filesystem::path path =
        std::filesystem::path(RECANVASS_SHARED_DIR) / "data/cvr" / row.path;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << path;
    const auto read = read_returns_file(path, "r.csv");
    ASSERT_FALSE(read.ok()) << row.path;
    EXPECT_EQ(causes_of(read.problems()), row.cause) << row.path;
  }
}

}  // namespace
}  // namespace recanvass::formats
