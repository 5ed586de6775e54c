// A long run of independent blocks on all threads of all processes: what a block gives depends on
// its index only, so the answer has the same bytes for any number of either. Rank 0 hands out work,
// keeps the checkpoint and says how far it is. Used by `recanvass simulate`; docs/simulate.md.
#pragma once

#include "base/result.h"
#include "cluster/checkpoint.h"
#include "cluster/ranks.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace recanvass::cluster {

/// What is to be run.
struct BlockWork {
  std::size_t blocks = 0;
  std::function<std::vector<std::int64_t>(std::size_t)> run;  ///< pure, called from any thread
  std::string name;  ///< a hash of every setting that the results depend on
};

/// How far a run is.
struct BlockProgress {
  std::size_t done = 0;
  std::size_t blocks = 0;
  std::size_t from_checkpoint = 0;  ///< of `done`
  double seconds = 0.0;  ///< since this process began
  double seconds_left = 0.0;  ///< at the pace so far; below 0: not known yet
};

struct BlockRunOptions {
  int threads = 0;  ///< of each process; 0: as many as mpirun or the machine gives
  std::string checkpoint;  ///< a file; empty: none
  std::function<void(const BlockProgress&)> progress;  ///< about twice a second, on rank 0
};

/// The results of all blocks in their order, on rank 0; other ranks help, and get nothing.
/// Causes: as Checkpoint.
base::Result<std::vector<std::vector<std::int64_t>>> run_blocks_everywhere(
    const BlockWork& work, const BlockRunOptions& options, Ranks& ranks);

}  // namespace recanvass::cluster
