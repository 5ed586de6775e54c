#include "audit/confidence.h"

#include "audit/risk_function.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

std::unique_ptr<stats::MeanTest> portfolio(const stats::MeanClaim& claim) {
  RiskSettings settings;
  settings.parts = 30;
  return make_risk_function("mixture-uniform", claim, settings).value()->clone();
}

TEST(Confidence, TheBoundIsWhereThePValueIsTheRisk) {
  stats::RandomStream random({4, 4}, 0);
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) values.push_back(random.next_unit() < 0.7 ? 1.0 : 0.0);
  const stats::MeanClaim claim{1.0, 0.5, stats::kEndless};
  const double bound = lower_mean_bound(portfolio, claim, values, 0.05);
  EXPECT_GT(bound, 0.5);
  EXPECT_LT(bound, 0.75);
  for (const double step : {-1e-6, 1e-6}) {
    stats::MeanClaim at = claim;
    at.null_mean = bound + step;
    const auto test = portfolio(at);
    test->observe_all(values);
    EXPECT_EQ(test->p_value() <= 0.05 * (1.0 + 1e-9), step < 0.0);
  }
  EXPECT_NEAR(lower_margin_bound(portfolio, claim, values, 0.05), 2.0 * bound - 1.0, 1e-12);
  const MeanInterval interval = mean_interval(portfolio, claim, values, 0.05);
  EXPECT_LT(interval.least, bound);
  EXPECT_GT(interval.most, 0.7);
}

TEST(Confidence, NothingDrawnRefutesNothing) {
  const MeanInterval interval = mean_interval(portfolio, {1.0, 0.5, 100}, {}, 0.05);
  EXPECT_EQ(interval.least, 0.0);
  EXPECT_EQ(interval.most, 1.0);
}

}  // namespace
}  // namespace recanvass::audit
