// The machine's clock, for the programs; tests and the simulator give their own.
// Times are notes for people: see Clock in store/storage.h.
#pragma once

#include "store/storage.h"

namespace recanvass::store {

class SystemClock : public Clock {
 public:
  std::int64_t now_utc_ms() override;
};

}  // namespace recanvass::store
