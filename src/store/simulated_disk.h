// A disk with one file on it that behaves as disks do: what is written can be read at once, but
// only what was synced is there after the power went. For store/memory_storage.h and whoever
// simulates machines on it.
#pragma once

#include "base/result.h"
#include "store/fault_plan.h"
#include "store/storage.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::store {

/// How a call ended. After Killed the process that called is gone; after PowerOff every process is,
/// until restart().
enum class DiskOutcome { Done, Failed, Full, Killed, PowerOff };

/// Time as the machine sees it: a millisecond a look, and what the plan says.
class SimulatedClock : public Clock {
 public:
  explicit SimulatedClock(FaultPlan& plan) : plan_(plan) {}
  std::int64_t now_utc_ms() override;
  void advance(std::int64_t milliseconds) { now_ += milliseconds; }

 private:
  FaultPlan& plan_;
  std::int64_t now_ = 1'480'000'000'000;
};

class SimulatedDisk {
 public:
  /// @param capacity  bytes that fit; 0: no limit. Plan and clock outlive the disk.
  SimulatedDisk(FaultPlan& plan, SimulatedClock& clock, std::uint64_t capacity = 0)
      : plan_(plan), clock_(clock), capacity_(capacity) {}

  /// Appends bytes; all of them when Done.
  DiskOutcome write(std::string_view bytes);
  /// Adds [begin, end) of the file to `into`.
  DiskOutcome read(std::uint64_t begin, std::uint64_t end, std::string& into);
  /// Makes the file as it reads safe. After a Failed one, the bytes it should have made safe read
  /// well until the power goes, and no later sync makes them safe: Linux does so.
  DiskOutcome sync();
  /// Cuts the file to `size` bytes.
  DiskOutcome truncate(std::uint64_t size);

  [[nodiscard]] std::uint64_t size() const { return seen_.size(); }
  [[nodiscard]] std::uint64_t capacity() const { return capacity_; }
  /// How many syncs failed: a process that had the file open learns of it at its next sync.
  [[nodiscard]] std::uint64_t failed_syncs() const { return failed_syncs_; }
  [[nodiscard]] bool power_is_on() const { return power_is_on_; }

  /// Takes the power away: of the bytes not synced, the first `kept` are found again.
  void cut_power(std::uint64_t kept);
  void restart();
  /// Turns one bit of what is stored.
  void flip_bit(std::uint64_t bit);

 private:
  DiskOutcome partial_write(std::string_view bytes, const PlannedFault& fault);

  FaultPlan& plan_;
  SimulatedClock& clock_;
  std::uint64_t capacity_ = 0;
  bool power_is_on_ = true;
  std::string seen_;  // as any process reads it
  std::string safe_;  // as it is found when the power comes back
  std::uint64_t lost_begin_ = 0;  // [lost_begin_, lost_end_): a failed sync forgot them
  std::uint64_t lost_end_ = 0;
  std::uint64_t failed_syncs_ = 0;
};

}  // namespace recanvass::store
