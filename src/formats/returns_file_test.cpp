#include "formats/returns_file.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ReturnsFileTest, TheFormatIsFoundByContentAndNotByName) {
  struct Case {
    const char* content;
    const char* format;
  };
  for (const Case& row :
       {Case{"choice,votes\nada,1\n", "returns CSV"},
        Case{"county,candidate,votes\nDane,Ada,1\n", "OpenElections CSV"},
        Case{"office,county_name,candidate,candidatevotes\nX,Dane,Ada,1\n", "MEDSL county returns"},
        Case{"precinct,office,county_name,state_po,candidate,votes\nP,X,Dane,WI,Ada,1\n",
             "MEDSL precinct returns"},
        Case{"\xEF\xBB\xBF <ElectionResult/>", "Clarity detail.xml"},
        Case{"<ElectionReport><Election><Contest><Name>X</Name><ContestSelection ObjectId='a'>"
             "<VoteCounts><GpUnitId>u</GpUnitId><Type>total</Type><Count>1</Count></VoteCounts>"
             "</ContestSelection></Contest></Election><GpUnit ObjectId='u'/></ElectionReport>",
             "NIST SP 1500-100 XML"},
        Case{"{\"@type\": \"ElectionResults.ElectionReport\", \"GpUnit\": [{\"@id\": \"u\"}], "
             "\"Election\": [{\"Contest\": [{\"Name\": \"X\", \"ContestSelection\": [{\"@id\": "
             "\"a\", "
             "\"VoteCounts\": [{\"GpUnitId\": \"u\", \"Type\": \"total\", \"Count\": 1}]}]}]}]}",
             "NIST SP 1500-100 JSON"}}) {
    const TemporaryPackage package(PackageFiles{{"picture.png", row.content}});
    const auto read = read_returns_file(package.folder() / "picture.png", "picture.png");
    ASSERT_TRUE(read.ok()) << row.format << base::sentences(read.problems());
    EXPECT_EQ(read->format, row.format);
  }
}

TEST(ReturnsFileTest, DecodingIsRemarked) {
  const TemporaryPackage package(PackageFiles{{"r.csv",
                                               "unit,choice,votes\nDo\xF1"
                                               "a,ada,1\n"}});
  const auto read = read_returns_file(package.folder() / "r.csv", "r.csv");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->remarks, (std::vector<std::string>{"r.csv is not UTF-8; read as Windows-1252"}));
}

}  // namespace
}  // namespace recanvass::formats
