#include "verify/tables_check.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using test::BundleParts;

// Added up by hand from the tallies of bundle_maker_test.cpp.
TEST(TablesCheck, TheTablesOfACountAreTheseBytes) {
  const auto files = test::files_of(test::counted_parts());
  EXPECT_EQ(files.at("public/results.csv"),
            "county,unit,name,state,group,batches,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,W1,Ward W1,counted,,2,150,90,56,4,0\r\n"
            "dane,W2,Ward W2,counted,,1,10,4,6,0,0\r\n"
            "rock,R1,Ward R1,counted,,1,40,20,18,2,0\r\n");
  EXPECT_EQ(files.at("public/counties.csv"),
            "county,name,units,units_counted,units_original,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,County dane,2,2,0,160,94,62,4,0\r\n"
            "rock,County rock,1,1,0,40,20,18,2,0\r\n"
            ",all,3,3,0,200,114,80,6,0\r\n");
  EXPECT_EQ(files.at("public/changes.csv"),
            "county,unit,group,choice,reported,counted,change\r\n"
            "dane,W1,,b,55,56,1\r\n");
  EXPECT_EQ(files.at("public/manifest.csv"),
            "batch,county,container,unit,ballots,extra\r\n"
            "B1,dane,C-dane,W1,100,no\r\n"
            "B2,dane,C-dane,W1,50,no\r\n"
            "B3,dane,C-dane,W2,10,no\r\n"
            "B4,rock,C-rock,R1,40,no\r\n");
}

TEST(TablesCheck, UnitsGivenTogetherStillAddUp) {
  const auto files = test::files_of(test::small_parts());
  EXPECT_EQ(files.at("public/results.csv"),
            "county,unit,name,state,group,batches,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,W1,Ward W1,counted,,2,150,90,56,4,0\r\n"
            "dane,W2,Ward W2,merged,county:dane,1,,,,,\r\n"
            "dane,W3,Ward W3,merged,county:dane,1,,,,,\r\n"
            "rock,R1,Ward R1,counted,,1,40,20,18,2,0\r\n"
            "dane,,,group,county:dane,2,14,5,9,0,0\r\n");
  EXPECT_NE(files.at("public/counties.csv").find(",all,4,4,0,204,115,83,6,0\r\n"),
            std::string::npos);
}

TEST(TablesCheck, AChangedFigureFailsV10AloneAndNamesTheUnit) {
  struct Case {
    const char* path;
    const char* there;
    const char* instead;
    const char* words;
  };
  for (const Case& row : {
           Case{"public/results.csv", "150,90,56", "150,91,55",
                "public/results.csv: county dane, unit W1: votes_a is \"91\" there, and \"90\" by "
                "the entries"},
           Case{"public/counties.csv", ",all,3,3,0,200,114", ",all,3,3,0,200,115",
                "public/counties.csv: the whole: votes_a is \"115\" there"},
           Case{"public/changes.csv", "55,56,1", "55,57,2", "unit W1, choice b"},
           Case{"public/reported.csv", "90,55", "90,56", "unit W1"},
           Case{"public/results.json", "\"votes_a\":90", "\"votes_a\":91",
                "public/results.json: row 1 is not the one that the entries make: votes_a is "
                "another"},
           Case{"public/results.for-excel.csv", "150,90", "150,91", "public/results.for-excel.csv"},
           Case{"index.html", "<td>114</td>", "<td>115</td>", "index.html"},
           Case{"public/results.csv", "dane,W2,Ward W2,counted,,1,10,4,6,0,0\r\n", "",
                "it has 2 rows, and 3 by the entries; the first that differs is row 2"},
           Case{"public/results.csv", "county,unit", "unit,county", "its columns are not those"},
       }) {
    BundleParts parts = test::counted_parts();
    parts.edit_files = [&](std::map<std::string, std::string>& files) {
      std::string& bytes = files.at(row.path);
      const auto at = bytes.find(row.there);
      ASSERT_NE(at, std::string::npos) << row.path;
      bytes.replace(at, std::string(row.there).size(), row.instead);
    };
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), "V10") << row.path;
    EXPECT_NE(verdict.of(CheckId::V10).faults.at(0).words.find(row.words), std::string::npos)
        << verdict.of(CheckId::V10).faults.at(0).words;
  }
}

Verdict verdict_of_folder(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path()));
}

// Who writes another program into bundle.json gains nothing: a page that cannot be compared is said
// not to be, and nothing else is left out.
TEST(TablesCheck, APageThatAnotherProgramClaimsIsNotCheckedAndNothingVouchesForIt) {
  BundleParts parts = test::counted_parts();
  parts.program = "recanvass 9.9.9";
  EXPECT_EQ(verdict_of_folder(parts).of(CheckId::V10).outcome, Outcome::Passed)
      << "the same bytes are the same page";
  parts.edit_files = [](std::map<std::string, std::string>& files) {
    std::string& page = files.at("index.html");
    const auto at = page.find("<td>114</td>");
    ASSERT_NE(at, std::string::npos);
    page.replace(at, 12, "<td>911</td>");
  };
  const Verdict verdict = verdict_of_folder(parts);
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V10).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V10).words.find("index.html WAS NOT CHECKED"), std::string::npos);
  EXPECT_EQ(verdict.unvouched(), std::vector<CheckId>{CheckId::V10});
}

TEST(TablesCheck, ATableIsComparedWhicheverProgramIsSaidToHaveMadeIt) {
  for (const char* path :
       {"public/results.csv", "public/results.for-excel.csv", "public/results.json"}) {
    BundleParts parts = test::counted_parts();
    parts.program = "recanvass 9.9.9";
    parts.edit_files = [&](std::map<std::string, std::string>& files) {
      std::string& bytes = files.at(path);
      const auto at = bytes.find("90");
      ASSERT_NE(at, std::string::npos);
      bytes.replace(at, 2, "91");
    };
    EXPECT_EQ(test::failures_in(verdict_of_folder(parts)), "V10") << path;
    parts.edit_files = [&](std::map<std::string, std::string>& files) { files.at(path) += " "; };
    EXPECT_EQ(test::failures_in(verdict_of_folder(parts)), "V10") << path << " with a byte more";
  }
}

}  // namespace
}  // namespace recanvass::verify
