#include "workflow/bundle_writer.h"

#include "workflow/publishing_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::TestFolder;

TEST(BundleWriter, TheFolderIsTheOldOneUntilTheNewOneIsWhole) {
  const TestFolder place;
  const std::string folder = place.file("bundle");
  {
    BundleWriter writer = BundleWriter::begin(folder).value();
    ASSERT_TRUE(writer.write("a/b", "1").ok());
    EXPECT_FALSE(std::filesystem::exists(folder));
    ASSERT_TRUE(writer.take_place().ok());
  }
  EXPECT_EQ(fixture::files_in(folder), (std::map<std::string, std::string>{{"a/b", "1"}}));
  {
    BundleWriter given_up = BundleWriter::begin(folder).value();
    ASSERT_TRUE(given_up.write("c", "2").ok());
  }
  EXPECT_EQ(fixture::files_in(folder).count("a/b"), 1U);
  BundleWriter next = BundleWriter::begin(folder).value();
  ASSERT_TRUE(next.write("c", "2").ok());
  ASSERT_TRUE(next.take_place().ok());
  EXPECT_EQ(fixture::files_in(folder), (std::map<std::string, std::string>{{"c", "2"}}));
  EXPECT_FALSE(std::filesystem::exists(place.file(".bundle.draft")));
}

TEST(BundleWriter, TheListHasEveryFileByItsPath) {
  const TestFolder place;
  BundleWriter writer = BundleWriter::begin(place.file("bundle")).value();
  ASSERT_TRUE(writer.write("b", "").ok());
  ASSERT_TRUE(writer.write("a", "abc").ok());
  EXPECT_EQ(base::canonical_json(writer.list()),
            "[{\"bytes\":3,\"path\":\"a\",\"sha256\":"
            "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"},"
            "{\"bytes\":0,\"path\":\"b\",\"sha256\":"
            "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}]");
  EXPECT_EQ(writer.bytes(), 3U);
}

TEST(BundleWriter, APlaceThatCannotBeWrittenIsRefused) {
  EXPECT_EQ(fixture::causes_of(BundleWriter::begin("/proc/none/bundle").problems()),
            "bundle.write");
  EXPECT_EQ(fixture::causes_of(BundleWriter::begin("/").problems()), "bundle.write");
}

// Every tile that tlog-tiles asks for, and only those, at and around a full one.
TEST(TileWriter, WritesTheTilesOfEachSize) {
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 513U}) {
    const TestFolder place;
    BundleWriter writer = BundleWriter::begin(place.file("bundle")).value();
    TileWriter tiles(writer);
    for (std::uint64_t i = 0; i < size; ++i) {
      const std::string leaf = std::to_string(i);
      ASSERT_TRUE(tiles.add(ledger::leaf_hash(leaf), i == 0 ? "" : leaf).ok());
    }
    ASSERT_TRUE(tiles.finish().ok());
    ASSERT_TRUE(writer.take_place().ok());
    std::map<std::string, std::string> files = fixture::files_in(place.file("bundle"));
    for (const ledger::TileId& tile : ledger::tiles_of(size)) {
      const std::string bytes = files[ledger::tile_path(tile)];
      if (tile.kind == ledger::TileId::Kind::Hashes) {
        EXPECT_TRUE(ledger::parse_hash_tile(bytes, tile.width).ok()) << ledger::tile_path(tile);
      } else {
        EXPECT_TRUE(ledger::parse_entry_bundle(bytes, tile.width).ok()) << ledger::tile_path(tile);
      }
    }
    EXPECT_EQ(files.size(), ledger::tiles_of(size).size());
  }
}

}  // namespace
}  // namespace recanvass::workflow
