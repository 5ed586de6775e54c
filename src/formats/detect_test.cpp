#include "formats/detect.h"

#include "formats/package_fixture.h"

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
        Case{"a manifest", "Batch Name,Number of Ballots\nA,10\n", "detect.manifest@1"},
        Case{"a header that begins with 2", "2,,,\n1,2,3,4\n", "detect.unknown-table@1"},
        Case{"our table without votes", "unit,choice\nA,ada\n", "returns.missing-column@1"},
        Case{"another table", "name,phone\nA,1\n", "detect.unknown-table@1"},
        Case{"other XML", "<?xml version=\"1.0\"?><rss/>", "detect.unknown-xml@0"},
        Case{"other JSON", "{\"type\": \"FeatureCollection\"}", "nist.no-results@0"}}) {
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
             TableFormat::MedslCounty}}) {
    const auto format = format_of_header(row.header, "r.csv");
    ASSERT_TRUE(format.ok());
    EXPECT_EQ(*format, row.format) << row.header.front();
  }
}

}  // namespace
}  // namespace recanvass::formats
