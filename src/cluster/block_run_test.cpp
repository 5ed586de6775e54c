#include "cluster/block_run.h"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace recanvass::cluster {
namespace {

using Values = std::vector<std::int64_t>;

BlockWork squares(std::size_t blocks) {
  return {blocks,
          [](std::size_t block) {
            const auto number = static_cast<std::int64_t>(block);
            return Values(1 + block % 3, number * number);
          },
          "squares"};
}

std::vector<Values> plain(const BlockWork& work) {
  std::vector<Values> results;
  for (std::size_t i = 0; i < work.blocks; ++i) results.push_back(work.run(i));
  return results;
}

// Ranks as threads of this process, with a queue for each pair of directions.
struct Wires {
  std::mutex mutex;
  std::vector<std::deque<RankMessage>> inboxes;
};

class WiredRank final : public Ranks {
 public:
  WiredRank(Wires& wires, int rank) : wires_(wires), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return static_cast<int>(wires_.inboxes.size()); }
  void send(int to, const Values& numbers) override {
    const std::scoped_lock lock(wires_.mutex);
    wires_.inboxes[static_cast<std::size_t>(to)].push_back({rank_, numbers});
  }
  Values receive(int) override {
    for (;;) {
      if (auto message = poll()) return message->numbers;
      std::this_thread::yield();
    }
  }
  std::optional<RankMessage> poll() override {
    const std::scoped_lock lock(wires_.mutex);
    auto& inbox = wires_.inboxes[static_cast<std::size_t>(rank_)];
    if (inbox.empty()) return std::nullopt;
    RankMessage first = inbox.front();
    inbox.pop_front();
    return first;
  }

 private:
  Wires& wires_;
  int rank_;
};

TEST(BlockRun, GivesTheSameForAnyNumberOfThreadsAndRanks) {
  const BlockWork work = squares(301);
  for (const int ranks : {1, 2, 5}) {
    for (const int threads : {1, 2, 3}) {
      Wires wires;
      wires.inboxes.resize(static_cast<std::size_t>(ranks));
      std::vector<std::jthread> others;
      for (int rank = 1; rank < ranks; ++rank) {
        others.emplace_back([&wires, &work, rank, threads] {
          WiredRank wired(wires, rank);
          EXPECT_TRUE(run_blocks_everywhere(work, {threads, {}, {}}, wired)->empty());
        });
      }
      WiredRank first(wires, 0);
      EXPECT_EQ(*run_blocks_everywhere(work, {threads, {}, {}}, first), plain(work))
          << ranks << " ranks, " << threads << " threads";
    }
  }
}

TEST(BlockRun, GoesOnFromACheckpointWithoutRunningItsBlocksAgain) {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("recanvass_block_run_test_" + std::to_string(::getpid())))
                               .string();
  std::filesystem::remove(path);
  BlockWork work = squares(50);
  {
    BlockResults results(50);
    auto checkpoint = Checkpoint::open(path, work.name, results);
    ASSERT_TRUE(checkpoint.ok());
    Checkpoint open = std::move(checkpoint).value();
    for (std::size_t i = 0; i < 30; ++i) ASSERT_TRUE(open.add(i, work.run(i)).empty());
  }
  std::atomic<int> runs{0};
  const BlockWork counted{50,
                          [&](std::size_t block) {
                            ++runs;
                            return work.run(block);
                          },
                          work.name};
  std::vector<BlockProgress> said;
  const auto results = run_blocks_everywhere(
      counted, {2, path, [&](const BlockProgress& now) { said.push_back(now); }}, *alone());
  EXPECT_EQ(*results, plain(work));
  EXPECT_EQ(runs, 20);
  EXPECT_EQ(said.back().done, 50u);
  EXPECT_EQ(said.back().from_checkpoint, 30u);
  // All of it is there now.
  EXPECT_EQ(*run_blocks_everywhere(counted, {2, path, {}}, *alone()), plain(work));
  EXPECT_EQ(runs, 20);
  std::filesystem::remove(path);
}

TEST(BlockRun, AnUnwritableCheckpointEndsItWithAProblem) {
  const auto refused =
      run_blocks_everywhere(squares(10), {1, "/nonexistent/folder/file", {}}, *alone());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems().front().cause, "checkpoint.unwritable");
  // /dev/full takes no byte.
  EXPECT_FALSE(run_blocks_everywhere(squares(10), {1, "/dev/full", {}}, *alone()).ok());
}

TEST(BlockRun, NothingToDoIsDone) {
  EXPECT_TRUE(run_blocks_everywhere(squares(0), {1, {}, {}}, *alone())->empty());
}

}  // namespace
}  // namespace recanvass::cluster
