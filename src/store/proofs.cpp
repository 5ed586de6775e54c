#include "store/proofs.h"

#include "store/store_problem.h"

#include <optional>

namespace recanvass::store {
namespace {

// A NodeReader cannot fail; the storage can. The first failure is kept and decides the answer.
class NodesOf {
 public:
  explicit NodesOf(Storage& storage) : storage_(storage) {}

  ledger::NodeReader reader() {
    return [this](int level, std::uint64_t index) {
      if (failure_) return ledger::Hash{};
      const auto hash = storage_.node(level, index);
      if (!hash) failure_ = hash.problems();
      return hash ? *hash : ledger::Hash{};
    };
  }

  template <class T>
  base::Result<T> unless_failed(T value) {
    if (failure_) return *failure_;
    return value;
  }

 private:
  Storage& storage_;
  std::optional<base::Problems> failure_;
};

std::optional<base::Problems> outside(Storage& storage, std::uint64_t begin, std::uint64_t end) {
  const auto size = storage.size();
  if (!size) return size.problems();
  if (begin > end || end > *size) return base::Problems{range_problem("", begin, end, *size)};
  return std::nullopt;
}

}  // namespace

base::Result<ledger::Hash> root_at(Storage& storage, std::uint64_t size) {
  if (const auto problems = outside(storage, 0, size)) return *problems;
  NodesOf nodes(storage);
  return nodes.unless_failed(ledger::root_of(size, nodes.reader()));
}

base::Result<std::vector<ledger::Hash>> prove_inclusion(Storage& storage, std::uint64_t index,
                                                        std::uint64_t size) {
  if (const auto problems = outside(storage, index, size)) return *problems;
  if (index == size) return range_problem("", index, index + 1, size);
  NodesOf nodes(storage);
  return nodes.unless_failed(ledger::inclusion_proof(index, size, nodes.reader()));
}

base::Result<std::vector<ledger::Hash>> prove_consistency(Storage& storage, std::uint64_t old_size,
                                                          std::uint64_t size) {
  if (const auto problems = outside(storage, old_size, size)) return *problems;
  NodesOf nodes(storage);
  return nodes.unless_failed(ledger::consistency_proof(old_size, size, nodes.reader()));
}

}  // namespace recanvass::store
