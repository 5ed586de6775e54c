#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

namespace recanvass::store {

TemporaryFolder::TemporaryFolder()
    : path_((std::filesystem::temp_directory_path() / "recanvass-XXXXXX").string()) {
  EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TEST(TemporaryFolderTest, IsGoneWhenTheTestEnds) {
  std::string path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    EXPECT_TRUE(std::filesystem::is_directory(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace recanvass::store
