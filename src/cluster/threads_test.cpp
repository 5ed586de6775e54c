#include "cluster/threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace recanvass::cluster {
namespace {

TEST(ThreadExecutorTest, RunsEveryBlockOnceForAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 7}) {
    ThreadExecutor executor(threads);
    std::vector<std::atomic<int>> runs(1000);
    executor.run_blocks(runs.size(), [&](std::size_t block) { ++runs[block]; });
    for (const auto& number : runs) EXPECT_EQ(number.load(), 1);
  }
  ThreadExecutor().run_blocks(0, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace recanvass::cluster
