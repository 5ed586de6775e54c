#include "formats/gzip_source.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(GzipSource, APackedFileThatIsCutOffIsRefused) {
  const std::string packed = gzipped(std::string(50'000, 'x'));
  for (const std::size_t length : {packed.size() - 1, packed.size() - 8, packed.size() / 2}) {
    const TemporaryPackage package({{"a.gz", packed.substr(0, length)}});
    EXPECT_EQ(cause_of_reading(package.folder() / "a.gz"), "archive.broken") << length;
  }
  const TemporaryPackage package({{"a.gz", packed}});
  EXPECT_EQ(cause_of_reading(package.folder() / "a.gz"), "");
}

}  // namespace
}  // namespace recanvass::formats
