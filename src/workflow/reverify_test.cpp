#include "workflow/reverify.h"

#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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
