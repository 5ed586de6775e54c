#include "cluster/checkpoint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace recanvass::cluster {
namespace {

using Values = std::vector<std::int64_t>;

class CheckpointTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(path_); }
  void TearDown() override { std::filesystem::remove(path_); }

  void begin_with_two_blocks() {
    BlockResults results(5);
    auto opened = Checkpoint::open(path_, "work", results);
    ASSERT_TRUE(opened.ok());
    Checkpoint checkpoint = std::move(opened).value();
    EXPECT_TRUE(checkpoint.add(3, {7, 8, -9}).empty());
    EXPECT_TRUE(checkpoint.add(0, {1}).empty());
    EXPECT_TRUE(checkpoint.keep().empty());
  }
  [[nodiscard]] std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    std::stringstream buffer;
    buffer << file.rdbuf();
    return buffer.str();
  }
  void write(const std::string& text) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
  }

  std::string path_ = (std::filesystem::temp_directory_path() /
                       ("recanvass_checkpoint_test_" + std::to_string(::getpid())))
                          .string();
};

TEST_F(CheckpointTest, WhatWasAddedIsThereWhenItIsOpenedAgain) {
  begin_with_two_blocks();
  BlockResults results(5);
  ASSERT_TRUE(Checkpoint::open(path_, "work", results).ok());
  EXPECT_EQ(results[3], (Values{7, 8, -9}));
  EXPECT_EQ(results[0], (Values{1}));
  EXPECT_FALSE(results[1]);
}

// A kill may cut the file anywhere: what stands whole counts, and more can be added after it.
TEST_F(CheckpointTest, CutAnywhereItKeepsTheWholeLinesBefore) {
  begin_with_two_blocks();
  const std::string whole = text();
  const std::size_t last = whole.rfind('\n', whole.size() - 2) + 1;
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    write(whole.substr(0, cut));
    BlockResults results(5);
    auto opened = Checkpoint::open(path_, "work", results);
    ASSERT_TRUE(opened.ok()) << cut;
    EXPECT_EQ(results[3].has_value(), cut >= last) << cut;
    EXPECT_FALSE(results[0]) << cut;
    Checkpoint checkpoint = std::move(opened).value();
    EXPECT_TRUE(checkpoint.add(4, {4}).empty());
    BlockResults again(5);
    ASSERT_TRUE(Checkpoint::open(path_, "work", again).ok()) << cut;
    EXPECT_EQ(again[4], (Values{4}));
  }
}

TEST_F(CheckpointTest, AnotherRunsFileAndADamagedOneAreRefused) {
  begin_with_two_blocks();
  BlockResults results(5);
  const auto other = Checkpoint::open(path_, "other", results);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.problems().front().cause, "checkpoint.other-work");
  BlockResults more(6);
  EXPECT_FALSE(Checkpoint::open(path_, "work", more).ok());
  std::string bad = text();
  bad[bad.find(" 7 ") + 1] = '6';
  write(bad);
  const auto damaged = Checkpoint::open(path_, "work", results);
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.problems().front().cause, "checkpoint.damaged");
  EXPECT_EQ(damaged.problems().front().place.row, 2);
  EXPECT_EQ(text(), bad);  // nothing of it is touched
  write("my thesis\n");
  EXPECT_FALSE(Checkpoint::open(path_, "work", results).ok());
  EXPECT_EQ(text(), "my thesis\n");
}

TEST_F(CheckpointTest, AFolderThatIsNotThereIsSaid) {
  BlockResults results(1);
  const auto opened = Checkpoint::open("/nonexistent/folder/file", "work", results);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems().front().cause, "checkpoint.unwritable");
}

}  // namespace
}  // namespace recanvass::cluster
