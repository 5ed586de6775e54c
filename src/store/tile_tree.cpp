#include "store/tile_tree.h"

#include "ledger/tiles.h"

#include <bit>

namespace recanvass::store {
namespace {

// 8 KiB a tile: 8 MiB at the most.
constexpr std::size_t kTilesKept = 1024;
constexpr int kBits = ledger::kTileHeight;

}  // namespace

std::uint64_t tile_level_width(int tile_level, std::uint64_t size) {
  return tile_level * kBits >= 64 ? 0 : size >> (tile_level * kBits);
}

ledger::Hash complete_root(std::vector<ledger::Hash> hashes) {
  RECANVASS_CHECK(std::has_single_bit(hashes.size()));
  while (hashes.size() > 1) {
    for (std::size_t i = 0; i < hashes.size() / 2; ++i) {
      hashes[i] = ledger::node_hash(hashes[2 * i], hashes[2 * i + 1]);
    }
    hashes.resize(hashes.size() / 2);
  }
  return hashes[0];
}

base::Result<TileEdge> TileEdge::load(std::uint64_t size, const HashReader& stored) {
  TileEdge edge;
  edge.size_ = size;
  for (int level = 0; tile_level_width(level, size) > 0; ++level) {
    const std::uint64_t width = tile_level_width(level, size);
    auto hashes = stored(level, width - width % ledger::kTileWidth, width);
    if (!hashes) return hashes.problems();
    edge.levels_.push_back(std::move(hashes).value());
  }
  return edge;
}

void TileEdge::append(const ledger::Hash& leaf, std::vector<TileNode>& completed) {
  ++size_;
  ledger::Hash hash = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    levels_[level].push_back(hash);
    if (levels_[level].size() < ledger::kTileWidth) return;
    hash = complete_root(std::move(levels_[level]));
    levels_[level].clear();
    const int above = static_cast<int>(level) + 1;
    completed.push_back({above, tile_level_width(above, size_) - 1, hash});
  }
}

base::Result<std::vector<ledger::Hash>> TileReader::hashes(int tile_level, std::uint64_t begin,
                                                           std::uint64_t end,
                                                           std::uint64_t tree_size) {
  const std::uint64_t tile = begin / ledger::kTileWidth;
  const std::uint64_t tile_begin = tile * ledger::kTileWidth;
  if (tile_begin + ledger::kTileWidth > tile_level_width(tile_level, tree_size)) {
    return stored_(tile_level, begin, end);
  }
  auto kept = tiles_.find({tile_level, tile});
  if (kept == tiles_.end()) {
    auto whole = stored_(tile_level, tile_begin, tile_begin + ledger::kTileWidth);
    if (!whole) return whole;
    if (tiles_.size() == kTilesKept) {
      tiles_.erase(tiles_by_age_.front());
      tiles_by_age_.pop_front();
    }
    kept = tiles_.emplace(TileKey{tile_level, tile}, std::move(whole).value()).first;
    tiles_by_age_.push_back(kept->first);
  }
  const auto first = kept->second.begin() + static_cast<std::ptrdiff_t>(begin - tile_begin);
  return std::vector<ledger::Hash>(first, first + static_cast<std::ptrdiff_t>(end - begin));
}

base::Result<ledger::Hash> TileReader::node(int level, std::uint64_t index,
                                            std::uint64_t tree_size) {
  const int tile_level = level / kBits;
  const std::uint64_t width = std::uint64_t{1} << (level % kBits);
  auto below = hashes(tile_level, index * width, (index + 1) * width, tree_size);
  if (!below) return below.problems();
  return complete_root(std::move(below).value());
}

}  // namespace recanvass::store
