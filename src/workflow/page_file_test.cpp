#include "workflow/page_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::workflow {
namespace {

std::string page_text(const std::string& generator) {
  return "<head><meta name=\"generator\" content=\"" + generator + "\"/></head>";
}

TEST(PageFile, OnlyAPageOfTheSameCommandIsReplaced) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "recanvass-page-file";
  std::filesystem::remove_all(folder);
  const PageFile ours = {"assess", "a.html", "Recanvass assess", page_text("Recanvass assess")};
  ASSERT_TRUE(write_page(ours, folder).ok()) << "makes the folder";
  EXPECT_TRUE(write_page(ours, folder).ok()) << "replaces its own";
  const PageFile other = {"brief", "a.html", "Recanvass brief", page_text("Recanvass brief")};
  const auto refused = write_page(other, folder);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "brief.not-ours");
  EXPECT_FALSE(std::filesystem::exists(folder / ".a.html.draft"));
  std::filesystem::remove_all(folder);
}

TEST(PageFile, AFolderThatCannotBeMadeIsNamed) {
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / "recanvass-page-in-the-way";
  std::ofstream(file) << "x";
  const auto refused = write_page({"assess", "a.html", "g", "t"}, file / "inside");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "assess.folder");
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace recanvass::workflow
