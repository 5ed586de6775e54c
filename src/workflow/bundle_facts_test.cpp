#include "workflow/bundle_facts.h"

#include "workflow/publishing_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::StoryUnit;
using fixture::TestLedger;

TEST(BundleFacts, AUnitIsOpenCountedHeldOrMergedAndHasFiguresOnlyWhenCounted) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {
      {"dane", "W1", {9}}, {"dane", "W2", {30}}, {"dane", "W3", {80}}, {"rock", "R1", {40}}};
  ledger.commit(units);
  ledger.count_unit(units[0]);
  ledger.count_unit(units[2]);
  const auto states = [&] {
    const auto plan = plan_privacy(ledger.operation(), 10);
    std::string words;
    for (const report::BundleUnit& unit :
         bundle_facts(ledger.operation(), *plan, {"R1"}, {"R1"}).units) {
      words += unit.id + " " + report::words_of(unit.state) + (unit.counted ? " figures" : "") +
               (unit.returns_given ? "" : " unreported") + "; ";
    }
    return words;
  };
  EXPECT_EQ(states(), "W1 held; W2 open; W3 counted figures; R1 open unreported; ");
  ledger.count_unit(units[1]);
  EXPECT_EQ(states(), "W1 merged; W2 merged; W3 counted figures; R1 open unreported; ");
}

}  // namespace
}  // namespace recanvass::workflow
