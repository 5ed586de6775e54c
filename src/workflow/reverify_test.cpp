#include "workflow/reverify.h"

#include "formats/workbook_writer.h"
#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

namespace recanvass::workflow {
namespace {

void put_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

constexpr const char* kVotes = "contest_name,choice,votes\nA,Ann,12\n";
constexpr const char* kCountyVotes = "county_name,contest_name,choice,votes\nX,A,Ann,11\n";

TEST(Reverify, FilesAreKnownByTheirContentAndOthersAreSaid) {
  const store::TemporaryFolder folder;
  const std::filesystem::path at = folder.path();
  put_file(at / "photo.jpg", kVotes);
  put_file(at / "counties", kCountyVotes);
  put_file(at / "notes.csv", "Dear sir,\n");
  const auto found = reverify({at});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  ASSERT_EQ(found->audits.size(), 1U);
  EXPECT_EQ(audit::tally_of(found->audits[0].checks).differ, 1);
  ASSERT_EQ(found->not_read.size(), 1U);
  EXPECT_NE(found->not_read[0].find("notes.csv"), std::string::npos);
}

TEST(Reverify, AFolderIsAnAuditOfItsOwn) {
  const store::TemporaryFolder one;
  const store::TemporaryFolder two;
  put_file(std::filesystem::path(one.path()) / "a.csv", kVotes);
  put_file(std::filesystem::path(two.path()) / "a.csv", kCountyVotes);
  const auto apart = reverify({one.path(), two.path()});
  ASSERT_TRUE(apart.ok());
  EXPECT_EQ(apart->audits.size(), 2U);
  const auto together = reverify(
      {std::filesystem::path(one.path()) / "a.csv", std::filesystem::path(two.path()) / "a.csv"});
  ASSERT_TRUE(together.ok());
  EXPECT_EQ(together->audits.size(), 1U);
}

TEST(Reverify, WithoutAnythingToCheckItRefuses) {
  const store::TemporaryFolder folder;
  put_file(std::filesystem::path(folder.path()) / "notes.csv", "Dear sir,\n");
  const auto found = reverify({folder.path()});
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.problems().front().cause, "reverify.nothing");
  EXPECT_FALSE(reverify({"/nowhere/at/all"}).ok());
}

// A state that puts its tables into workbooks, and a file beside them that is broken.
TEST(Reverify, ASheetIsReadAsItsTableAndABrokenFileIsSaid) {
  const store::TemporaryFolder folder;
  const std::filesystem::path at = folder.path();
  put_file(at / "votes.csv", kVotes);
  put_file(at / "broken.json", "{\"a\": 1,}");
  formats::WorkbookWriter sheet;
  using Row = std::vector<std::string_view>;
  for (const Row& row :
       {Row{"County totals"}, Row{"county_name", "contest_name", "choice", "votes"},
        Row{"X", "A", "Ann", "11"}, Row{"Y", "A", "Ann", "none"}}) {
    sheet.add_row(row);
  }
  put_file(at / "counties.xlsx", sheet.bytes().value());
  const auto found = reverify({at});
  ASSERT_TRUE(found.ok()) << base::sentences(found.problems());
  ASSERT_EQ(found->audits.size(), 1U);
  const auto tally = audit::tally_of(found->audits[0].checks);
  EXPECT_EQ(tally.differ, 1) << "11 of 12 votes";
  EXPECT_EQ(tally.not_checked, 1);
  const auto& last = found->audits[0].checks.back();
  EXPECT_EQ(last.place, "counties.xlsx:4");
  EXPECT_NE(last.reason.find("votes: found \"none\""), std::string::npos) << last.reason;
  ASSERT_EQ(found->not_read.size(), 1U);
  EXPECT_EQ(found->not_read[0].substr(0, 20), "broken.json: no JSON");
}

TEST(Reverify, ProblemsOfAllFilesAreToldAtOnce) {
  const store::TemporaryFolder folder;
  const std::filesystem::path at = folder.path();
  put_file(at / "a.csv", "contest_name,choice,votes\nA,Ann,1x\n");
  put_file(at / "b.csv", "county_name,contest_name,choice,votes\nX,A,Ann,-1\n");
  const auto found = reverify({at});
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.problems().size(), 2U);
}

}  // namespace
}  // namespace recanvass::workflow
