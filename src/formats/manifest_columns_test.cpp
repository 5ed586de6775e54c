#include "formats/manifest_columns.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const std::vector<MappedColumn> kGiven = {{ManifestColumn::Batch, "Stack", MappedBy::Hand},
                                          {ManifestColumn::Cards, "Sheets \"B\"", MappedBy::Hand}};

TEST(ManifestColumns, WhatWasGivenByHandComesBackAsRemembered) {
  const TemporaryPackage package(PackageFiles{});
  const auto path = package.folder() / "columns.json";
  ASSERT_EQ(write_manifest_columns(path, kGiven), std::nullopt);
  const auto read = read_manifest_columns(path);
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(*read, (std::vector<MappedColumn>{
                       {ManifestColumn::Batch, "Stack", MappedBy::Remembered},
                       {ManifestColumn::Cards, "Sheets \"B\"", MappedBy::Remembered}}));
}

TEST(ManifestColumns, WhatIsGivenAnewComesBeforeWhatIsRemembered) {
  const std::vector<MappedColumn> remembered = {
      {ManifestColumn::Tabulator, "T", MappedBy::Remembered},
      {ManifestColumn::Cards, "C", MappedBy::Remembered}};
  EXPECT_EQ(with_given(remembered, kGiven),
            (std::vector<MappedColumn>{
                {ManifestColumn::Tabulator, "T", MappedBy::Remembered}, kGiven[0], kGiven[1]}));
}

TEST(ManifestColumns, AnotherFileIsRefused) {
  for (const char* text : {"[]", "{}", R"({"schema":"recanvass.manifest-columns/2","columns":{}})",
                           R"({"schema":"recanvass.manifest-columns/1","columns":{"ballots":"B"}})",
                           R"({"schema":"recanvass.manifest-columns/1","columns":{"cards":7}})",
                           R"({"schema":"recanvass.manifest-columns/1","columns":[]})",
                           R"({"schema":"recanvass.manifest-columns/1","columns":{},"more":1})"}) {
    const TemporaryPackage package(PackageFiles{});
    put_bytes(package.folder() / "c.json", text);
    const auto read = read_manifest_columns(package.folder() / "c.json");
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.problems()[0].cause, "manifest-columns.content") << text;
  }
  EXPECT_EQ(read_manifest_columns("/nowhere/c.json").problems()[0].cause, "file.missing");
}

}  // namespace
}  // namespace recanvass::formats
