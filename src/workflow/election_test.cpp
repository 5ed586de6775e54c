#include "workflow/election.h"

#include "store/system_clock.h"
#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

namespace recanvass::workflow {
namespace {

TEST(Election, AFolderHoldsItsLedgerInOneFile) {
  const store::TemporaryFolder folder;
  store::SystemClock clock;
  const std::string path = folder.path() + "/new/election";
  const auto absent = open_election(path, clock, ElectionMode::MustExist);
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.problems()[0].cause, "election.absent");
  EXPECT_FALSE(std::filesystem::exists(path));
  const auto made = open_election(path, clock, ElectionMode::CreateIfMissing);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->size().value(), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/new")) << "nothing is put into it yet";
  ASSERT_TRUE((*made)->append(0, std::vector<store::NewEntry>{{"leaf", "a", "k"}}).ok());
  EXPECT_TRUE(std::filesystem::exists(path + "/ledger.sqlite"));
  EXPECT_TRUE(open_election(path, clock, ElectionMode::MustExist).ok());
}

TEST(Election, AnAddressIsADatabasesAndNamesItsSchema) {
  store::SystemClock clock;
  const auto refused = open_election("postgresql://nobody@127.0.0.1:1/x#Bad-Name", clock,
                                     ElectionMode::CreateIfMissing);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "store.not-a-store");
  EXPECT_FALSE(std::filesystem::exists("postgresql:"));
}

}  // namespace
}  // namespace recanvass::workflow
