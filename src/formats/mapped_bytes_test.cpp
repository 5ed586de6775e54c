#include "formats/mapped_bytes.h"

#include "formats/archive_fixture.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

TEST(MappedBytes, AFileStaysMappedAfterItIsClosedAndGone) {
  const TemporaryPackage package(PackageFiles{{"a", "bytes"}, {"empty", ""}});
  const auto mapped = [&](const char* name) {
    const int file = ::open((package.folder() / name).c_str(), O_RDONLY | O_CLOEXEC);
    auto bytes = MappedBytes::map(file);
    ::close(file);
    return bytes;
  };
  const auto bytes = mapped("a");
  ASSERT_NE(bytes, nullptr);
  std::filesystem::remove(package.folder() / "a");
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes->bytes().data()), 5), "bytes");
  EXPECT_EQ(bytes->bytes().size(), 5U);
  EXPECT_EQ(mapped("empty"), nullptr);
  EXPECT_EQ(mapped("."), nullptr);
  EXPECT_EQ(mapped("missing"), nullptr);
}

}  // namespace
}  // namespace recanvass::formats
