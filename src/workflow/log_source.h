// A ledger as an outside witness sees it: its latest checkpoint, and hashes enough to see that it
// only grew. Either an election's store, or the static files of a published folder (tlog-tiles).
// Next: workflow/cosign.h.
#pragma once

#include "ledger/merkle.h"
#include "store/storage.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Used by one thread.
class LogSource {
 public:
  virtual ~LogSource() = default;
  /// The note of the longest checkpoint. Causes: log.no-checkpoint, and those of reading.
  virtual base::Result<std::string> checkpoint() = 0;
  /// The root of the first `size` entries, from the hashes behind them; of a checkpoint's size or
  /// less. Causes: log.tile (a published file is absent or damaged), store.*.
  virtual base::Result<ledger::Hash> root(std::uint64_t size) = 0;
  /// The proof that the first `size` entries extend the first `old_size`. Causes: as root's.
  virtual base::Result<std::vector<ledger::Hash>> consistency(std::uint64_t old_size,
                                                              std::uint64_t size) = 0;
};

/// The ledger in a store. @param storage  outlives the source.
std::unique_ptr<LogSource> log_of_store(store::Storage& storage);

/// Whether a folder holds a published ledger: a file "checkpoint".
[[nodiscard]] bool is_published_log(const std::string& folder);

/// The ledger in a published folder.
std::unique_ptr<LogSource> log_of_folder(const std::string& folder);

}  // namespace recanvass::workflow
