// V4: whether the entries of the folder are those of the tree that the checkpoint pins, and whether
// the published tiles are that tree's. An entry that was changed is named.
#pragma once

#include "verify/entry_stream.h"
#include "verify/hash_tree.h"
#include "verify/verdict.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::verify {

/// "entry 17 (tally.enter by team-1, B1)" as far as the entry can be read.
[[nodiscard]] std::string name_of_entry(std::uint64_t position, const ReadEntry& entry);
/// What an entry is about: its batch, unit, container, county or account; empty: none of these.
[[nodiscard]] std::string subject_of(const base::Json& body);
/// A fault of an entry: names it, then says `words`.
[[nodiscard]] Fault entry_fault(std::uint64_t position, const ReadEntry& entry,
                                const std::string& words);

class TreeCheck {
 public:
  /// Positions in order.
  void take(std::uint64_t position, const ReadEntry& entry);
  /// Compares with the checkpoint; looks at all hash tiles.
  void conclude(const BundleFolder& folder, std::uint64_t size, const ledger::Hash& root,
                CheckBook& book) const;

  [[nodiscard]] const HashTree& tree() const { return tree_; }
  /// False: the hash of some entry is not known, so neither are roots.
  [[nodiscard]] bool is_whole() const { return unknown_ == 0; }

 private:
  void check_tiles(const BundleFolder& folder, std::uint64_t size, CheckBook& book) const;

  HashTree tree_;
  std::uint64_t unknown_ = 0;
  std::int64_t withheld_ = 0;
  std::vector<Fault> lost_;  // records that are not there
  std::vector<Fault> changed_;  // entries whose hash is not the one in the tile
};

}  // namespace recanvass::verify
