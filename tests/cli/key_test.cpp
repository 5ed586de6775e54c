#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::cli_test {
namespace {

TEST(CliKey, AKeyIsMadeOnceAndItsPublicHalfShown) {
  const ElectionFolder folder;
  const std::string key = folder.new_key("wec");
  const Ended shown = folder.run({"key", "show", "wec"});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_NE(shown.out.find("public key   " + key + "\n"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("as a witness wec+"), std::string::npos);
  EXPECT_EQ(std::filesystem::status(folder.at("keys/wec.key")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(folder.run({"key", "new", "wec"}).exit_code, 2);
  EXPECT_EQ(folder.run({"key", "show", "wec2"}).exit_code, 2);
  EXPECT_EQ(folder.run({"key", "make", "wec2"}).exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
