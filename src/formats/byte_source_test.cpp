#include "formats/byte_source.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

#include <array>

namespace recanvass::formats {
namespace {

std::string all_of(ByteSource& source) {
  std::string text;
  std::array<char, 3> few = {};
  while (true) {
    const auto bytes = source.read(few);
    EXPECT_TRUE(bytes.ok());
    if (!bytes || *bytes == 0) return text;
    text.append(few.data(), *bytes);
  }
}

TEST(ByteSource, GivesEveryByteInOrderAndThenNone) {
  const std::string text = std::string("a\0b", 3) + "\xFF\r\n and more";
  TextSource from_text(text);
  EXPECT_EQ(all_of(from_text), text);
  EXPECT_EQ(all_of(from_text), "");
  const TemporaryPackage folder(PackageFiles{{"x", text}});
  auto file = open_file(folder.folder() / "x", "x");
  ASSERT_TRUE(file.ok());
  const auto source = std::move(file).value();
  EXPECT_EQ(all_of(*source), text);
}

TEST(ByteSource, WhatIsNotThereOrIsAFolderIsNamed) {
  const TemporaryPackage folder(PackageFiles{});
  const auto missing = open_file(folder.folder() / "none", "none");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.problems()[0].cause, "file.missing");
  EXPECT_EQ(missing.problems()[0].place.file, "none");
  auto opened = open_file(folder.folder(), "folder");
  if (opened.ok()) {
    const auto source = std::move(opened).value();
    std::array<char, 3> few = {};
    const auto bytes = source->read(few);
    ASSERT_FALSE(bytes.ok());
    EXPECT_EQ(bytes.problems()[0].cause, "file.unreadable");
  }
}

}  // namespace
}  // namespace recanvass::formats
