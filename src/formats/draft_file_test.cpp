#include "formats/draft_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

class DraftFileTest : public testing::Test {
 protected:
  DraftFileTest()
      : folder_(fs::temp_directory_path() / ("draft-file-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~DraftFileTest() override { fs::remove_all(folder_); }

  static std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

TEST_F(DraftFileTest, TheFileHasItsNameOnlyWhenItIsComplete) {
  const fs::path path = folder_ / "export.csv";
  std::string wanted;
  {
    DraftFile file(path);
    for (int i = 0; i < 100'000; ++i) {
      const std::string line = "line " + std::to_string(i) + "\n";
      file.put(line);
      wanted += line;
    }
    EXPECT_FALSE(fs::exists(path));
    EXPECT_FALSE(file.finish().has_value());
    EXPECT_EQ(content(path), wanted);
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(DraftFileTest, WhatIsGivenUpLeavesNothingAndKeepsWhatWasThere) {
  const fs::path path = folder_ / "export.csv";
  std::ofstream(path) << "before";
  {
    DraftFile file(path);
    file.put("half");
  }
  EXPECT_EQ(content(path), "before");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(DraftFileTest, AFailureIsToldAtTheEndWithTheFile) {
  DraftFile nowhere(folder_ / "no" / "export.csv");
  nowhere.put("text");
  const auto problem = nowhere.finish();
  ASSERT_TRUE(problem.has_value());
  EXPECT_EQ(problem->cause, "file.write");
  EXPECT_EQ(problem->place.file, (folder_ / "no" / "export.csv").string());

  if (!fs::exists("/dev/full")) GTEST_SKIP() << "missing /dev/full";
  fs::create_symlink("/dev/full", folder_ / "full.csv.draft");
  DraftFile full(folder_ / "full.csv");
  full.put(std::string(1'000'000, 'x'));
  EXPECT_TRUE(full.finish().has_value());
}

}  // namespace
}  // namespace recanvass::formats
