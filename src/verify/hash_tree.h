// The tree over all entries that were read, with every complete node kept, so that roots of earlier
// sizes and proofs can be computed. 64 bytes an entry.
#pragma once

#include "ledger/merkle.h"

#include <cstdint>
#include <vector>

namespace recanvass::verify {

class HashTree {
 public:
  void append(const ledger::Hash& leaf);
  [[nodiscard]] std::uint64_t size() const { return levels_.empty() ? 0 : levels_[0].size(); }
  /// Root of the complete subtree of 2^level leaves from leaf index * 2^level on. @pre it is there
  [[nodiscard]] const ledger::Hash& node(int level, std::uint64_t index) const;
  /// @pre size <= size()
  [[nodiscard]] ledger::Hash root_of(std::uint64_t size) const;
  /// @pre index < size <= size()
  [[nodiscard]] std::vector<ledger::Hash> inclusion_proof(std::uint64_t index,
                                                          std::uint64_t size) const;

 private:
  std::vector<std::vector<ledger::Hash>> levels_;
};

}  // namespace recanvass::verify
