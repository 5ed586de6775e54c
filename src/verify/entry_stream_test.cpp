#include "verify/entry_stream.h"

#include "ledger/tiles.h"
#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace recanvass::verify {
namespace {

using test::TestFolder;

std::vector<ReadEntry> read_all(const TestFolder& folder, std::uint64_t size) {
  const auto bundle = BundleFolder::open(folder.path());
  base::SerialExecutor executor;
  std::vector<ReadEntry> entries;
  read_entries(*bundle, test::kOrigin, size, executor,
               [&](std::uint64_t position, const ReadEntry& entry) {
                 EXPECT_EQ(position, entries.size());
                 entries.push_back(entry);
               });
  return entries;
}

TEST(EntryStream, GivesEachEntryWithItsSignatureAndBothHashes) {
  const TestFolder folder;
  const test::BundleParts parts = test::counted_parts();
  test::write_bundle(parts, folder.path());
  const auto entries = read_all(folder, parts.entries.size());
  ASSERT_EQ(entries.size(), parts.entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ASSERT_EQ(entries[i].state, ReadEntry::State::Given);
    EXPECT_TRUE(entries[i].signature_holds) << i;
    EXPECT_EQ(entries[i].leaf_hash, entries[i].tile_hash);
    EXPECT_EQ(entries[i].receipt, parts.receipt_of(i));
    EXPECT_EQ(entries[i].entry->entry.kind, parts.entries[i].entry.kind);
  }
}

TEST(EntryStream, ASignatureForAnotherLedgerDoesNotHold) {
  const TestFolder folder;
  test::write_bundle(test::counted_parts(), folder.path());
  const auto bundle = BundleFolder::open(folder.path());
  base::SerialExecutor executor;
  read_entries(*bundle, "elections.example/other", 5, executor,
               [&](std::uint64_t, const ReadEntry& entry) { EXPECT_FALSE(entry.signature_holds); });
}

// 300 entries: a full tile and a partial one.
TEST(EntryStream, TilesFollowEachOtherWithoutAGap) {
  const TestFolder folder;
  test::BundleParts parts = test::committed_parts();
  while (parts.entries.size() < 300) parts.say("note.made", "state", {{"text", "x"}});
  test::write_bundle(parts, folder.path());
  EXPECT_EQ(read_all(folder, 300).size(), 300U);
  EXPECT_EQ(read_all(folder, 300)[299].state, ReadEntry::State::Given);
}

// Runs the blocks backwards: what is given, and in which order, must not change.
class BackwardExecutor : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

// More tiles than are read at once; where none is there, each place is given as lost.
TEST(EntryStream, GroupsOfTilesAreGivenInOrderWhileTheNextAreRead) {
  const TestFolder folder;
  test::write_bundle(test::counted_parts(), folder.path());
  const auto bundle = BundleFolder::open(folder.path());
  base::SerialExecutor forward;
  BackwardExecutor backward;
  for (base::Executor* executor :
       {static_cast<base::Executor*>(&forward), static_cast<base::Executor*>(&backward)}) {
    std::uint64_t next = 0;
    std::set<std::string> files;
    read_entries(*bundle, test::kOrigin, 40'001, *executor,
                 [&](std::uint64_t position, const ReadEntry& entry) {
                   EXPECT_EQ(position, next++);
                   EXPECT_EQ(entry.state, ReadEntry::State::Lost);
                   files.insert(entry.file);
                 });
    EXPECT_EQ(next, 40'001U);
    EXPECT_EQ(files.size(), 157U);
  }
}

class BrokenTile : public ::testing::Test {
 protected:
  // Writes an entry bundle of three records, after `change`.
  std::vector<ReadEntry> read_changed(const std::function<void(std::string&)>& change) {
    const test::BundleParts parts = test::counted_parts();
    std::vector<std::string> leaves;
    for (std::size_t i = 0; i < 3; ++i) leaves.push_back(ledger::leaf_bytes(parts.entries[i]));
    first_ = leaves[0].size() + 2;
    std::string bytes = ledger::entry_bundle(leaves);
    change(bytes);
    std::filesystem::create_directories(folder_.file("tile/entries/000.p"));
    std::ofstream(folder_.file("tile/entries/000.p/3"), std::ios::binary) << bytes;
    return read_all(folder_, 3);
  }

  TestFolder folder_;
  std::size_t first_ = 0;  // bytes of the first record
};

TEST_F(BrokenTile, ARecordThatRunsOverTheEndIsLostAndSoIsTheRest) {
  const auto entries = read_changed([&](std::string& bytes) { bytes[first_] = '\x7F'; });
  EXPECT_EQ(entries[0].state, ReadEntry::State::Given);
  EXPECT_EQ(entries[1].state, ReadEntry::State::Lost);
  EXPECT_EQ(entries[2].state, ReadEntry::State::Lost);
}

TEST_F(BrokenTile, ARecordOfNoLengthIsWithheld) {
  const auto entries = read_changed([&](std::string& bytes) {
    const std::size_t length =
        static_cast<std::size_t>(static_cast<unsigned char>(bytes[first_])) * 256 +
        static_cast<unsigned char>(bytes[first_ + 1]);
    bytes.replace(first_, 2 + length, std::string(2, '\0'));
  });
  EXPECT_EQ(entries[1].state, ReadEntry::State::Withheld);
  EXPECT_EQ(entries[2].state, ReadEntry::State::Given);
}

TEST_F(BrokenTile, BytesBehindTheLastRecordPutItInDoubt) {
  const auto entries = read_changed([](std::string& bytes) { bytes += "x"; });
  EXPECT_FALSE(entries[2].entry.has_value());
  EXPECT_EQ(entries[2].problem, "1 bytes follow the last entry of the file");
}

TEST_F(BrokenTile, AnotherWritingOfAnEntryIsNotItsForm) {
  const auto entries = read_changed([](std::string& bytes) { bytes[2] = ' '; });
  EXPECT_FALSE(entries[0].entry.has_value());
  EXPECT_FALSE(entries[0].problem.empty());
}

}  // namespace
}  // namespace recanvass::verify
