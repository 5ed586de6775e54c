#include "store/fault_plan.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::store {
namespace {

TEST(FaultPlanTest, AFaultComesAtItsCallAndAtNoOther) {
  FaultPlan plan({{FaultPoint::Write, 2, FaultKind::DiskFull, 7}});
  EXPECT_FALSE(plan.next(FaultPoint::Write));
  EXPECT_FALSE(plan.next(FaultPoint::Sync));
  EXPECT_FALSE(plan.next(FaultPoint::Sync));
  const auto fault = plan.next(FaultPoint::Write);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, FaultKind::DiskFull);
  EXPECT_EQ(fault->detail, 7U);
  EXPECT_FALSE(plan.next(FaultPoint::Write));
}

TEST(FaultPlanTest, AFaultAddedAheadCountsFromHere) {
  FaultPlan plan;
  plan.next(FaultPoint::Sync);
  plan.add_ahead({FaultPoint::Sync, 2, FaultKind::Error, 0});
  EXPECT_FALSE(plan.next(FaultPoint::Sync));
  EXPECT_TRUE(plan.next(FaultPoint::Sync));
}

TEST(FaultPlanTest, ASeedGivesItsFaultsEachTimeAndAllKindsComeUp) {
  std::set<FaultKind> kinds;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    FaultPlan one = FaultPlan::from_seed(seed, 20, 5);
    FaultPlan same = FaultPlan::from_seed(seed, 20, 5);
    for (int call = 0; call < 20; ++call) {
      for (const FaultPoint point :
           {FaultPoint::Write, FaultPoint::Read, FaultPoint::Sync, FaultPoint::Clock}) {
        const auto a = one.next(point);
        const auto b = same.next(point);
        ASSERT_EQ(a.has_value(), b.has_value());
        if (!a) continue;
        EXPECT_EQ(a->kind, b->kind);
        EXPECT_EQ(a->detail, b->detail);
        kinds.insert(a->kind);
      }
    }
  }
  EXPECT_EQ(kinds.size(), 8U);
}

}  // namespace
}  // namespace recanvass::store
