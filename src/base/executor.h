// How pure code is given parallelism: it asks for blocks to be done and merges them in order, so
// the result is the same for any number of threads. Threads themselves live in cluster/.
#pragma once

#include <cstddef>
#include <functional>

namespace recanvass::base {

/// Runs independent blocks of work. Implementations: SerialExecutor here, threads in cluster/.
class Executor {
 public:
  virtual ~Executor() = default;
  /// Calls `block(i)` once for each i in [0, blocks), in any order and on any thread; returns when
  /// all are done. `block` writes only to places that belong to i.
  virtual void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) = 0;
};

/// All blocks on the calling thread, in order.
class SerialExecutor : public Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = 0; i < blocks; ++i) block(i);
  }
};

}  // namespace recanvass::base
