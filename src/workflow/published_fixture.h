// For tests only: writes a store's ledger as the static files that a published folder holds.
// Read back by workflow/log_source.h.
#pragma once

#include "ledger/tiles.h"
#include "store/storage.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace recanvass::workflow::fixture {

/// The checkpoint note and the hash tiles of its tree.
inline void write_published_log(store::Storage& storage, const std::string& note,
                                std::uint64_t size, const std::string& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/checkpoint", std::ios::binary) << note;
  for (const ledger::TileId& tile : ledger::tiles_of(size)) {
    if (tile.kind != ledger::TileId::Kind::Hashes) continue;
    std::vector<ledger::Hash> hashes;
    for (int i = 0; i < tile.width; ++i) {
      const auto hash = storage.node(tile.level * ledger::kTileHeight,
                                     tile.index * ledger::kTileWidth + static_cast<unsigned>(i));
      RECANVASS_CHECK(hash.ok());
      hashes.push_back(*hash);
    }
    const std::filesystem::path path = folder + "/" + ledger::tile_path(tile);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << ledger::hash_tile(hashes);
  }
}

}  // namespace recanvass::workflow::fixture
