#include "store/writer_process_test.h"

#include "store/storage_contract_test.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace recanvass::store {
namespace {

// Of one batch: other writers may be faster many times.
constexpr int kAttemptsMax = 3000;
constexpr auto kPause = std::chrono::milliseconds(10);

void report(int pipe, std::uint64_t number, std::uint64_t position) {
  const Promise promise{number, position};
  if (::write(pipe, &promise, sizeof promise) != sizeof promise) ::_exit(4);
}

// Whether the whole batch stands in the ledger; then it is reported.
bool found_all(Storage& storage, const std::vector<NewEntry>& batch, std::uint64_t begin,
               int pipe) {
  std::vector<std::uint64_t> positions;
  for (const NewEntry& entry : batch) {
    const auto position = storage.find(entry.author, entry.idempotency_key);
    if (!position || !*position) return false;
    positions.push_back(**position);
  }
  for (std::size_t i = 0; i < positions.size(); ++i) report(pipe, begin + i, positions[i]);
  return true;
}

// One try; false when the batch must be tried again.
bool save(Storage& storage, const std::vector<NewEntry>& batch, std::uint64_t begin, int pipe,
          std::uint64_t& expected_size) {
  const auto outcome = storage.append(expected_size, batch);
  if (!outcome) return found_all(storage, batch, begin, pipe);
  if (const auto* conflict = std::get_if<Conflict>(&*outcome)) {
    expected_size = conflict->actual_size;
    return conflict->repeated && found_all(storage, batch, begin, pipe);
  }
  const std::uint64_t first = std::get<Appended>(*outcome).first_position;
  for (std::size_t i = 0; i < batch.size(); ++i) report(pipe, begin + i, first + i);
  expected_size = first + batch.size();
  return true;
}

[[noreturn]] void run_writer(const StoreOpener& open, std::uint64_t begin, std::uint64_t end,
                             std::uint64_t batch_size, int pipe) {
  std::unique_ptr<Storage> storage = open();
  std::uint64_t expected_size = 0;
  for (std::uint64_t first = begin; first < end; first += batch_size) {
    const auto batch = numbered_entries(first, std::min(end, first + batch_size));
    int attempt = 0;
    while (!storage || !save(*storage, batch, first, pipe, expected_size)) {
      if (++attempt > kAttemptsMax) ::_exit(3);
      if (storage && storage->size()) continue;
      std::this_thread::sleep_for(kPause);
      storage = open();
    }
  }
  storage.reset();
  ::_exit(0);
}

}  // namespace

WriterProcess::WriterProcess(const StoreOpener& open, std::uint64_t begin, std::uint64_t end,
                             std::uint64_t batch) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe(ends), 0);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(ends[0]);
    run_writer(open, begin, end, batch, ends[1]);
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

WriterProcess::~WriterProcess() {
  kill();
  ::close(pipe_);
}

bool WriterProcess::read_one() {
  Promise promise;
  if (::read(pipe_, &promise, sizeof promise) != sizeof promise) return false;
  promises_.push_back(promise);
  return true;
}

void WriterProcess::wait_for(std::size_t promises) {
  for (std::size_t i = 0; i < promises && read_one(); ++i) {
  }
}

void WriterProcess::kill() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  finish();
}

bool WriterProcess::finish() {
  if (process_ == 0) return false;
  while (read_one()) {
  }
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void expect_promises_kept(Storage& storage, const std::vector<Promise>& promises) {
  const auto report = storage.check();
  ASSERT_TRUE(report.ok()) << base::sentences(report.problems());
  EXPECT_EQ(base::sentences(report->findings), "");
  const auto leaves = storage.read(0, *storage.size());
  ASSERT_TRUE(leaves.ok()) << base::sentences(leaves.problems());
  EXPECT_EQ(std::set<std::string>(leaves->begin(), leaves->end()).size(), leaves->size())
      << "an entry stands twice";
  for (const Promise& promise : promises) {
    ASSERT_LT(promise.position, leaves->size()) << "an entry that was receipted is lost";
    ASSERT_EQ((*leaves)[promise.position], numbered_entry(promise.number).leaf);
  }
}

}  // namespace recanvass::store
