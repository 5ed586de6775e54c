#include "ledger/tiles.h"

#include <gtest/gtest.h>

namespace recanvass::ledger {
namespace {

TEST(TilesTest, PathsAreThoseOfTheSpecification) {
  const struct {
    TileId tile;
    const char* path;
  } rows[] = {{{TileId::Kind::Hashes, 0, 1234067, 256}, "tile/0/x001/x234/067"},
              {{TileId::Kind::Hashes, 0, 0, 256}, "tile/0/000"},
              {{TileId::Kind::Hashes, 1, 999, 5}, "tile/1/999.p/5"},
              {{TileId::Kind::Entries, 0, 1000, 70}, "tile/entries/x001/000.p/70"}};
  for (const auto& row : rows) {
    EXPECT_EQ(tile_path(row.tile), row.path);
    ASSERT_TRUE(parse_tile_path(row.path).ok()) << row.path;
    EXPECT_EQ(*parse_tile_path(row.path), row.tile);
  }
}

TEST(TilesTest, RefusesOtherPaths) {
  for (const char* path : {"", "tile", "tile/0", "tile/0/1", "tile/0/x000/001", "tile/64/000",
                           "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/05", "tile/-1/000",
                           "tile/0/../000", "/tile/0/000", "tile/0/001/x000", "tile/00/000"}) {
    EXPECT_FALSE(parse_tile_path(path).ok()) << path;
  }
}

TEST(TilesTest, ATreeOf70000LeavesHasTheTilesOfTheSpecificationsExample) {
  // 70,000 leaves: 273 full tiles and one of 112; one full and one of 17; one of 1.
  const auto tiles = tiles_of(70000);
  int full = 0;
  std::vector<std::string> partial;
  for (const TileId& tile : tiles) {
    if (tile.kind == TileId::Kind::Entries) continue;
    if (tile.width == 256) {
      ++full;
    } else {
      partial.push_back(tile_path(tile));
    }
  }
  EXPECT_EQ(full, 274);
  EXPECT_EQ(partial,
            (std::vector<std::string>{"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"}));
  EXPECT_TRUE(tiles_of(0).empty());
}

TEST(TilesTest, HashesAndEntriesAreReadBackAndNothingElseIs) {
  const std::vector<Hash> hashes = {base::sha256("a"), base::sha256("b")};
  EXPECT_EQ(parse_hash_tile(hash_tile(hashes), 2).value(), hashes);
  EXPECT_FALSE(parse_hash_tile(hash_tile(hashes), 3).ok());
  EXPECT_FALSE(parse_hash_tile(hash_tile(hashes) + "x", 2).ok());
  const std::vector<std::string> entries = {"", "abc", std::string(65535, 'x')};
  const std::string bundle = entry_bundle(entries);
  EXPECT_EQ(parse_entry_bundle(bundle, 3).value(), entries);
  EXPECT_FALSE(parse_entry_bundle(bundle, 2).ok());
  EXPECT_FALSE(parse_entry_bundle(bundle, 4).ok());
  EXPECT_FALSE(parse_entry_bundle(bundle.substr(0, bundle.size() - 1), 3).ok());
  EXPECT_THROW(static_cast<void>(entry_bundle({std::string(65536, 'x')})), base::BrokenProgram);
}

}  // namespace
}  // namespace recanvass::ledger
