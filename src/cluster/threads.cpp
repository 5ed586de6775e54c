#include "cluster/threads.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace recanvass::cluster {

void ThreadExecutor::run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) {
  tbb::task_arena arena(threads_ > 0 ? threads_ : tbb::task_arena::automatic);
  arena.execute(
      [&] { tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t index) { block(index); }); });
}

}  // namespace recanvass::cluster
