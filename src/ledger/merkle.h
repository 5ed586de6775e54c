// The Merkle tree over the ledger's entries: leaf and node hashes, roots, and the two proofs by
// which a stranger checks that an entry is in a tree and that a tree only grew. Shape and
// algorithms: RFC 9162, section 2.1. Next: ledger/tiles.h, which stores the same tree.
#pragma once

#include "base/result.h"
#include "base/sha256.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace recanvass::ledger {

using Hash = base::Sha256;

/// SHA-256(0x00 || entry), RFC 9162 2.1.1.
[[nodiscard]] Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

/// A tree that only grows, kept as the roots of its complete subtrees: 64 hashes at most.
class Frontier {
 public:
  /// Adds one leaf in O(1) amortised hashes.
  void append(const Hash& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// The root; SHA-256 of nothing for the empty tree.
  [[nodiscard]] Hash root() const;

  /// Rebuilds a frontier from complete subtrees, largest first, as subtree_sizes(size) orders them.
  /// @pre as many hashes as bits set in `size`.
  static Frontier from_subtrees(std::uint64_t size, std::vector<Hash> subtrees);

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> subtrees_;  // largest first
};

/// Gives the root of the complete subtree of 2^level leaves whose first leaf is index * 2^level.
using NodeReader = std::function<Hash(int level, std::uint64_t index)>;

/// The root of the first `size` leaves, read from stored complete subtrees.
[[nodiscard]] Hash root_of(std::uint64_t size, const NodeReader& node);

/// Inclusion proof of leaf `index` in the tree of `size` leaves, RFC 9162 2.1.3.1.
/// @pre index < size
[[nodiscard]] std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                const NodeReader& node);

/// Whether `proof` shows that `leaf` stands at `index` of the tree with `root`, RFC 9162 2.1.3.2.
[[nodiscard]] bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    const std::vector<Hash>& proof, const Hash& root);

/// Consistency proof from the first `old_size` leaves to the first `size`, RFC 9162 2.1.4.1.
/// Empty when old_size is 0 or equals size. @pre old_size <= size
[[nodiscard]] std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                                  const NodeReader& node);

/// Whether `proof` shows that the tree with `root` extends the one with `old_root`, RFC
/// 9162 2.1.4.2. An empty old tree is extended by every tree, with an empty proof.
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, std::uint64_t size,
                                      const Hash& old_root, const Hash& root,
                                      const std::vector<Hash>& proof);

}  // namespace recanvass::ledger
