#include "formats/zip_writer.h"

#include "formats/card_round_trip.h"
#include "formats/zip_archive.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ZipWriter, WhatIsPutInComesOutAndTheBytesAreAlwaysTheSame) {
  const TripFolder folder;
  ZipWriter writer;
  for (const char* name : {"a.zip", "b.zip"}) {
    writer.add("one.txt", "abc");
    writer.add("folder/two.txt", std::string(100'000, 'x'));
    EXPECT_EQ(writer.entries(), 2U);
    EXPECT_FALSE(writer.write(folder.path() / name));
    EXPECT_EQ(writer.entries(), 0U);
  }
  EXPECT_EQ(*read_bytes(folder.path() / "a.zip", "a"), *read_bytes(folder.path() / "b.zip", "b"));
  const auto archive = ZipArchive::open(folder.path() / "a.zip", "a.zip");
  ASSERT_TRUE(archive.ok());
  ASSERT_EQ((*archive)->entries().size(), 2U);
  EXPECT_EQ((*archive)->entries()[1].name, "folder/two.txt");
  EXPECT_EQ((*archive)->entries()[1].bytes, 100'000U);
  const auto source = (*archive)->read(0);
  ASSERT_TRUE(source.ok());
  std::string text(10, ' ');
  text.resize(*(*source)->read(text));
  EXPECT_EQ(text, "abc");
}

TEST(ZipWriter, AFolderThatIsNotThereIsAProblem) {
  const TripFolder folder;
  ZipWriter writer;
  writer.add("one.txt", "abc");
  const auto problem = writer.write(folder.path() / "no/such.zip");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->cause, "file.write");
}

}  // namespace
}  // namespace recanvass::formats
