// F2, F3, F4 and F7 on the built program: a disk that fills up, a last write that is torn, bits
// that flip in the store's file.
#include "store/temporary_folder_test.h"
#include "tests/faults/town.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sys/mount.h>
#include <sys/statvfs.h>

namespace recanvass::faults {
namespace {

namespace fs = std::filesystem;

// A real file system of four megabytes; only root may mount one.
class SmallDisk {
 public:
  SmallDisk() : mounted_(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=4m") == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool is_mounted() const { return mounted_; }
  [[nodiscard]] std::string at(const std::string& name) const {
    return folder_.path() + "/" + name;
  }

  /// Fills it up to so many free bytes.
  void leave(std::uint64_t bytes) const {
    struct statvfs disk{};
    ASSERT_EQ(::statvfs(folder_.path().c_str(), &disk), 0);
    const std::uint64_t free = disk.f_bavail * disk.f_frsize;
    ASSERT_GT(free, bytes);
    std::ofstream(at("filler"), std::ios::binary) << std::string(free - bytes, 'x');
  }
  void make_room() const { fs::remove(at("filler")); }

 private:
  store::TemporaryFolder folder_;
  bool mounted_;
};

TEST(DiskTest, F3_WhenTheDiskIsFullEntryIsRefusedReadingGoesOnAndNothingIsLost) {
  const SmallDisk disk;
  if (!disk.is_mounted()) GTEST_SKIP() << "a small tmpfs cannot be mounted here (needs root)";
  const Town town(disk.at("election"));
  disk.leave(300'000);
  Submitting entering(town.submitting({town.entries_of(1), town.entries_of(2)}));
  EXPECT_EQ(entering.finish(), 1);
  EXPECT_GT(entering.answered("accepted"), 0U);
  EXPECT_GT(entering.answered("refused"), 0U);
  for (const auto& [line, told] : entering.answers()) {
    EXPECT_TRUE(told.standing == "accepted" || told.cause == "store.disk-full") << told.cause;
  }
  EXPECT_GE(town.settled(), 0) << "reading goes on";
  disk.make_room();
  Answers promised;
  add_promises(promised, entering.answers());
  town.expect_all_is_kept(promised);
}

TEST(DiskTest, F4_AnImportForWhichThereIsNoRoomFailsWholeAndTheStateStands) {
  const SmallDisk disk;
  if (!disk.is_mounted()) GTEST_SKIP() << "a small tmpfs cannot be mounted here (needs root)";
  const Town town(disk.at("election"));
  const std::string before = town.show("operation").out;
  town.folder().text_file("export.bin", std::string(std::size_t{6} << 20, 'y'));
  const Answers refused =
      town.submit({cli_test::command_line("equipment.examine", "clerk",
                                          {{"examination", "e1"},
                                           {"machine", "m1"},
                                           {"present", {"A", "B"}},
                                           {"findings", "results as exported"},
                                           {"file", {{"path", "export.bin"}}}})});
  EXPECT_EQ(refused.begin()->second.cause, "store.disk-full");
  EXPECT_EQ(town.show("operation").out, before);
  town.expect_sound_store();
}

// Lines that were saved and answered, then one more group of which only a part reached the disk.
TEST(DiskTest, F2_ATornLastWriteIsCutAndEverythingAnsweredBeforeIsThere) {
  const Town town;
  Submitting entering(town.submitting({"-"}));
  for (int batch = 0; batch < 30; ++batch) {
    entering.write(Town::entry(1, batch).dump() + "\n");
  }
  entering.wait_for("accepted", 30);
  Answers promised;
  add_promises(promised, entering.answers());
  const std::string log = town.place() + "/ledger.sqlite-wal";
  const std::uintmax_t whole = fs::file_size(log);
  std::string more;
  for (int batch = 30; batch < 60; ++batch) more += Town::entry(1, batch).dump() + "\n";
  entering.write(more);
  entering.wait_for("accepted", 60);
  entering.kill();
  const std::uintmax_t longer = fs::file_size(log);
  ASSERT_GT(longer, whole);
  const fs::path kept = town.folder().at("kept");
  fs::copy(town.place(), kept, fs::copy_options::recursive);
  std::mt19937 random(1);
  for (int round = 0; round < fault_rounds(4); ++round) {
    fs::remove_all(town.place());
    fs::copy(kept, town.place(), fs::copy_options::recursive);
    fs::resize_file(log, whole + random() % (longer - whole));
    Submitting again(town.submitting({town.entries_of(1), town.entries_of(2)}));
    EXPECT_EQ(again.finish(), 0);
    for (const auto& [line, first] : promised) {
      ASSERT_EQ(again.answers().at(line).receipt, first.receipt);
      ASSERT_EQ(again.answers().at(line).standing, "repeated");
    }
    EXPECT_EQ(town.settled(), kBatches);
    // The next round is another copy of yesterday: what was signed meanwhile is forgotten.
    for (const auto& file : fs::directory_iterator(town.folder().at("keys"))) {
      if (file.path().extension() == ".checkpoint") fs::remove(file.path());
    }
  }
  town.expect_sound_store();
}

class FlippedBitTest : public testing::Test {
 protected:
  FlippedBitTest() {
    Submitting entering(town_.submitting({town_.entries_of(1)}));
    EXPECT_EQ(entering.finish(), 0);
    answers_ = entering.answers();
    std::ifstream source(path(), std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(source), {});
    shown_ = town_.show("operation").out;
  }
  [[nodiscard]] std::string path() const { return town_.place() + "/ledger.sqlite"; }

  cli_test::Ended show_with_flipped(std::size_t at, unsigned bit) {
    std::string flipped = bytes_;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
    for (const char* beside : {"-wal", "-shm"}) fs::remove(path() + beside);
    std::ofstream(path(), std::ios::binary) << flipped;
    return town_.show("operation");
  }

  Town town_;
  Answers answers_;
  std::string bytes_;
  std::string shown_;
};

TEST_F(FlippedBitTest, F7_ABitThatFlipsInAnEntryIsFoundAndTheEntryIsNamed) {
  std::mt19937 random(7);
  for (int round = 0; round < fault_rounds(8); ++round) {
    const std::string batch = fmt::format("e{}", random() % kBatches);
    const std::string member = fmt::format("\"key\":\"{}\"", batch);
    const std::size_t at = bytes_.find(member);
    ASSERT_NE(at, std::string::npos);
    const auto shown = show_with_flipped(at + random() % member.size(), random() % 8);
    const std::string entry = fmt::format("entry {} ", answers_.at({"team-1", batch}).position);
    EXPECT_EQ(shown.exit_code, 2);
    EXPECT_NE(shown.err.find(entry), std::string::npos) << entry << shown.err;
  }
}

TEST_F(FlippedBitTest, F7_ABitThatFlipsAnywhereNeverChangesWhatIsShown) {
  std::mt19937 random(8);
  for (int round = 0; round < fault_rounds(12); ++round) {
    const std::size_t at = random() % bytes_.size();
    const unsigned bit = random() % 8;
    const auto shown = show_with_flipped(at, bit);
    EXPECT_TRUE(shown.exit_code == 2 || shown.out == shown_) << at << " " << bit << shown.err;
  }
}

}  // namespace
}  // namespace recanvass::faults
