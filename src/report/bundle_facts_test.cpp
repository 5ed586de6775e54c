#include "report/bundle_facts.h"

#include "report/bundle_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(BundleFacts, AGroupOfSeveralCountiesIsInTheWholeOnly) {
  BundleFacts facts = closed_facts();
  for (BundleUnit& unit : facts.units) {
    if (unit.state == UnitState::Merged) unit.group = "all";
  }
  facts.groups[0].id = "all";
  facts.groups[0].county.clear();
  EXPECT_FALSE(totals_of(facts, "dane").counted);
  EXPECT_EQ(totals_of(facts, "").counted->votes[0], 327);
  EXPECT_TRUE(totals_of(facts, "rock").counted);
}

TEST(BundleFacts, AnOpenOrHeldUnitLeavesNoTotalAndIsNotCounted) {
  for (const UnitState state : {UnitState::Open, UnitState::Held}) {
    BundleFacts facts = closed_facts();
    facts.units[0].state = state;
    facts.units[0].counted.reset();
    EXPECT_FALSE(totals_of(facts, "dane").counted) << words_of(state);
    EXPECT_EQ(totals_of(facts, "dane").units_counted, 3);
    EXPECT_FALSE(totals_of(facts, "").counted);
  }
}

}  // namespace
}  // namespace recanvass::report
