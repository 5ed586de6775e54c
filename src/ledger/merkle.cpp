#include "ledger/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace recanvass::ledger {
namespace {

int level_of(std::uint64_t size) { return static_cast<int>(std::bit_width(size)) - 1; }

// The root of leaves [begin, begin + size), begin a multiple of the largest power of two in size.
Hash range_root(std::uint64_t begin, std::uint64_t size, const NodeReader& node) {
  if (std::has_single_bit(size)) return node(level_of(size), begin >> level_of(size));
  const std::uint64_t split = std::bit_floor(size);
  return node_hash(range_root(begin, split, node), range_root(begin + split, size - split, node));
}

// The largest power of two strictly below size, RFC 9162 2.1.1.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

void path(std::uint64_t index, std::uint64_t begin, std::uint64_t size, const NodeReader& node,
          std::vector<Hash>& proof) {
  if (size == 1) return;
  const std::uint64_t split = split_of(size);
  if (index < split) {
    path(index, begin, split, node, proof);
    proof.push_back(range_root(begin + split, size - split, node));
  } else {
    path(index - split, begin + split, size - split, node, proof);
    proof.push_back(range_root(begin, split, node));
  }
}

void subproof(std::uint64_t old_size, std::uint64_t begin, std::uint64_t size, bool whole,
              const NodeReader& node, std::vector<Hash>& proof) {
  if (old_size == size) {
    if (!whole) proof.push_back(range_root(begin, size, node));
    return;
  }
  const std::uint64_t split = split_of(size);
  if (old_size <= split) {
    subproof(old_size, begin, split, whole, node, proof);
    proof.push_back(range_root(begin + split, size - split, node));
  } else {
    subproof(old_size - split, begin + split, size - split, false, node, proof);
    proof.push_back(range_root(begin, split, node));
  }
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
  thread_local std::string bytes;  // kept from call to call: a million leaves are hashed
  bytes.assign(1, '\0');
  bytes += entry;
  return base::sha256(bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 1 + 2 * sizeof(Hash)> bytes{'\1'};
  const auto behind = std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), behind);
  return base::sha256({bytes.data(), bytes.size()});
}

void Frontier::append(const Hash& leaf) {
  Hash carried = leaf;
  for (std::uint64_t bit = 1; (size_ & bit) != 0; bit <<= 1) {
    carried = node_hash(subtrees_.back(), carried);
    subtrees_.pop_back();
  }
  subtrees_.push_back(carried);
  ++size_;
}

Hash Frontier::root() const {
  if (subtrees_.empty()) return base::sha256("");
  Hash root = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) root = node_hash(subtrees_[i], root);
  return root;
}

Frontier Frontier::from_subtrees(std::uint64_t size, std::vector<Hash> subtrees) {
  RECANVASS_CHECK(static_cast<std::size_t>(std::popcount(size)) == subtrees.size());
  Frontier frontier;
  frontier.size_ = size;
  frontier.subtrees_ = std::move(subtrees);
  return frontier;
}

Hash root_of(std::uint64_t size, const NodeReader& node) {
  return size == 0 ? base::sha256("") : range_root(0, size, node);
}

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeReader& node) {
  RECANVASS_CHECK(index < size);
  std::vector<Hash> proof;
  path(index, 0, size, node, proof);
  return proof;
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      const std::vector<Hash>& proof, const Hash& root) {
  if (index >= size) return false;
  std::uint64_t fn = index;
  std::uint64_t sn = size - 1;
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      hash = node_hash(sibling, hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                    const NodeReader& node) {
  RECANVASS_CHECK(old_size <= size);
  std::vector<Hash> proof;
  if (old_size > 0 && old_size < size) subproof(old_size, 0, size, true, node, proof);
  return proof;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t size, const Hash& old_root,
                        const Hash& root, const std::vector<Hash>& proof) {
  if (old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  if (old_size == 0) return proof.empty() && old_root == base::sha256("");
  std::vector<Hash> path = proof;
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  std::uint64_t fn = old_size - 1;
  std::uint64_t sn = size - 1;
  while ((fn & 1) != 0) {
    fn >>= 1;
    sn >>= 1;
  }
  Hash old_hash = path[0];
  Hash hash = path[0];
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      old_hash = node_hash(path[i], old_hash);
      hash = node_hash(path[i], hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node_hash(hash, path[i]);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && old_hash == old_root && hash == root;
}

}  // namespace recanvass::ledger
