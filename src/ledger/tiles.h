// The tree and its entries as static files that any web server can hold: C2SP tlog-tiles, 256
// hashes a tile. Path and content here; reading and writing files is store/'s and verify/'s.
#pragma once

#include "ledger/merkle.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::ledger {

inline constexpr int kTileHeight = 8;
inline constexpr std::uint64_t kTileWidth = 256;

/// A tile of hashes at `level` (0: leaf hashes), or a bundle of entries; `width` below 256 is
/// partial.
struct TileId {
  enum class Kind { Hashes, Entries };
  Kind kind = Kind::Hashes;
  int level = 0;  ///< 0 to 63; 0 for entries
  std::uint64_t index = 0;
  int width = 256;  ///< 1 to 256
  friend bool operator==(const TileId&, const TileId&) = default;
};

/// "tile/0/x001/x234/067", "tile/1/000.p/5", "tile/entries/000.p/70".
[[nodiscard]] std::string tile_path(const TileId& tile);
/// Causes: tile.path.
base::Result<TileId> parse_tile_path(std::string_view path);

/// All tiles that a tree of `size` leaves needs, hashes by level and then entry bundles, each in
/// order.
[[nodiscard]] std::vector<TileId> tiles_of(std::uint64_t size);

/// 32 bytes a hash.
[[nodiscard]] std::string hash_tile(const std::vector<Hash>& hashes);
/// Causes: tile.size.
base::Result<std::vector<Hash>> parse_hash_tile(std::string_view bytes, int width);

/// Each entry behind its length as two bytes, big endian. @pre every entry is at most 65,535 bytes.
[[nodiscard]] std::string entry_bundle(const std::vector<std::string>& entries);
/// Causes: tile.bundle.
base::Result<std::vector<std::string>> parse_entry_bundle(std::string_view bytes, int width);

inline constexpr std::size_t kEntryBytesMax = 65535;

}  // namespace recanvass::ledger
