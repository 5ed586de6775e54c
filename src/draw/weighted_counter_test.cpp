#include "draw/weighted_counter.h"

#include "draw/counter.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::draw {
namespace {

// Python: int(hashlib.sha256(f"{seed},{k}".encode()).hexdigest(), 16) % 10, and where it falls.
TEST(WeightedCounter, FallsIntoEachThingsShareOfTheWeights) {
  const std::vector<std::uint64_t> weights{1, 2, 3, 0, 4};
  const std::vector<std::size_t> plain{2, 1, 2, 4, 2, 2, 0, 1, 4, 4, 4, 2, 4, 0, 4, 2, 1, 1, 1, 1};
  EXPECT_EQ(draw_by_weight("53417960661093690826", weights, 1, 20), plain);
}

TEST(WeightedCounter, EqualWeightsAreTheDrawsOfTheCounter) {
  const std::vector<std::uint64_t> ones(876, 1);
  const auto cards = draw_by_counter("3546311556112163624615351222", {0, 875}, 1, 200);
  const auto drawn = draw_by_weight("3546311556112163624615351222", ones, 1, 200);
  for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(drawn[i], cards[i]);
}

TEST(WeightedCounter, ALaterRoundGoesOnAndWhatWeighsNothingIsNeverDrawn) {
  const std::vector<std::uint64_t> weights{5, 0, 1};
  const auto all = draw_by_weight("4189", weights, 1, 300);
  const auto later = draw_by_weight("4189", weights, 101, 200);
  EXPECT_TRUE(std::equal(later.begin(), later.end(), all.begin() + 100));
  EXPECT_EQ(std::count(all.begin(), all.end(), 1U), 0);
  EXPECT_NEAR(static_cast<double>(std::count(all.begin(), all.end(), 0U)), 250.0, 30.0);
}

}  // namespace
}  // namespace recanvass::draw
