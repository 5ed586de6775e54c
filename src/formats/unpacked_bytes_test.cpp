#include "formats/unpacked_bytes.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// 42 KB that unpack to 42 MB, as tight as deflate packs: at the limit nothing is refused.
TEST(UnpackedBytes, AFileThatUnpacksToFarTooMuchIsRefused) {
  const std::string zeros(std::size_t{42} << 20U, '\0');
  const std::string packed = gzipped(zeros);
  ASSERT_LT(packed.size(), 43U << 10U);
  const TemporaryPackage package({{"bomb.gz", packed}, {"empty", ""}});
  const fs::path folder = package.folder();
  write_zip(folder / "bomb.zip", {{"zeros", zeros}});
  for (const char* name : {"bomb.gz", "bomb.zip"}) {
    EXPECT_EQ(cause_of_reading(folder / name), "archive.too-large") << name;
    ArchiveLimits limits;
    limits.ratio_free = zeros.size();
    EXPECT_EQ(cause_of_reading(folder / name, limits), "") << name;
    limits.ratio_free = zeros.size() - 1;
    EXPECT_EQ(cause_of_reading(folder / name, limits), "archive.too-large") << name;
    limits = {};
    limits.ratio_max = 2000;
    limits.bytes_max = zeros.size();
    EXPECT_EQ(cause_of_reading(folder / name, limits), "") << name;
    limits.bytes_max = zeros.size() - 1;
    EXPECT_EQ(cause_of_reading(folder / name, limits), "archive.too-large") << name;
  }
}

// The directory says one byte; what comes out is counted.
TEST(UnpackedBytes, AnArchiveThatLiesAboutItsSizesIsFoundOut) {
  const std::string zeros(std::size_t{4} << 20U, '\0');
  const TemporaryPackage package(PackageFiles{});
  const fs::path path = package.folder() / "lie.zip";
  write_zip(path, {{"zeros", zeros}});
  std::string bytes = bytes_in(path);
  const std::size_t entry = bytes.rfind("PK\1\2");
  ASSERT_NE(entry, std::string::npos);
  bytes.replace(entry + 24, 4, std::string("\1\0\0\0", 4));
  put_bytes(path, bytes);
  ArchiveLimits limits;
  limits.ratio_free = 1 << 20U;
  const std::string cause = cause_of_reading(path, limits);
  EXPECT_TRUE(cause == "archive.too-large" || cause == "archive.broken") << cause;
}

}  // namespace
}  // namespace recanvass::formats
