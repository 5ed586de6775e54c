// The ledger's tree as stores keep it: hashes at every eighth level (the tile levels of
// ledger/tiles.h), written once and never changed. A leaf hash stands beside its entry; the root of
// every 256 hashes of one tile level is one hash of the next.
#pragma once

#include "base/result.h"
#include "ledger/merkle.h"

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <utility>
#include <vector>

namespace recanvass::store {

/// The hash at `index` of a tile level: 0 for leaves, 1 for roots of 256 leaves, and so on.
struct TileNode {
  int tile_level = 0;
  std::uint64_t index = 0;
  ledger::Hash hash{};
};

/// Reads the stored hashes [begin, end) of a tile level, all of them or a Problem.
using HashReader = std::function<base::Result<std::vector<ledger::Hash>>(
    int tile_level, std::uint64_t begin, std::uint64_t end)>;

/// How many hashes a tile level holds in a tree of `size` leaves.
[[nodiscard]] std::uint64_t tile_level_width(int tile_level, std::uint64_t size);

/// The right edge of the tree: the hashes that are not under a stored hash of a higher level yet.
/// It is all that appending needs.
class TileEdge {
 public:
  /// The edge of a stored tree.
  static base::Result<TileEdge> load(std::uint64_t size, const HashReader& stored);

  /// Adds a leaf; the hashes that it completes at tile levels of 1 and more are added to
  /// `completed`.
  void append(const ledger::Hash& leaf, std::vector<TileNode>& completed);
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<std::vector<ledger::Hash>> levels_;  // below 256 each
};

/// Complete subtrees of any height from the stored hashes. Keeps some complete tiles, which never
/// change. Used by one thread.
class TileReader {
 public:
  explicit TileReader(HashReader stored) : stored_(std::move(stored)) {}

  /// @pre the subtree is complete in the stored tree.
  base::Result<ledger::Hash> node(int level, std::uint64_t index, std::uint64_t tree_size);

 private:
  using TileKey = std::pair<int, std::uint64_t>;
  base::Result<std::vector<ledger::Hash>> hashes(int tile_level, std::uint64_t begin,
                                                 std::uint64_t end, std::uint64_t tree_size);

  HashReader stored_;
  std::map<TileKey, std::vector<ledger::Hash>> tiles_;
  std::list<TileKey> tiles_by_age_;
};

/// The root over 1, 2, 4, ... hashes. @pre their number is a power of two.
[[nodiscard]] ledger::Hash complete_root(std::vector<ledger::Hash> hashes);

}  // namespace recanvass::store
