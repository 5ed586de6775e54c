// The election that the simulator counts: one county, four reporting units, five batches, and what
// people may try to do to it. Figures are invented.
// Next: tests/simulate/simulation.h.
#pragma once

#include "workflow/command.h"
#include "workflow/operation.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace recanvass::simulate {

/// Numbers of one seed: the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  /// 0 to n - 1. @pre n > 0
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// How many entries it takes until counting may begin.
inline constexpr std::uint64_t kSetupEntries = 13;

/// The next command of the set-up; no value when counting may begin. The same state gives the same
/// command with the same key, so that a process may send what another sent already.
[[nodiscard]] std::optional<workflow::Command> setup_command(const workflow::Operation& operation);

/// Something that one of its people tries, sensible or not. `number` makes its key unique.
[[nodiscard]] workflow::Command drawn_command(const workflow::Operation& operation, Random& random,
                                              std::uint64_t number);

}  // namespace recanvass::simulate
