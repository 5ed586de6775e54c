#include "workflow/key_folder.h"

#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;

TEST(KeyFolder, AKeyIsReadBackAndOnlyItsOwnerCanReadTheFile) {
  const store::TemporaryFolder folder;
  const std::string path = folder.path() + "/deep/keys";
  KeyFolder keys(path);
  const auto made = keys.make_key("Team 1/A");
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(keys.key_path("Team 1/A"), path + "/Team%201%2FA.key");
  EXPECT_EQ(fs::status(keys.key_path("Team 1/A")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  constexpr fs::perms kPublic = fs::perms::owner_read | fs::perms::owner_write |
                                fs::perms::group_read | fs::perms::others_read;
  EXPECT_EQ(fs::status(keys.public_key_path("Team 1/A")).permissions(), kPublic);
  ASSERT_TRUE(keys.keep_log_key({"a.example", ledger::SignerKind::Log, {}}).ok());
  EXPECT_EQ(fs::status(keys.log_key_path("a.example")).permissions(), kPublic);
  KeyFolder again(path);
  EXPECT_EQ(again.key_of("Team 1/A")->public_key(), made->public_key());
}

TEST(KeyFolder, AKeyIsNeverOverwrittenAndAMissingOneIsNamedByItsFile) {
  const store::TemporaryFolder folder;
  KeyFolder keys(folder.path());
  ASSERT_TRUE(keys.make_key("wec").ok());
  EXPECT_EQ(KeyFolder(folder.path()).make_key("wec").problems()[0].cause, "key.exists");
  const auto absent = keys.key_of("clerk");
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.problems()[0].cause, "key.absent");
  EXPECT_NE(absent.problems()[0].sentence().find(folder.path() + "/clerk.key"), std::string::npos);
}

TEST(KeyFolder, APublicKeyIsAFileToHandOutAndIsEnoughToNameItsOwner) {
  const store::TemporaryFolder mine;
  const store::TemporaryFolder theirs;
  const auto made = KeyFolder(theirs.path()).make_key("team-b");
  ASSERT_TRUE(made.ok());
  KeyFolder keys(mine.path());
  EXPECT_EQ(keys.public_key_of("team-b").problems()[0].cause, "key.absent");
  fs::copy_file(theirs.path() + "/team-b.pub", keys.public_key_path("team-b"));
  EXPECT_EQ(*keys.public_key_of("team-b"), made->public_key());
  EXPECT_EQ(keys.key_of("team-b").problems()[0].cause, "key.absent") << "it signs nothing";
  std::ofstream(keys.public_key_path("team-c")) << "not a key\n";
  EXPECT_EQ(keys.public_key_of("team-c").problems()[0].cause, "key.format");
  // A public half that somebody else put there does not stand for one's own key.
  const auto own = keys.make_key("team-a");
  fs::copy_file(theirs.path() + "/team-b.pub", keys.public_key_path("team-a"),
                fs::copy_options::overwrite_existing);
  EXPECT_EQ(*keys.public_key_of("team-a"), own->public_key());
}

TEST(KeyFolder, AFileThatHoldsNoKeyIsRefused) {
  const store::TemporaryFolder folder;
  std::ofstream(folder.path() + "/wec.key") << "not a key\n";
  KeyFolder keys(folder.path());
  EXPECT_EQ(keys.key_of("wec").problems()[0].cause, "key.format");
  EXPECT_EQ(keys.key_of("wec").problems()[0].place.file, folder.path() + "/wec.key");
}

TEST(KeyFolder, NamesBecomeFileNamesThatLeaveTheFolderToNobody) {
  EXPECT_EQ(file_name_of("elections.example/wi"), "elections.example%2Fwi");
  EXPECT_EQ(file_name_of(".."), "%2E.");
  EXPECT_EQ(file_name_of("a+b%"), "a%2Bb%25");
  EXPECT_EQ(file_name_of("ñ"), "%C3%B1");
}

TEST(KeyFolder, ALedgersVerifierKeyIsAFileToHandOut) {
  const store::TemporaryFolder folder;
  KeyFolder keys(folder.path());
  EXPECT_FALSE(*keys.log_key("elections.example/wi"));
  const ledger::VerifierKey key{"elections.example/wi", ledger::SignerKind::Log, {}};
  ASSERT_TRUE(keys.keep_log_key(key).ok());
  EXPECT_EQ((*keys.log_key("elections.example/wi"))->text(), key.text());
  std::ofstream(keys.log_key_path("elections.example/wi")) << "elections.example/wi+1+2\n";
  EXPECT_FALSE(keys.log_key("elections.example/wi").ok());
}

TEST(KeyFolder, TheLastNoteIsReplacedWhole) {
  const store::TemporaryFolder folder;
  KeyFolder keys(folder.path());
  EXPECT_FALSE(*keys.last_note("press", "elections.example/wi"));
  ASSERT_TRUE(keys.remember_note("press", "elections.example/wi", "first\n").ok());
  ASSERT_TRUE(keys.remember_note("press", "elections.example/wi", "second\n").ok());
  EXPECT_EQ(**KeyFolder(folder.path()).last_note("press", "elections.example/wi"), "second\n");
}

TEST(KeyFolder, HowFarSignaturesWereLookedAtIsKeptByLedger) {
  const store::TemporaryFolder folder;
  KeyFolder keys(folder.path() + "/keys");
  EXPECT_FALSE(*keys.last_checked("a.example/1"));
  const ledger::Checkpoint checked{"a.example/1", 20, ledger::leaf_hash("x")};
  ASSERT_TRUE(keys.remember_checked(checked).ok());
  EXPECT_EQ(*keys.last_checked("a.example/1"), checked);
  EXPECT_FALSE(*keys.last_checked("a.example/2"));
  std::ofstream(folder.path() + "/keys/a.example%2F1.checked") << "20\n";
  const auto unreadable = keys.last_checked("a.example/1");
  ASSERT_FALSE(unreadable.ok());
  EXPECT_EQ(unreadable.problems()[0].cause, "checkpoint.format");
  EXPECT_NE(unreadable.problems()[0].place.file.find(".checked"), std::string::npos);
}

TEST(KeyFolder, ProcessesThatHoldWhatASignerSignsTakeTurns) {
  constexpr int kProcesses = 3;
  constexpr int kTurns = 40;
  const store::TemporaryFolder folder;
  ASSERT_TRUE(KeyFolder(folder.path()).remember_note("press", "a", "").ok());
  std::vector<pid_t> processes;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t process = ::fork();
    ASSERT_GE(process, 0);
    if (process == 0) {
      KeyFolder keys(folder.path());
      bool ok = true;
      for (int turn = 0; turn < kTurns; ++turn) {
        const auto held = keys.hold("press", "a");
        const auto other = keys.hold("press", "b");  // another ledger is no hindrance
        const std::string before = **keys.last_note("press", "a");
        ok = ok && held && other && keys.remember_note("press", "a", before + "x").ok();
      }
      ::_exit(ok ? 0 : 1);
    }
    processes.push_back(process);
  }
  for (const pid_t process : processes) {
    int status = 0;
    ASSERT_EQ(::waitpid(process, &status, 0), process);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ((*KeyFolder(folder.path()).last_note("press", "a"))->size(),
            static_cast<std::size_t>(kProcesses * kTurns));
}

}  // namespace
}  // namespace recanvass::workflow
