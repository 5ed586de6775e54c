#include "formats/input_files.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_of(const InputFiles& files, const fs::path& within) {
  std::vector<std::string> names;
  for (const auto& file : files.files()) {
    names.push_back(file.name.substr(within.string().size() + 1));
  }
  return names;
}

TEST(InputFiles, FolderArchiveAndPackedFileReadAlike) {
  const TemporaryPackage package({{"in/b.txt", "second"},
                                  {"in/a/deep.txt", "first"},
                                  {"in/.DS_Store", "litter"},
                                  {"in/c.gz", gzipped("third") + gzipped(" and more")}});
  const fs::path folder = package.folder();
  write_zip(folder / "in/d.zip",
            {{"y.txt", "fifth"}, {"x/z.txt", "fourth"}, {"__MACOSX/._y.txt", "litter"}});
  const auto files = InputFiles::open({folder / "in"});
  ASSERT_TRUE(files.ok()) << base::sentences(files.problems());
  EXPECT_EQ(names_of(*files, folder),
            (std::vector<std::string>{"in/a/deep.txt", "in/b.txt", "in/c.gz", "in/d.zip/x/z.txt",
                                      "in/d.zip/y.txt"}));
  EXPECT_EQ(files->passed_over(), 2U);
  std::string all;
  for (std::size_t at = 0; at < files->files().size(); ++at) all += *files->whole(at, 100) + "|";
  EXPECT_EQ(all, "first|second|third and more|fourth|fifth|");
  EXPECT_EQ(*files->head(3, 3), "fou");
}

std::string in_utf16(std::string_view ascii, bool big) {
  std::string text = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char letter : ascii) {
    if (big) text += '\0';
    text += letter;
    if (!big) text += '\0';
  }
  return text;
}

TEST(InputFiles, TextInUtf16IsUtf8ForEveryReaderButThatOfXml) {
  const TemporaryPackage package({{"in/a.json", in_utf16("{\"a\":1}", true)},
                                  {"in/b.gz", gzipped(in_utf16("[2]", false))},
                                  {"in/c.xml", in_utf16("<a/>", false)},
                                  {"in/d.txt", "\xFF\xFE"},
                                  {"in/e.txt", in_utf16("\x01", false)}});
  const auto files = InputFiles::open({package.folder() / "in"});
  ASSERT_TRUE(files.ok()) << base::sentences(files.problems());
  EXPECT_EQ(*files->whole(0, 100), "{\"a\":1}");
  EXPECT_EQ(*files->whole(1, 100), "[2]");
  EXPECT_EQ(*files->whole(2, 100), in_utf16("<a/>", false));
  EXPECT_EQ(*files->whole(3, 100), "");
  EXPECT_EQ(files->whole(4, 100).problems()[0].cause, "text.control");
}

TEST(InputFiles, WhatIsMissingIsSaidOfAllAtOnce) {
  const auto files = InputFiles::open({"/nowhere/a", "/nowhere/b"});
  ASSERT_FALSE(files.ok());
  ASSERT_EQ(files.problems().size(), 2U);
  EXPECT_EQ(files.problems()[1].cause, "file.missing");
  EXPECT_EQ(files.problems()[1].place.file, "/nowhere/b");
}

}  // namespace
}  // namespace recanvass::formats
