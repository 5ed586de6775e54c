#include "audit/plan_batches.h"

#include "audit/macro.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

TEST(PlanBatches, EvenBatchesAddUpAndDifferByLittle) {
  const PairVotes votes{10007, 5200, 4300};
  const auto batches = even_batches(votes, 500);
  EXPECT_EQ(batches.size(), 21u);
  EXPECT_EQ(sum_of(batches), votes);
  for (const PairVotes& batch : batches) {
    EXPECT_NEAR(static_cast<double>(batch.cards), 10007.0 / 21.0, 3.0);
    EXPECT_GE(batch.other(), 0);
  }
}

// Without errors the number of draws is the formula's: ln α / ln(1 - 1/U), U = 1 + cards/lead.
TEST(PlanBatches, WithoutErrorsDrawsAreTheFormulas) {
  const auto batches = even_batches({100000, 55000, 45000}, 100);
  base::SerialExecutor executor;
  const BatchSizes sizes = simulate_batches(batches, {}, 0.05, 200, {1, 1}, executor);
  EXPECT_EQ(*std::min_element(sizes.draws.begin(), sizes.draws.end()), 32);  // 31.45 at U = 11
  EXPECT_EQ(*std::max_element(sizes.draws.begin(), sizes.draws.end()), 32);
  // Arlo adds one draw to the same number.
  EXPECT_EQ(arlo_macro_batches(11.0, 0.05, 1000), 33);
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_LE(sizes.batches[i], sizes.draws[i]);
    EXPECT_EQ(sizes.cards[i], sizes.batches[i] * 100);
  }
}

TEST(PlanBatches, MisreadCardsAskForMoreBatchesAndAnotherThreadForTheSame) {
  const auto batches = even_batches({100000, 52000, 48000}, 500);
  base::SerialExecutor executor;
  const auto none = simulate_batches(batches, {}, 0.05, 100, {1, 1}, executor);
  const auto some = simulate_batches(batches, {0.004, 0.0, 0.0, 0.0}, 0.05, 100, {1, 1}, executor);
  EXPECT_GT(mean_size(some.draws).mean, mean_size(none.draws).mean);
}

TEST(PlanBatches, ACloseLeadCountsEverything) {
  const auto batches = even_batches({10000, 5001, 4999}, 500);
  base::SerialExecutor executor;
  const auto sizes = simulate_batches(batches, {}, 0.05, 3, {1, 1}, executor);
  EXPECT_EQ(sizes.cards[0], 10000);
  EXPECT_EQ(sizes.batches[0], 20);
}

}  // namespace
}  // namespace recanvass::audit
