// For tests only: blocks on threads, so that what must not depend on their number can be tried
// without the folder that has the program's own (cluster/threads.h).
#pragma once

#include "base/executor.h"

#include <atomic>
#include <thread>
#include <vector>

namespace recanvass::formats {

/// Blocks on so many threads, each taking the next that nobody has; with one thread the last first.
class SideBySide : public base::Executor {
 public:
  explicit SideBySide(unsigned threads) : threads_(threads) {}
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    if (threads_ == 1) {
      for (std::size_t i = blocks; i-- > 0;) block(i);
      return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < threads_; ++i) {
      threads.emplace_back([&] {
        for (std::size_t at = next++; at < blocks; at = next++) block(at);
      });
    }
  }

 private:
  unsigned threads_;
};

}  // namespace recanvass::formats
