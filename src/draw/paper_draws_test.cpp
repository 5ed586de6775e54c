#include "draw/paper_draws.h"

#include <gtest/gtest.h>

namespace recanvass::draw {
namespace {

// Trap 26.
TEST(PaperDraws, CutsNeverServeAComparison) {
  const auto record = CutRecord::make(6, 0.001, DrawnFor::Comparison);
  ASSERT_FALSE(record.ok());
  EXPECT_EQ(record.problems()[0].cause, "cut.comparison");
  EXPECT_TRUE(CutRecord::make(6, 0.001, DrawnFor::Polling).ok());
}

TEST(PaperDraws, AllThatIsWrongWithARecordIsSaidAtOnce) {
  EXPECT_EQ(CutRecord::make(0, 1.0, DrawnFor::Comparison).problems().size(), 3u);
  EXPECT_EQ(CutRecord::make(1, -0.1, DrawnFor::Polling).problems()[0].cause, "cut.distance");
  EXPECT_EQ(BernoulliRecord::make(0.0, 10, 11).problems().size(), 2u);
  EXPECT_EQ(BernoulliRecord::make(1.0, 10, -1).problems()[0].cause, "bernoulli.taken");
}

TEST(PaperDraws, CutsAddTheDistanceOfEachDrawToTheRisk) {
  const auto record = CutRecord::make(6, 0.001, DrawnFor::Polling);
  EXPECT_EQ(record->cuts(), 6);
  EXPECT_DOUBLE_EQ(record->risk_added(0), 0.0);
  EXPECT_NEAR(record->risk_added(1), 0.001, 1e-15);
  EXPECT_NEAR(record->risk_added(2), 0.001999, 1e-12);
  EXPECT_LE(record->risk_added(100), 0.1);
}

TEST(PaperDraws, AThrowForEachCardKeepsHowManyWereTaken) {
  const auto record = BernoulliRecord::make(0.01, 1000, 12);
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->taken(), 12);
  EXPECT_EQ(record->cards(), 1000);
  EXPECT_DOUBLE_EQ(record->chance(), 0.01);
}

}  // namespace
}  // namespace recanvass::draw
