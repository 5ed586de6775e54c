#include "store/tile_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::store {
namespace {

ledger::Hash numbered_leaf(std::uint64_t number) {
  return ledger::leaf_hash("leaf " + std::to_string(number));
}

// Stored hashes in memory, and how often they were asked for.
struct StoredHashes {
  std::vector<std::vector<ledger::Hash>> levels{1};
  int reads = 0;

  void append(const ledger::Hash& leaf, TileEdge& edge) {
    std::vector<TileNode> completed;
    edge.append(leaf, completed);
    levels[0].push_back(leaf);
    for (const TileNode& node : completed) {
      const auto level = static_cast<std::size_t>(node.tile_level);
      if (levels.size() <= level) levels.resize(level + 1);
      EXPECT_EQ(node.index, levels[level].size());
      levels[level].push_back(node.hash);
    }
  }
  HashReader reader() {
    return [this](int level, std::uint64_t begin, std::uint64_t end) {
      ++reads;
      const auto& row = levels[static_cast<std::size_t>(level)];
      return base::Result<std::vector<ledger::Hash>>(std::vector<ledger::Hash>(
          row.begin() + static_cast<long>(begin), row.begin() + static_cast<long>(end)));
    };
  }
};

TEST(TileTreeTest, EverySubtreeAndRootIsThatOfThePlainTree) {
  StoredHashes stored;
  TileEdge edge;
  ledger::Frontier plain;
  for (std::uint64_t size = 1; size <= 1100; ++size) {
    const ledger::Hash leaf = numbered_leaf(size);
    plain.append(leaf);
    stored.append(leaf, edge);
    if (size % 97 != 0 && size % 256 > 1) continue;
    TileReader reader(stored.reader());
    const auto node = [&](int level, std::uint64_t index) {
      return *reader.node(level, index, size);
    };
    ASSERT_EQ(ledger::root_of(size, node), plain.root()) << size;
  }
}

TEST(TileTreeTest, AnEdgeReadBackGoesOnAsIfItHadNeverBeenPutAway) {
  StoredHashes stored;
  TileEdge edge;
  for (std::uint64_t number = 0; number < 700; ++number) stored.append(numbered_leaf(number), edge);
  StoredHashes same = stored;
  auto loaded = TileEdge::load(700, same.reader());
  ASSERT_TRUE(loaded.ok());
  TileEdge again = std::move(loaded).value();
  for (std::uint64_t number = 700; number < 1100; ++number) {
    stored.append(numbered_leaf(number), edge);
    same.append(numbered_leaf(number), again);
  }
  EXPECT_EQ(again.size(), 1100U);
  EXPECT_EQ(same.levels, stored.levels);
}

TEST(TileTreeTest, ACompleteTileIsReadOnceAndAPartialOneEachTime) {
  StoredHashes stored;
  TileEdge edge;
  for (std::uint64_t number = 0; number < 300; ++number) stored.append(numbered_leaf(number), edge);
  TileReader reader(stored.reader());
  EXPECT_EQ(*reader.node(0, 7, 300), numbered_leaf(7));
  EXPECT_EQ(*reader.node(0, 255, 300), numbered_leaf(255));
  EXPECT_EQ(stored.reads, 1);
  EXPECT_EQ(*reader.node(0, 299, 300), numbered_leaf(299));
  EXPECT_EQ(*reader.node(0, 299, 300), numbered_leaf(299));
  EXPECT_EQ(stored.reads, 3);
}

TEST(TileTreeTest, AFailedReadIsTheAnswer) {
  const HashReader broken = [](int, std::uint64_t, std::uint64_t) {
    return base::Result<std::vector<ledger::Hash>>(base::Problem{"store.io", {}, "", "", ""});
  };
  TileReader reader(broken);
  EXPECT_FALSE(reader.node(0, 0, 1).ok());
  EXPECT_FALSE(TileEdge::load(1, broken).ok());
  EXPECT_TRUE(TileEdge::load(0, broken).ok());
}

TEST(TileTreeTest, ALevelIsAsWideAsItsCompleteSubtrees) {
  EXPECT_EQ(tile_level_width(0, 256), 256U);
  EXPECT_EQ(tile_level_width(1, 255), 0U);
  EXPECT_EQ(tile_level_width(1, 256), 1U);
  EXPECT_EQ(tile_level_width(2, 65535), 0U);
  EXPECT_EQ(tile_level_width(2, 65536), 1U);
  EXPECT_EQ(tile_level_width(8, ~std::uint64_t{0}), 0U);
}

}  // namespace
}  // namespace recanvass::store
