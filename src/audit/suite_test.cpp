#include "audit/suite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

// P13: Kalamazoo 2018.
TEST(Suite, P13KalamazooAsPublished) {
  SuiteAudit audit;
  audit.comparison = {3765, 1349, 5294};
  audit.polling = {16934, 4220, 22372};
  audit.sampled = 8;
  audit.sample = {23, 8, 1};
  const SuiteRisk risk = suite_risk(audit);
  EXPECT_NEAR(risk.p, 0.03741402419, 1e-9);
  EXPECT_NEAR(risk.share, 0.06132239, 1e-4);
  EXPECT_NEAR(risk.share_least, -0.19021810971579642, 1e-12);
  EXPECT_NEAR(risk.share_most, 0.5095836087243887, 1e-12);
}

// The plain second form: every whole tally of the null.
TEST(Suite, TheFreeTallyIsTheLikeliestOne) {
  const StratumVotes reported{55, 38, 100};
  const PollingSample sample{9, 5, 2};
  const PollingRatio ratio = polling_ratio(reported, sample, 0.0);
  const auto falling = [](double x, int terms) {
    double product = 1.0;
    for (int i = 0; i < terms; ++i) product *= x - i;
    return product;
  };
  const double as_reported = falling(55, 9) * falling(38, 5) * falling(7, 2);
  double best = 0.0;
  for (int w = 9; w <= 49; ++w) {
    best = std::max(best, falling(w, 9) * falling(w, 5) * falling(100 - 2 * w, 2));
  }
  EXPECT_GE(best, 0.0);
  EXPECT_LE(std::exp(ratio.log_ratio), as_reported / best * (1.0 + 1e-12));
  EXPECT_NEAR(std::exp(ratio.log_ratio) * best / as_reported, 1.0, 1e-2);
}

TEST(Suite, AnImpossibleNullGivesZeroAndAnImpossibleReportOne) {
  EXPECT_EQ(polling_ratio({60, 30, 100}, {50, 0, 45}, 0.0).p, 0.0);
  EXPECT_EQ(polling_ratio({60, 4, 100}, {10, 5, 0}, 0.0).p, 1.0);
}

// Trap 16: p need not be single-topped; the maximum is never below any point of a fine grid.
TEST(Suite, Trap16NoPointIsAboveTheMaximum) {
  SuiteAudit audit;
  audit.comparison = {5500, 4200, 10000};
  audit.polling = {2100, 1800, 4000};
  audit.sampled = 120;
  audit.sample = {130, 95, 5};
  const SuiteRisk risk = suite_risk(audit);
  EXPECT_NEAR(risk.p / 0.0007886710852478274, 1.0, 1e-3);
  EXPECT_GE(risk.p, 0.0007886710852478274);
}

}  // namespace
}  // namespace recanvass::audit
