// One simulated recount: several processes take commands for one ledger on one disk, while writes,
// reads, syncs and clocks fail as the seed says, processes die and the power goes. Then the
// promises (tests/simulate/promises.h) are asked for. The same seed gives the same history, byte
// by byte.
// Used by tests/simulate/main.cpp (many seeds) and simulation_test.cpp.
#pragma once

#include <cstdint>
#include <string>

namespace recanvass::simulate {

/// A machine that is worse than any promise allows, to see that the promises notice.
enum class Sabotage {
  None,
  DiskForgetsSyncedBytes,  ///< what was reported as safe is gone when the power comes back
};

/// How one seed ended.
struct Ending {
  std::string breach;  ///< what did not hold; empty: everything held
  std::string root;  ///< of the ledger at the end, in hex
  std::uint64_t entries = 0;
  std::uint64_t acknowledged = 0;
  std::uint64_t restarts = 0;  ///< of a process, after it was killed or could not go on
  std::uint64_t power_cuts = 0;
};

[[nodiscard]] Ending simulate(std::uint64_t seed, Sabotage sabotage = Sabotage::None);

}  // namespace recanvass::simulate
