#include "cluster/ranks.h"

#include "base/check.h"

#ifdef RECANVASS_MPI
#include <mpi.h>

#include <chrono>
#include <cstdlib>
#include <thread>
#endif

namespace recanvass::cluster {
namespace {

class Alone final : public Ranks {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  void send(int, const std::vector<std::int64_t>&) override { RECANVASS_CHECK(false); }
  std::vector<std::int64_t> receive(int) override {
    RECANVASS_CHECK(false);
    return {};
  }
  std::optional<RankMessage> poll() override { return std::nullopt; }
};

#ifdef RECANVASS_MPI

// Between two looks for a message a process sleeps: its threads need the processor.
constexpr std::chrono::microseconds kLookAgain{200};

// Started by mpirun: OpenMPI's own variable, or that of the process manager of other versions.
bool started_together() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_SIZE"}) {
    if (std::getenv(name) != nullptr) return true;  // NOLINT(concurrency-mt-unsafe): before threads
  }
  return false;
}

class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    RECANVASS_CHECK(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided) ==
                    MPI_SUCCESS);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }
  // OpenMPI waits for others without a pause, and would take a processor from their threads: every
  // wait of ours is a look and a sleep.
  ~MpiRanks() override {
    MPI_Request all_here = MPI_REQUEST_NULL;
    MPI_Ibarrier(MPI_COMM_WORLD, &all_here);
    wait_for(all_here);
    MPI_Finalize();
  }
  MpiRanks(const MpiRanks&) = delete;
  MpiRanks& operator=(const MpiRanks&) = delete;

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  void send(int to, const std::vector<std::int64_t>& numbers) override {
    MPI_Request sent = MPI_REQUEST_NULL;
    MPI_Isend(numbers.data(), static_cast<int>(numbers.size()), MPI_INT64_T, to, 0, MPI_COMM_WORLD,
              &sent);
    wait_for(sent);
  }
  std::vector<std::int64_t> receive(int from) override {
    for (;;) {
      if (auto message = look(from)) return std::move(message->numbers);
      std::this_thread::sleep_for(kLookAgain);
    }
  }
  std::optional<RankMessage> poll() override { return look(MPI_ANY_SOURCE); }

 private:
  static void wait_for(MPI_Request& request) {
    int done = 0;
    for (;;) {
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done != 0) return;
      std::this_thread::sleep_for(kLookAgain);
    }
  }
  static std::optional<RankMessage> look(int from) {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(from, 0, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return std::nullopt;
    int numbers = 0;
    MPI_Get_count(&status, MPI_INT64_T, &numbers);
    RankMessage message{status.MPI_SOURCE,
                        std::vector<std::int64_t>(static_cast<std::size_t>(numbers))};
    MPI_Recv(message.numbers.data(), numbers, MPI_INT64_T, status.MPI_SOURCE, 0, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return message;
  }

  int rank_ = 0;
  int size_ = 1;
};

#endif

}  // namespace

std::unique_ptr<Ranks> alone() { return std::make_unique<Alone>(); }

std::unique_ptr<Ranks> join_ranks() {
#ifdef RECANVASS_MPI
  if (started_together()) return std::make_unique<MpiRanks>();
#endif
  return alone();
}

}  // namespace recanvass::cluster
