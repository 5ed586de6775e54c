#include "formats/zip_archive.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(ZipArchive, TooManyEntriesAreRefusedBeforeTheyAreListed) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "many.zip";
  write_zip(path, {{"a", "1"}, {"b", "2"}, {"c", "3"}});
  ArchiveLimits limits;
  limits.entries_max = 3;
  EXPECT_EQ(cause_of_reading(path, limits), "");
  limits.entries_max = 2;
  EXPECT_EQ(cause_of_reading(path, limits), "archive.too-many");

  // An end that claims a million entries, with the record that numbers beyond 65,535 need.
  const auto number = [](std::uint64_t value, std::size_t width) {
    std::string bytes;
    for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    return bytes;
  };
  const std::string head = "PK\3\4" + std::string(26, '\0');
  std::string million = head + "PK\6\6" + number(44, 8) + number(45, 2) + number(45, 2) +
                        number(0, 8) + number(1'000'000, 8) + number(1'000'000, 8) + number(0, 8) +
                        number(head.size(), 8);
  million += "PK\6\7" + number(0, 4) + number(head.size(), 8) + number(1, 4);
  million += "PK\5\6" + number(0, 4) + number(0xFFFF, 2) + number(0xFFFF, 2) +
             number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4) + number(0, 2);
  put_bytes(path, million);
  EXPECT_EQ(cause_of_reading(path), "archive.too-many");
}

TEST(ZipArchive, NamesThatLeadOutOfTheArchiveAreRefused) {
  for (const char* name :
       {"../evil.json", "/etc/passwd", "a/../../b", "..\\evil", "C:\\evil", "a/.."}) {
    const TemporaryPackage package(PackageFiles{});
    const fs::path path = package.folder() / "a.zip";
    write_zip(path, {{"good.json", "{}"}, {name, "x"}});
    EXPECT_EQ(cause_of_reading(path), "archive.path") << name;
  }
  const TemporaryPackage package(PackageFiles{});
  write_zip(package.folder() / "a.zip", {{"..good", "x"}, {"a..b/c...d", "y"}});
  EXPECT_EQ(cause_of_reading(package.folder() / "a.zip"), "");
}

TEST(ZipArchive, TwoEntriesOfOneNameAreRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "a.zip";
  write_zip(path, {{"aa.json", "{}"}, {"bb.json", "[]"}});
  std::string bytes = bytes_in(path);
  for (std::size_t at = bytes.find("bb.json"); at != std::string::npos;
       at = bytes.find("bb.json")) {
    bytes.replace(at, 2, "aa");
  }
  put_bytes(path, bytes);
  EXPECT_EQ(cause_of_reading(path), "archive.twice");
}

TEST(ZipArchive, AnArchiveThatIsCutOffOrChangedIsRefused) {
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "a.zip";
  write_zip(path, {{"a.json", std::string(2000, 'x') + "y"}, {"b.json", "[]"}});
  const std::string whole = bytes_in(path);
  for (std::size_t length = 4; length < whole.size(); length += 13) {
    put_bytes(path, whole.substr(0, length));
    EXPECT_EQ(cause_of_reading(path), "archive.broken") << length;
  }
  std::string changed = whole;
  changed[40] = static_cast<char>(changed[40] ^ 0x10);  // packed bytes, which have a checksum
  put_bytes(path, changed);
  EXPECT_EQ(cause_of_reading(path), "archive.broken");
}

}  // namespace
}  // namespace recanvass::formats
