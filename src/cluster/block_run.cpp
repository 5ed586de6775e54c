#include "cluster/block_run.h"

#include "base/check.h"
#include "cluster/threads.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace recanvass::cluster {
namespace {

using Clock = std::chrono::steady_clock;
using Values = std::vector<std::int64_t>;

// Between two looks for messages rank 0 sleeps: its threads need the processor.
constexpr std::chrono::milliseconds kLook{2};
constexpr std::chrono::milliseconds kSaid{500};
constexpr std::chrono::seconds kKept{2};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// All blocks of `list`, in parallel, with each block's index and length before its values: the form
// in which they travel.
Values run_batch(const BlockWork& work, const std::vector<std::size_t>& list, int threads) {
  std::vector<Values> results(list.size());
  ThreadExecutor(threads).run_blocks(list.size(),
                                     [&](std::size_t i) { results[i] = work.run(list[i]); });
  Values numbers;
  for (std::size_t i = 0; i < list.size(); ++i) {
    numbers.push_back(static_cast<std::int64_t>(list[i]));
    numbers.push_back(static_cast<std::int64_t>(results[i].size()));
    numbers.insert(numbers.end(), results[i].begin(), results[i].end());
  }
  return numbers;
}

// What is left to do and what was done, shared by the threads of rank 0.
class Ledger {
 public:
  Ledger(std::size_t blocks, int ranks) : results_(blocks), ranks_(ranks) {}

  BlockResults& results() { return results_; }

  base::Problems begin(const BlockWork& work, const BlockRunOptions& options) {
    if (!options.checkpoint.empty()) {
      auto opened = Checkpoint::open(options.checkpoint, work.name, results_);
      if (!opened) return opened.problems();
      checkpoint_.emplace(std::move(opened).value());
    }
    for (std::size_t block = 0; block < results_.size(); ++block) {
      if (results_[block]) {
        ++done_;
      } else {
        left_.push_back(block);
      }
    }
    resumed_ = done_;
    std::reverse(left_.begin(), left_.end());
    return {};
  }

  // A share of what is left, smaller towards the end, so that nobody waits long for the last.
  std::vector<std::size_t> take(int threads) {
    const std::scoped_lock lock(mutex_);
    std::vector<std::size_t> batch;
    if (!problems_.empty()) return batch;
    const auto each = static_cast<std::size_t>(std::max(1, threads));
    const std::size_t share = left_.size() / (4 * static_cast<std::size_t>(ranks_));
    const std::size_t many = std::clamp(share, each, 32 * each);
    while (batch.size() < many && !left_.empty()) {
      batch.push_back(left_.back());
      left_.pop_back();
    }
    return batch;
  }

  void deliver(const Values& numbers) {
    const std::scoped_lock lock(mutex_);
    for (std::size_t at = 0; at + 1 < numbers.size();) {
      const auto block = static_cast<std::size_t>(numbers[at]);
      const auto length = static_cast<std::ptrdiff_t>(numbers[at + 1]);
      const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(at) + 2;
      RECANVASS_CHECK(block < results_.size() && numbers.end() - begin >= length);
      results_[block] = Values(begin, begin + length);
      ++done_;
      if (checkpoint_ && problems_.empty()) problems_ = checkpoint_->add(block, *results_[block]);
      at += 2 + static_cast<std::size_t>(length);
    }
  }

  void keep() {
    const std::scoped_lock lock(mutex_);
    if (checkpoint_ && problems_.empty()) problems_ = checkpoint_->keep();
  }

  [[nodiscard]] BlockProgress progress(double seconds) {
    const std::scoped_lock lock(mutex_);
    BlockProgress now{done_, results_.size(), resumed_, seconds, -1.0};
    if (done_ > resumed_) {
      now.seconds_left = seconds * static_cast<double>(results_.size() - done_) /
                         static_cast<double>(done_ - resumed_);
    }
    return now;
  }

  [[nodiscard]] const base::Problems& problems() const { return problems_; }

 private:
  std::mutex mutex_;
  BlockResults results_;
  std::vector<std::size_t> left_;
  std::size_t done_ = 0;
  std::size_t resumed_ = 0;
  int ranks_;
  std::optional<Checkpoint> checkpoint_;
  base::Problems problems_;
};

// Another rank: gives back what it ran and asks for more, until there is none.
void help(const BlockWork& work, int threads, Ranks& ranks) {
  ranks.send(0, {threads});
  for (;;) {
    std::vector<std::size_t> batch;
    for (const std::int64_t block : ranks.receive(0)) {
      batch.push_back(static_cast<std::size_t>(block));
    }
    if (batch.empty()) return;
    Values answer{threads};
    const Values numbers = run_batch(work, batch, threads);
    answer.insert(answer.end(), numbers.begin(), numbers.end());
    ranks.send(0, answer);
  }
}

// Rank 0 among others: answers whoever asks, until all were told that nothing is left.
void serve_once(Ledger& ledger, Ranks& ranks, int& helping) {
  while (auto message = ranks.poll()) {
    const int threads = static_cast<int>(message->numbers.at(0));
    ledger.deliver({message->numbers.begin() + 1, message->numbers.end()});
    Values batch;
    for (const std::size_t block : ledger.take(threads)) {
      batch.push_back(static_cast<std::int64_t>(block));
    }
    if (batch.empty()) --helping;
    ranks.send(message->from, batch);
  }
}

}  // namespace

base::Result<std::vector<Values>> run_blocks_everywhere(const BlockWork& work,
                                                        const BlockRunOptions& options,
                                                        Ranks& ranks) {
  const auto here = static_cast<int>(std::thread::hardware_concurrency());
  const int threads = options.threads > 0 ? options.threads : std::max(1, here);
  if (ranks.rank() != 0) {
    help(work, threads, ranks);
    return std::vector<Values>{};
  }
  Ledger ledger(work.blocks, ranks.size());
  const base::Problems refused = ledger.begin(work, options);
  const Clock::time_point start = Clock::now();
  std::atomic<bool> finished{!refused.empty()};
  std::jthread own([&] {
    while (!finished) {
      const auto batch = ledger.take(threads);
      if (batch.empty()) break;
      ledger.deliver(run_batch(work, batch, threads));
    }
    finished = true;
  });
  int helping = ranks.size() - 1;
  Clock::time_point said = start;
  Clock::time_point kept = start;
  while (!finished || helping > 0) {
    if (helping > 0) serve_once(ledger, ranks, helping);
    const Clock::time_point now = Clock::now();
    if (options.progress && now - said >= kSaid) {
      options.progress(ledger.progress(seconds_since(start)));
      said = now;
    }
    if (now - kept >= kKept) {
      ledger.keep();
      kept = now;
    }
    std::this_thread::sleep_for(kLook);
  }
  own.join();
  if (!refused.empty()) return refused;
  ledger.keep();
  if (options.progress) options.progress(ledger.progress(seconds_since(start)));
  if (!ledger.problems().empty()) return ledger.problems();
  std::vector<Values> results;
  for (auto& block : ledger.results()) {
    RECANVASS_CHECK(block.has_value());
    results.push_back(std::move(*block));
  }
  return results;
}

}  // namespace recanvass::cluster
