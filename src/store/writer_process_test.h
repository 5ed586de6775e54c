// A process that saves numbered entries and reports every receipt to the test that started it: so
// that the test can end it at any moment and know what it had been promised.
#pragma once

#include "store/storage.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <sys/types.h>
#include <vector>

namespace recanvass::store {

/// The numbered entry (storage_contract_test.h) that was promised a position.
struct Promise {
  std::uint64_t number = 0;
  std::uint64_t position = 0;
};

using StoreOpener = std::function<std::unique_ptr<Storage>()>;

class WriterProcess {
 public:
  /// Saves entries [begin, end), `batch` at a time, each batch until it is told where it stands;
  /// opens the store anew after a failure. @pre the calling process has one thread, and a store is
  /// written in batches of one size.
  WriterProcess(const StoreOpener& open, std::uint64_t begin, std::uint64_t end,
                std::uint64_t batch);
  ~WriterProcess();
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;

  /// Waits for `promises` more promises, or the process's end.
  void wait_for(std::size_t promises);
  void kill();
  /// Waits for the end; true when all entries were saved.
  bool finish();
  [[nodiscard]] const std::vector<Promise>& promises() const { return promises_; }

 private:
  bool read_one();

  pid_t process_ = 0;
  int pipe_ = -1;
  std::vector<Promise> promises_;
};

/// Expects each promise to be kept, and the ledger to be whole, without gap or double.
void expect_promises_kept(Storage& storage, const std::vector<Promise>& promises);

}  // namespace recanvass::store
