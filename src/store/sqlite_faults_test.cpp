#include "store/proofs.h"
#include "store/sqlite_storage.h"
#include "store/sqlite_under_test_test.h"
#include "store/writer_process_test.h"

#include <gtest/gtest.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <sys/mount.h>
#include <thread>
#include <unistd.h>

namespace recanvass::store {
namespace {

using sqlite_api::sqlite3_file;
using sqlite_api::sqlite3_vfs;
using Methods = sqlite_api::sqlite3_io_methods;

// SQLite's own file layer with one call replaced: syncs or writes that fail when told to.
struct FaultyFiles {
  static inline bool sync_fails = false;
  static inline bool disk_is_full = false;
  // Databases and logs have one table of calls, journals another; syncs and writes are the same.
  static inline std::map<const Methods*, Methods> faulty_methods;
  static inline const Methods* sound = nullptr;

  static int sync(sqlite3_file* file, int flags) {
    return sync_fails ? SQLITE_IOERR_FSYNC : sound->xSync(file, flags);
  }
  static int write(sqlite3_file* file, const void* bytes, int size,
                   sqlite_api::sqlite3_int64 offset) {
    return disk_is_full ? SQLITE_FULL : sound->xWrite(file, bytes, size, offset);
  }
  static int open(sqlite3_vfs* layer, const char* name, sqlite3_file* file, int flags,
                  int* flags_out) {
    auto* system = static_cast<sqlite3_vfs*>(layer->pAppData);
    const int opened = system->xOpen(system, name, file, flags, flags_out);
    if (opened != SQLITE_OK || file->pMethods == nullptr) return opened;
    sound = file->pMethods;
    Methods& faulty = faulty_methods[sound] = *sound;
    faulty.xSync = &sync;
    faulty.xWrite = &write;
    file->pMethods = &faulty;
    return opened;
  }

  FaultyFiles() : system_(sqlite_api::sqlite3_vfs_find(nullptr)), layer_(*system_) {
    layer_.zName = "faulty";
    layer_.pAppData = system_;
    layer_.xOpen = &open;
    sqlite_api::sqlite3_vfs_register(&layer_, 1);
    sync_fails = disk_is_full = false;
  }
  ~FaultyFiles() {
    sqlite_api::sqlite3_vfs_unregister(&layer_);
    sqlite_api::sqlite3_vfs_register(system_, 1);
  }
  FaultyFiles(const FaultyFiles&) = delete;
  FaultyFiles& operator=(const FaultyFiles&) = delete;

 private:
  sqlite3_vfs* system_;
  sqlite3_vfs layer_;
};

std::unique_ptr<Storage> open_on(const std::string& path, Clock& clock) {
  auto opened = open_sqlite(path, clock);
  EXPECT_TRUE(opened.ok()) << (opened ? "" : base::sentences(opened.problems()));
  return opened ? std::move(opened).value() : nullptr;
}

TEST(SqliteFaultTest, F5_AFailedSyncStopsSavingAtOnceAndForGood) {
  FaultyFiles files;
  TemporaryFolder folder;
  HandClock clock;
  const std::string path = folder.path() + "/ledger";
  {
    const auto storage = open_on(path, clock);
    append_all(*storage, 0, numbered_entries(0, 3));
    FaultyFiles::sync_fails = true;
    EXPECT_EQ(cause_of(storage->append(3, numbered_entries(3, 4))), "store.io");
    EXPECT_EQ(storage->health().write_state, WriteState::ReadOnly);
    FaultyFiles::sync_fails = false;
    EXPECT_EQ(cause_of(storage->append(3, numbered_entries(3, 4))), "store.read-only");
    EXPECT_EQ(cause_of(storage->set_origin("x")), "store.read-only");
    EXPECT_EQ(storage->read(0, 3)->size(), 3U);
    EXPECT_NE(storage->health().read_only_reason.find("saving entries"), std::string::npos);
  }
  const auto reopened = open_on(path, clock);
  EXPECT_EQ(base::sentences(reopened->check()->findings), "");
  const std::uint64_t size = *reopened->size();
  EXPECT_EQ(*root_at(*reopened, size), numbered_root(size));
  EXPECT_EQ(reopened->find("author-3", "key-3")->has_value(), size == 4);
}

TEST(SqliteFaultTest, F3_AFullDiskRefusesInPlainWordsAndReadingGoesOn) {
  FaultyFiles files;
  TemporaryFolder folder;
  HandClock clock;
  const auto storage = open_on(folder.path() + "/ledger", clock);
  append_all(*storage, 0, numbered_entries(0, 3));
  FaultyFiles::disk_is_full = true;
  const auto refused = storage->append(3, numbered_entries(3, 5));
  EXPECT_EQ(cause_of(refused), "store.disk-full");
  EXPECT_NE(refused.problems()[0].sentence().find("Nothing was saved."), std::string::npos);
  EXPECT_EQ(storage->health().write_state, WriteState::ReadWrite);
  EXPECT_EQ(storage->read(0, 3)->size(), 3U);
  FaultyFiles::disk_is_full = false;
  append_all(*storage, 3, numbered_entries(3, 5));
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

// A real file system that fills up; only root may mount one.
class SmallDisk {
 public:
  SmallDisk() : mounted_(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=2m") == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool is_mounted() const { return mounted_; }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  bool mounted_;
};

TEST(SqliteFaultTest, F3_F4_ARealDiskThatFillsUpLosesNothing) {
  const SmallDisk disk;
  if (!disk.is_mounted()) GTEST_SKIP() << "a small tmpfs cannot be mounted here (needs root)";
  HandClock clock;
  const auto storage = open_on(disk.path() + "/ledger", clock);
  std::istringstream large(patterned_bytes(8 * kFilePiece));
  EXPECT_EQ(cause_of(storage->put_blob(large)), "store.disk-full");
  EXPECT_TRUE(storage->blobs()->empty());
  std::uint64_t size = 0;
  DiskState alarm = DiskState::Ample;
  std::string cause = "accepted";
  for (; cause == "accepted"; ++size) {
    const NewEntry entry{std::string(4000, 'x'), "a", std::to_string(size)};
    alarm = storage->health().disk;
    cause = cause_of(storage->append(size, std::vector{entry}));
  }
  --size;
  EXPECT_EQ(cause, "store.disk-full");
  EXPECT_NE(alarm, DiskState::Ample) << "the disk filled up without an alarm";
  EXPECT_EQ(storage->read(0, size)->size(), size);
  const auto again = open_on(disk.path() + "/ledger", clock);
  EXPECT_EQ(*again->size(), size);
  EXPECT_EQ(base::sentences(again->check()->findings), "");
}

TEST(SqliteFaultTest, F2_ALogTornAnywhereIsCutToTheLastWholeSave) {
  SqliteUnderTest store;
  const auto storage = store.open();
  std::vector<std::uintmax_t> log_bytes;
  for (std::uint64_t size = 0; size < 12; size += 3) {
    append_all(*storage, size, numbered_entries(size, size + 3));
    log_bytes.push_back(std::filesystem::file_size(store.path() + "-wal"));
  }
  const TemporaryFolder copies;
  HandClock clock;
  for (std::uintmax_t bytes = log_bytes[0]; bytes <= log_bytes.back(); bytes += 509) {
    const std::string copy = copies.path() + "/" + std::to_string(bytes);
    std::filesystem::copy_file(store.path(), copy);
    std::filesystem::copy_file(store.path() + "-wal", copy + "-wal");
    std::filesystem::resize_file(copy + "-wal", bytes);
    std::uint64_t saved = 0;
    for (const std::uintmax_t end : log_bytes) saved += bytes >= end ? 3 : 0;
    const auto reopened = open_on(copy, clock);
    ASSERT_EQ(*reopened->size(), saved) << bytes;
    ASSERT_EQ(*root_at(*reopened, saved), numbered_root(saved));
    append_all(*reopened, saved, numbered_entries(saved, 20));
    ASSERT_EQ(base::sentences(reopened->check()->findings), "");
  }
}

TEST(SqliteFaultTest, F7_AFlippedBitInTheFileIsNamed) {
  SqliteUnderTest store;
  append_all(*store.open(), 0, numbered_entries(0, 300));
  std::fstream file(store.path(), std::ios::in | std::ios::out | std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto at = bytes.find("{\"leaf\":217}");
  ASSERT_NE(at, std::string::npos);
  file.seekp(static_cast<std::streamoff>(at) + 9);
  file.put(static_cast<char>(bytes[at + 9] ^ 1));
  file.close();
  const auto storage = store.open();
  const auto report = storage->check();
  ASSERT_EQ(report->findings.size(), 1U) << base::sentences(report->findings);
  EXPECT_NE(report->findings[0].sentence().find("entry 217 "), std::string::npos);
  EXPECT_EQ(cause_of(storage->read(217, 218)), "store.entry-damaged");
}

TEST(SqliteFaultTest, F1_F2_KillsAtRandomMomentsLoseNothingThatWasReceipted) {
  constexpr std::uint64_t kEntries = 600;
  for (const std::uint64_t batch : {1U, 40U}) {
    SqliteUnderTest store;
    const StoreOpener open = [&store] { return store.open(); };
    std::mt19937 random(static_cast<unsigned>(batch));
    std::vector<Promise> promises;
    for (int round = 0; round < 12; ++round) {
      // Each starts at the first entry again: what it finds saved it must be told as it was.
      WriterProcess writer(open, 0, kEntries, batch);
      writer.wait_for(1 + random() % 60);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
      writer.kill();
      promises.insert(promises.end(), writer.promises().begin(), writer.promises().end());
      const auto storage = store.open();
      EXPECT_EQ(*storage->size() % batch, 0U) << "half a batch was saved";
      expect_promises_kept(*storage, promises);
    }
    WriterProcess last(open, 0, kEntries, batch);
    EXPECT_TRUE(last.finish());
    EXPECT_EQ(*store.open()->size(), kEntries);
    expect_promises_kept(*store.open(), last.promises());
  }
}

TEST(SqliteFaultTest, TwoProcessesSaveAThousandEntriesEachWithoutGapOrLoss) {
  SqliteUnderTest store;
  const StoreOpener open = [&store] { return store.open(); };
  store.open();
  WriterProcess one(open, 0, 1000, 1);
  WriterProcess other(open, 1000, 2000, 1);
  EXPECT_TRUE(one.finish());
  EXPECT_TRUE(other.finish());
  const auto storage = store.open();
  EXPECT_EQ(*storage->size(), 2000U);
  expect_promises_kept(*storage, one.promises());
  expect_promises_kept(*storage, other.promises());
}

}  // namespace
}  // namespace recanvass::store
