#include "store/system_clock.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(SystemClockTest, CountsMillisecondsSince1970) {
  SystemClock clock;
  EXPECT_GT(clock.now_utc_ms(), 1'700'000'000'000);  // 14 November 2023
}

}  // namespace
}  // namespace recanvass::store
