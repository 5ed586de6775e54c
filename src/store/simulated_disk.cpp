#include "store/simulated_disk.h"

#include <algorithm>

namespace recanvass::store {
namespace {

void turn_bit(std::string& bytes, std::uint64_t bit) {
  if (bytes.empty()) return;
  char& byte = bytes[(bit / 8) % bytes.size()];
  byte = static_cast<char>(byte ^ (1 << (bit % 8)));
}

}  // namespace

std::int64_t SimulatedClock::now_utc_ms() {
  now_ += 1;
  if (const auto fault = plan_.next(FaultPoint::Clock)) {
    const auto step = static_cast<std::int64_t>(fault->detail);
    if (fault->kind == FaultKind::Slow) now_ += step;
    if (fault->kind == FaultKind::ClockBack) now_ -= step;
  }
  return now_;
}

DiskOutcome SimulatedDisk::write(std::string_view bytes) {
  if (!power_is_on_) return DiskOutcome::PowerOff;
  if (capacity_ > 0 && seen_.size() + bytes.size() > capacity_) {
    return partial_write(bytes, {FaultPoint::Write, 0, FaultKind::DiskFull,
                                 capacity_ - std::min<std::uint64_t>(capacity_, seen_.size())});
  }
  const auto fault = plan_.next(FaultPoint::Write);
  if (fault) return partial_write(bytes, *fault);
  seen_ += bytes;
  return DiskOutcome::Done;
}

DiskOutcome SimulatedDisk::partial_write(std::string_view bytes, const PlannedFault& fault) {
  const std::uint64_t arrived = fault.detail % (bytes.size() + 1);
  switch (fault.kind) {
    case FaultKind::Error: return DiskOutcome::Failed;
    case FaultKind::TornWrite: seen_ += bytes.substr(0, arrived); return DiskOutcome::Failed;
    case FaultKind::DiskFull: seen_ += bytes.substr(0, arrived); return DiskOutcome::Full;
    case FaultKind::Kill: seen_ += bytes.substr(0, arrived); return DiskOutcome::Killed;
    case FaultKind::Crash:
      seen_ += bytes;
      cut_power(fault.detail);
      return DiskOutcome::PowerOff;
    case FaultKind::BitFlip: {
      std::string changed(bytes);
      turn_bit(changed, fault.detail);
      seen_ += changed;
      return DiskOutcome::Done;
    }
    case FaultKind::Slow:
    case FaultKind::ClockBack: clock_.advance(static_cast<std::int64_t>(fault.detail)); break;
  }
  seen_ += bytes;
  return DiskOutcome::Done;
}

DiskOutcome SimulatedDisk::read(std::uint64_t begin, std::uint64_t end, std::string& into) {
  if (!power_is_on_) return DiskOutcome::PowerOff;
  std::string bytes = seen_.substr(begin, end - begin);
  if (const auto fault = plan_.next(FaultPoint::Read)) {
    if (fault->kind == FaultKind::Error) return DiskOutcome::Failed;
    if (fault->kind == FaultKind::Kill) return DiskOutcome::Killed;
    if (fault->kind == FaultKind::BitFlip) turn_bit(bytes, fault->detail);
    if (fault->kind == FaultKind::Slow) clock_.advance(static_cast<std::int64_t>(fault->detail));
    if (fault->kind == FaultKind::Crash) {
      cut_power(fault->detail);
      return DiskOutcome::PowerOff;
    }
  }
  into += bytes;
  return DiskOutcome::Done;
}

DiskOutcome SimulatedDisk::sync() {
  if (!power_is_on_) return DiskOutcome::PowerOff;
  if (const auto fault = plan_.next(FaultPoint::Sync)) {
    if (fault->kind == FaultKind::Error) {
      ++failed_syncs_;
      if (lost_begin_ == lost_end_) lost_begin_ = std::min(safe_.size(), seen_.size());
      lost_end_ = seen_.size();
      return DiskOutcome::Failed;
    }
    if (fault->kind == FaultKind::Kill) return DiskOutcome::Killed;
    if (fault->kind == FaultKind::Slow) clock_.advance(static_cast<std::int64_t>(fault->detail));
    if (fault->kind == FaultKind::Crash) {
      cut_power(fault->detail);
      return DiskOutcome::PowerOff;
    }
  }
  safe_ = seen_;
  // What a failed sync forgot was never written: the disk holds zeroes there.
  for (std::uint64_t at = lost_begin_; at < std::min<std::uint64_t>(lost_end_, safe_.size());
       ++at) {
    safe_[at] = '\0';
  }
  return DiskOutcome::Done;
}

DiskOutcome SimulatedDisk::truncate(std::uint64_t size) {
  if (!power_is_on_) return DiskOutcome::PowerOff;
  seen_.resize(std::min<std::uint64_t>(size, seen_.size()));
  lost_end_ = std::min<std::uint64_t>(lost_end_, seen_.size());
  lost_begin_ = std::min(lost_begin_, lost_end_);
  return DiskOutcome::Done;
}

void SimulatedDisk::cut_power(std::uint64_t kept) {
  power_is_on_ = false;
  if (seen_.size() > safe_.size() && lost_begin_ == lost_end_) {
    const std::uint64_t unsafe = seen_.size() - safe_.size();
    safe_ += seen_.substr(safe_.size(), kept % (unsafe + 1));
  }
}

void SimulatedDisk::restart() {
  seen_ = safe_;
  lost_begin_ = lost_end_ = 0;
  power_is_on_ = true;
}

void SimulatedDisk::flip_bit(std::uint64_t bit) {
  turn_bit(seen_, bit);
  turn_bit(safe_, bit);
}

}  // namespace recanvass::store
