#include "store/system_clock.h"

#include <chrono>

namespace recanvass::store {

std::int64_t SystemClock::now_utc_ms() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

}  // namespace recanvass::store
