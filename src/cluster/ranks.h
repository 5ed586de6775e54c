// The processes of one run under mpirun, or this one alone: how they send each other numbers.
// Without MPI at build time, or when mpirun did not start the program, there is one. Used by
// cluster/block_run.h, which is all that needs it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace recanvass::cluster {

/// Numbers from another process.
struct RankMessage {
  int from = 0;
  std::vector<std::int64_t> numbers;
};

/// The processes that run together. Used by one thread of each.
class Ranks {
 public:
  virtual ~Ranks() = default;
  [[nodiscard]] virtual int rank() const = 0;  ///< 0: the one that answers
  [[nodiscard]] virtual int size() const = 0;
  virtual void send(int to, const std::vector<std::int64_t>& numbers) = 0;
  /// Waits for a message from that rank.
  [[nodiscard]] virtual std::vector<std::int64_t> receive(int from) = 0;
  /// A message from any rank, when one is there.
  [[nodiscard]] virtual std::optional<RankMessage> poll() = 0;
};

/// This process alone.
[[nodiscard]] std::unique_ptr<Ranks> alone();

/// Joins the others that mpirun started, once in a process; alone where there are none.
[[nodiscard]] std::unique_ptr<Ranks> join_ranks();

}  // namespace recanvass::cluster
