#include "base/quantity.h"

#include "base/check.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::base {
namespace {

using Apples = Count<struct AppleTag>;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST(CountTest, AddsAndComparesWithinItsKind) {
  EXPECT_EQ(Apples(2) + Apples(3), Apples(5));
  EXPECT_EQ(Apples(2) - Apples(3), Apples(-1));
  EXPECT_EQ(Apples(2) * 3, Apples(6));
  EXPECT_EQ(-Apples(2), Apples(-2));
  EXPECT_LT(Apples(2), Apples(3));
}

TEST(CountTest, OverflowIsABrokenInvariantAtTheBorder) {
  EXPECT_EQ(Apples(kMax - 1) + Apples(1), Apples(kMax));
  EXPECT_THROW(Apples(kMax) + Apples(1), BrokenProgram);
  EXPECT_THROW(Apples(-kMax) - Apples(2), BrokenProgram);
  EXPECT_THROW(Apples(kMax / 2 + 1) * 2, BrokenProgram);
}

}  // namespace
}  // namespace recanvass::base
