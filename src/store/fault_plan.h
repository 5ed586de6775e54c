// Which call of a simulated machine fails, and how: the n-th write, read, sync or look at the
// clock. Made by hand for a test of one fault, or from a seed for a simulation of many.
// Next: store/simulated_disk.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace recanvass::store {

enum class FaultPoint { Write, Read, Sync, Clock };

/// What happens at a call. `detail` of the planned fault says how much of it.
enum class FaultKind {
  Error,  ///< the call fails and does nothing; a failed sync forgets what it should have kept
  TornWrite,  ///< write: some first bytes arrive, then the call fails
  DiskFull,  ///< write: some first bytes arrive, then there is no room
  Kill,  ///< the process ends here; a write's first bytes have arrived, the system lives on
  Crash,  ///< the power goes; of what was not synced, some first bytes are found again
  BitFlip,  ///< read: one bit of the answer is wrong; write: of what is stored
  Slow,  ///< any: the clock goes on by `detail` milliseconds
  ClockBack,  ///< clock: it stands `detail` milliseconds earlier from here on
};

struct PlannedFault {
  FaultPoint point = FaultPoint::Write;
  std::uint64_t nth = 1;  ///< the first call is 1, counted over the whole life of the plan
  FaultKind kind = FaultKind::Error;
  std::uint64_t detail = 0;  ///< bytes, bit or milliseconds, taken modulo what there is
};

/// Faults that lie ahead, and the calls so far. The same plan and the same calls give the same
/// faults.
class FaultPlan {
 public:
  FaultPlan() = default;
  explicit FaultPlan(std::vector<PlannedFault> faults) : faults_(std::move(faults)) {}

  /// `faults` faults of all kinds within the first `calls` calls of each point.
  static FaultPlan from_seed(std::uint64_t seed, std::uint64_t calls, std::uint64_t faults);

  /// Adds one more call of `point` and gives its fault. One call has one fault: the first planned.
  std::optional<PlannedFault> next(FaultPoint point);
  /// Plans a fault at the next call of its point, or the `nth` from here.
  void add_ahead(PlannedFault fault);

 private:
  std::vector<PlannedFault> faults_;
  std::array<std::uint64_t, 4> calls_{};
};

}  // namespace recanvass::store
