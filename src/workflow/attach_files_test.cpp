#include "workflow/attach_files.h"

#include "store/memory_storage.h"
#include "store/temporary_folder_test.h"
#include "workflow/attachment.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recanvass::workflow {
namespace {

class AttachFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_.path() + "/in/exhibits");
    std::ofstream(folder_.path() + "/in/exhibits/a.txt") << "seal 17 broken\n";
    std::ofstream(folder_.path() + "/secret.key") << "secret\n";
    std::filesystem::create_symlink(folder_.path() + "/secret.key", folder_.path() + "/in/link");
  }
  StorageOpener opener() {
    return [this] { return store::open_memory(disk_, clock_); };
  }
  std::string commands() const { return folder_.path() + "/in/commands.jsonl"; }

  store::TemporaryFolder folder_;
  store::FaultPlan plan_;
  store::SimulatedClock clock_{plan_};
  store::SimulatedDisk disk_{plan_, clock_};
};

TEST_F(AttachFilesTest, AFileIsStoredAndItsHashStandsInItsPlace) {
  FileAttacher attacher(opener(), "");
  base::Json body = {{"exhibit", {{"path", "exhibits/a.txt"}}},
                     {"other", {{"path", "exhibits/a.txt"}, {"name", "Photograph"}}}};
  ASSERT_TRUE(attacher.attach(body, commands()).empty());
  EXPECT_TRUE(is_attachment(body["exhibit"]));
  EXPECT_EQ(body["exhibit"]["name"], "a.txt");
  EXPECT_EQ(body["exhibit"]["bytes"], 15);
  EXPECT_EQ(body["other"]["name"], "Photograph");
  const auto storage = opener()();
  EXPECT_TRUE(*(*storage)->has_blob(attached_files(body)[0]));
}

TEST_F(AttachFilesTest, NoPathLeavesTheFolder) {
  FileAttacher attacher(opener(), "");
  for (const std::string& path :
       {std::string("../secret.key"), std::string("link"), folder_.path() + "/secret.key"}) {
    base::Json body = {{"exhibit", {{"path", path}}}};
    const base::Problems problems = attacher.attach(body, commands());
    ASSERT_EQ(problems.size(), 1U) << path;
    EXPECT_EQ(problems[0].cause, "file.path") << path;
  }
  EXPECT_TRUE((*opener()())->blobs()->empty());
}

TEST_F(AttachFilesTest, WhatIsNoFileIsRefusedAndEveryPathIsLookedAt) {
  FileAttacher attacher(opener(), folder_.path() + "/in");
  base::Json body = {{"a", {{"path", "exhibits"}}}, {"b", {{"path", "nothing.txt"}}}};
  const base::Problems problems = attacher.attach(body, "-");
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].cause, "file.unreadable");
  EXPECT_EQ(problems[1].cause, "file.unreadable");
}

TEST_F(AttachFilesTest, AKeyAndWhatLiesBesideALedgerAreNeverStored) {
  namespace fs = std::filesystem;
  const std::string seed = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  std::ofstream(folder_.path() + "/in/ruth.key") << "anything\n";
  std::ofstream(folder_.path() + "/in/renamed.txt") << seed << "\n";
  std::ofstream(folder_.path() + "/in/windows.txt") << seed << "\r\n";
  std::ofstream(folder_.path() + "/in/short.txt") << "AQEB\n";
  fs::create_directories(folder_.path() + "/in/recount");
  std::ofstream(folder_.path() + "/in/recount/ledger.sqlite") << "ledger";
  std::ofstream(folder_.path() + "/in/recount/blob") << "ledger";
  FileAttacher attacher(opener(), "");
  for (const char* path :
       {"ruth.key", "renamed.txt", "windows.txt", "recount/ledger.sqlite", "recount/blob"}) {
    base::Json body = {{"exhibit", {{"path", path}}}};
    const base::Problems problems = attacher.attach(body, commands());
    ASSERT_EQ(problems.size(), 1U) << path;
    EXPECT_EQ(problems[0].cause, "file.private") << path;
  }
  EXPECT_TRUE((*opener()())->blobs()->empty());
  base::Json body = {{"exhibit", {{"path", "short.txt"}}}};
  EXPECT_TRUE(attacher.attach(body, commands()).empty());
}

}  // namespace
}  // namespace recanvass::workflow
