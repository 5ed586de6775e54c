// The Executor (base/executor.h) on this machine's threads.
// Results do not depend on how many there are.
#pragma once

#include "base/executor.h"

namespace recanvass::cluster {

/// Runs blocks on up to `threads` threads (0: all cores).
class ThreadExecutor : public base::Executor {
 public:
  explicit ThreadExecutor(int threads = 0) : threads_(threads) {}
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override;

 private:
  int threads_;
};

}  // namespace recanvass::cluster
