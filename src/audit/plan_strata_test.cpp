#include "audit/plan_strata.h"

#include <gtest/gtest.h>

#include <vector>

namespace recanvass::audit {
namespace {

TEST(PlanStrata, StrataCostCardsAndErrorsMore) {
  const std::vector<PairVotes> strata{{4000, 2300, 1500}, {6000, 3200, 2500}};
  base::SerialExecutor executor;
  const auto right = simulate_strata(strata, {}, 0.05, 2500, 3, {1, 1}, executor);
  EXPECT_EQ(right[0], right[2]);
  // A single draw without strata needs about ln 20 / ln(2 / (2 - v)) = 39 cards at v = 15 %.
  EXPECT_GT(right[0], 39);
  EXPECT_LT(right[0], 200);
  const auto erring =
      simulate_strata(strata, {0.01, 0.01, 0.0, 0.0}, 0.05, 2500, 8, {1, 1}, executor);
  EXPECT_GT(mean_size(erring).mean, static_cast<double>(right[0]));
  EXPECT_EQ(erring,
            simulate_strata(strata, {0.01, 0.01, 0.0, 0.0}, 0.05, 2500, 8, {1, 1}, executor));
}

TEST(PlanStrata, ALeadThatErrorsUseUpIsCountedWhole) {
  const std::vector<PairVotes> strata{{400, 201, 199}, {600, 301, 299}};
  base::SerialExecutor executor;
  EXPECT_EQ(simulate_strata(strata, {0.0, 0.1, 0.0, 0.0}, 0.05, 250, 2, {1, 1}, executor),
            (std::vector<std::int64_t>{1000, 1000}));
}

}  // namespace
}  // namespace recanvass::audit
