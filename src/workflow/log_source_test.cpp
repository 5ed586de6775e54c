#include "workflow/log_source.h"

#include "store/proofs.h"
#include "store/temporary_folder_test.h"
#include "workflow/engine_fixture.h"
#include "workflow/published_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::accept_all;
using fixture::EngineBench;

// 300 entries: one whole tile of hashes and a partial one.
class LogSourceTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<Command> commands = {fixture::opening()};
    for (int i = 1; i < 300; ++i) {
      commands.push_back(fixture::watcher("a" + std::to_string(i)));
    }
    accept_all(*engine_, commands);
    ASSERT_TRUE(engine_->keep_checkpoint().ok());
    note_ = **engine_->storage().latest_checkpoint();
    fixture::write_published_log(engine_->storage(), note_, 300, folder_.path());
  }

  EngineBench bench_;
  std::unique_ptr<Engine> engine_ = bench_.open();
  store::TemporaryFolder folder_;
  std::string note_;
};

TEST_F(LogSourceTest, AFolderShowsTheSameLedgerAsTheStore) {
  const auto store = log_of_store(engine_->storage());
  const auto folder = log_of_folder(folder_.path());
  EXPECT_EQ(*store->checkpoint(), note_);
  EXPECT_EQ(*folder->checkpoint(), note_);
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 299U, 300U}) {
    EXPECT_EQ(*folder->root(size), *store->root(size)) << size;
    EXPECT_EQ(*folder->consistency(size, 300), *store->consistency(size, 300)) << size;
  }
  EXPECT_EQ(*folder->root(300), engine_->root());
}

TEST_F(LogSourceTest, AFileThatIsAbsentOrCutIsNamed) {
  const std::string tile = folder_.path() + "/tile/0/001.p/44";
  std::filesystem::resize_file(tile, 44 * 32 - 1);
  const auto cut = log_of_folder(folder_.path());
  ASSERT_TRUE(cut->checkpoint().ok());
  const auto root = cut->root(300);
  ASSERT_FALSE(root.ok());
  EXPECT_EQ(root.problems()[0].cause, "log.tile");
  EXPECT_EQ(root.problems()[0].place.file, tile);
  std::filesystem::remove(tile);
  EXPECT_EQ(cut->root(300).problems()[0].cause, "log.tile");
}

TEST_F(LogSourceTest, AFolderWithoutACheckpointIsNoPublishedLedger) {
  EXPECT_TRUE(is_published_log(folder_.path()));
  std::filesystem::remove(folder_.path() + "/checkpoint");
  EXPECT_FALSE(is_published_log(folder_.path()));
  EXPECT_EQ(log_of_folder(folder_.path())->checkpoint().problems()[0].cause, "log.no-checkpoint");
  EngineBench empty;
  const auto engine = empty.open();
  EXPECT_EQ(log_of_store(engine->storage())->checkpoint().problems()[0].cause, "log.no-checkpoint");
}

}  // namespace
}  // namespace recanvass::workflow
