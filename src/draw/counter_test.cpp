#include "draw/counter.h"

#include <gtest/gtest.h>

namespace recanvass::draw {
namespace {

// The unit test of Colorado's audit software; methods that describe it print the same numbers.
TEST(Counter, GivesColoradosPublishedDraws) {
  const std::vector<std::uint64_t> published{740, 180, 264, 789, 238, 448,
                                             272, 611, 761, 208, 596, 88};
  EXPECT_EQ(draw_by_counter("3546311556112163624615351222", {1, 876}, 1, 12), published);
}

TEST(Counter, ALaterRoundContinuesAndARangeMayBeginAnywhere) {
  const auto all = draw_by_counter("4189", {1, 120000}, 1, 10);
  const auto later = draw_by_counter("4189", {1, 120000}, 5, 6);
  EXPECT_TRUE(std::equal(later.begin(), later.end(), all.begin() + 4));
  const auto moved = draw_by_counter("4189", {1001, 121000}, 1, 10);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(moved[i], all[i] + 1000);
  EXPECT_EQ(draw_by_counter("4189", {7, 7}, 1, 3), (std::vector<std::uint64_t>{7, 7, 7}));
}

}  // namespace
}  // namespace recanvass::draw
