#include "verify/hash_tree.h"

#include "base/check.h"

namespace recanvass::verify {

void HashTree::append(const ledger::Hash& leaf) {
  ledger::Hash carried = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    levels_[level].push_back(carried);
    const std::size_t width = levels_[level].size();
    if (width % 2 != 0) return;
    carried = ledger::node_hash(levels_[level][width - 2], levels_[level][width - 1]);
  }
}

const ledger::Hash& HashTree::node(int level, std::uint64_t index) const {
  const auto row = static_cast<std::size_t>(level);
  RECANVASS_CHECK(row < levels_.size() && index < levels_[row].size());
  return levels_[row][index];
}

ledger::Hash HashTree::root_of(std::uint64_t size) const {
  RECANVASS_CHECK(size <= this->size());
  return ledger::root_of(size,
                         [this](int level, std::uint64_t index) { return node(level, index); });
}

std::vector<ledger::Hash> HashTree::inclusion_proof(std::uint64_t index, std::uint64_t size) const {
  return ledger::inclusion_proof(index, size,
                                 [this](int level, std::uint64_t at) { return node(level, at); });
}

}  // namespace recanvass::verify
