#include "verify/folder.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recanvass::verify {
namespace {

using test::TestFolder;

void put(const TestFolder& folder, const std::string& path, const std::string& bytes) {
  const std::filesystem::path file = folder.file(path);
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

TEST(Folder, ListsPlainFilesByTheirPaths) {
  const TestFolder folder;
  put(folder, "checkpoint", "abc");
  put(folder, "tile/entries/000.p/5", "");
  const auto read = BundleFolder::open(folder.path());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->files(),
            (std::map<std::string, std::uint64_t>{{"checkpoint", 3}, {"tile/entries/000.p/5", 0}}));
  EXPECT_TRUE(read->odd_things().empty());
  EXPECT_EQ(*read->read("checkpoint", 3), "abc");
  EXPECT_EQ(read->read("checkpoint", 2).problems()[0].cause, "verify.too-large");
  EXPECT_EQ(read->read("none", 2).problems()[0].cause, "verify.missing");
  EXPECT_EQ(read->hash("checkpoint")->bytes, 3U);
  EXPECT_EQ(base::hex(read->hash("checkpoint")->sha256), base::hex(base::sha256("abc")));
}

TEST(Folder, ALinkIsNamedAndNeverFollowed) {
  const TestFolder folder;
  const TestFolder elsewhere;
  put(elsewhere, "secret", "x");
  std::filesystem::create_symlink(elsewhere.file("secret"), folder.file("checkpoint"));
  std::filesystem::create_directory_symlink(elsewhere.path(), folder.file("tile"));
  const auto read = BundleFolder::open(folder.path());
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->files().empty());
  ASSERT_EQ(read->odd_things().size(), 2U);
  EXPECT_EQ(read->odd_things()[0].path, "checkpoint");
  EXPECT_EQ(read->odd_things()[0].what, "a symbolic link");
}

TEST(Folder, AFileThatBecameALinkIsNotRead) {
  const TestFolder folder;
  put(folder, "checkpoint", "abc");
  put(folder, "other", "abc");
  const auto read = BundleFolder::open(folder.path());
  std::filesystem::remove(folder.file("checkpoint"));
  std::filesystem::create_symlink(folder.file("other"), folder.file("checkpoint"));
  EXPECT_EQ(read->read("checkpoint", 10).problems()[0].cause, "verify.unreadable");
  EXPECT_EQ(read->hash("checkpoint").problems()[0].cause, "verify.unreadable");
}

TEST(Folder, WhatIsNoFolderIsRefused) {
  const TestFolder folder;
  put(folder, "file", "");
  EXPECT_EQ(BundleFolder::open(folder.file("none")).problems()[0].cause, "verify.folder");
  EXPECT_EQ(BundleFolder::open(folder.file("file")).problems()[0].cause, "verify.folder");
}

TEST(Folder, OnlyPlainPathsAreThoseOfABundle) {
  for (const char* path : {"checkpoint", "tile/0/x001/067.p/5", "public/a-b_c.csv"}) {
    EXPECT_TRUE(is_bundle_path(path)) << path;
  }
  for (const char* path : {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".hidden", "a/.b",
                           "a b", "a\\b", "\xC3"}) {
    EXPECT_FALSE(is_bundle_path(path)) << path;
  }
  EXPECT_TRUE(is_bundle_path(std::string(200, 'a')));
  EXPECT_FALSE(is_bundle_path(std::string(201, 'a')));
}

}  // namespace
}  // namespace recanvass::verify
