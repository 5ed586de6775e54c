#include "store/fault_plan.h"

#include <algorithm>

namespace recanvass::store {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
std::uint64_t next_number(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
  return mixed ^ (mixed >> 31);
}

constexpr std::array kAtWrite = {FaultKind::Error, FaultKind::TornWrite, FaultKind::DiskFull,
                                 FaultKind::Kill,  FaultKind::Crash,     FaultKind::Slow};
constexpr std::array kAtRead = {FaultKind::Error, FaultKind::Kill, FaultKind::Crash,
                                FaultKind::BitFlip, FaultKind::Slow};
constexpr std::array kAtSync = {FaultKind::Error, FaultKind::Kill, FaultKind::Crash,
                                FaultKind::Slow};
constexpr std::array kAtClock = {FaultKind::Slow, FaultKind::ClockBack};

template <class Kinds>
FaultKind one_of(const Kinds& kinds, std::uint64_t number) {
  return kinds[number % kinds.size()];
}

FaultKind kind_at(FaultPoint point, std::uint64_t number) {
  switch (point) {
    case FaultPoint::Write: return one_of(kAtWrite, number);
    case FaultPoint::Read: return one_of(kAtRead, number);
    case FaultPoint::Sync: return one_of(kAtSync, number);
    case FaultPoint::Clock: return one_of(kAtClock, number);
  }
  return FaultKind::Error;
}

}  // namespace

FaultPlan FaultPlan::from_seed(std::uint64_t seed, std::uint64_t calls, std::uint64_t faults) {
  std::uint64_t state = seed;
  std::vector<PlannedFault> planned;
  for (std::uint64_t i = 0; i < faults; ++i) {
    PlannedFault fault;
    fault.point = static_cast<FaultPoint>(next_number(state) % 4);
    fault.nth = 1 + next_number(state) % calls;
    fault.kind = kind_at(fault.point, next_number(state));
    fault.detail = next_number(state) % 20'000'000;
    planned.push_back(fault);
  }
  return FaultPlan(std::move(planned));
}

std::optional<PlannedFault> FaultPlan::next(FaultPoint point) {
  const std::uint64_t call = ++calls_[static_cast<std::size_t>(point)];
  const auto found = std::find_if(faults_.begin(), faults_.end(), [&](const PlannedFault& fault) {
    return fault.point == point && fault.nth == call;
  });
  if (found == faults_.end()) return std::nullopt;
  return *found;
}

void FaultPlan::add_ahead(PlannedFault fault) {
  fault.nth += calls_[static_cast<std::size_t>(fault.point)];
  faults_.push_back(fault);
}

}  // namespace recanvass::store
