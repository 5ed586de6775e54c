#include "stats/mean_claim.h"

#include <gtest/gtest.h>

#include <vector>

namespace recanvass::stats {
namespace {

TEST(MeanClaim, TheNullMeanFollowsTheDraws) {
  ClaimTracker finite({1.0, 0.5, 5});
  EXPECT_EQ(finite.before().null_mean, 0.5);
  finite.observe(1.0);
  EXPECT_DOUBLE_EQ(finite.before().null_mean, 1.5 / 4.0);
  EXPECT_EQ(finite.before().null_mean_last, 0.5);
  ClaimTracker endless({1.0, 0.5, kEndless});
  endless.observe(1.0);
  EXPECT_EQ(endless.before().null_mean, 0.5);
}

TEST(MeanClaim, MeanAndVarianceAreThoseOfTheDrawsSeen) {
  ClaimTracker tracker({2.0, 0.5, kEndless});
  for (const double value : {0.0, 1.0, 2.0}) tracker.observe(value);
  EXPECT_EQ(tracker.before().draws, 3);
  EXPECT_DOUBLE_EQ(tracker.before().mean, 1.0);
  EXPECT_DOUBLE_EQ(tracker.before().variance, 2.0 / 3.0);  // divided by their number
  EXPECT_DOUBLE_EQ(tracker.before().sum, 3.0);
}

TEST(MeanClaim, ASumOfManyThirdsIsNoTieLost) {
  // 300,000 values of 1/3 at t = 1/3: equal, not more, whatever their rounding adds up to.
  const double third = 1.0 / 3.0;
  ClaimTracker tracker({1.0, third, 300000});
  for (int i = 0; i < 300000; ++i) tracker.observe(third);
  EXPECT_EQ(tracker.standing(), ClaimStanding::Certain);
}

}  // namespace
}  // namespace recanvass::stats
