#include "report/bundle_tables.h"

#include "report/bundle_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

DataTable table_of(const BundleFacts& facts, const std::string& name) {
  for (DataTable& table : bundle_tables(facts)) {
    if (table.name == name) return table;
  }
  return {};
}

TEST(BundleTables, AGroupIsARowOfItsOwnAndTotalsContainIt) {
  EXPECT_EQ(csv_of(table_of(closed_facts(), "results")),
            "county,unit,name,state,group,batches,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,W1,,counted,,1,100,60,38,2,0\r\n"
            "dane,W2,,counted,,1,50,254,20,5,1\r\n"
            "dane,W3,,merged,county:dane,1,,,,,\r\n"
            "dane,W4,,merged,county:dane,1,,,,,\r\n"
            "rock,R1,,counted,,1,10,4,6,0,0\r\n"
            "dane,,,group,county:dane,2,12,9,3,0,0\r\n");
  EXPECT_EQ(csv_of(table_of(closed_facts(), "counties")),
            "county,name,units,units_counted,units_original,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,Dane,4,4,0,162,323,61,7,1\r\n"
            "rock,Rock,1,1,0,10,4,6,0,0\r\n"
            "void,Nowhere,0,0,0,0,0,0,0,0\r\n"
            ",all,5,5,0,172,327,67,7,1\r\n");
}

TEST(BundleTables, ChangesAreByUnitAndForAGroupAsAWhole) {
  EXPECT_EQ(csv_of(table_of(closed_facts(), "changes")),
            "county,unit,group,choice,reported,counted,change\r\n"
            "dane,W2,,a,8,254,246\r\n"
            "dane,,county:dane,a,8,9,1\r\n");
}

TEST(BundleTables, AnOpenUnitLeavesAHoleInItsCountyAndInTheWholeNeverAZero) {
  BundleFacts facts = closed_facts();
  facts.units[0].state = UnitState::Open;
  facts.units[0].counted.reset();
  facts.units[0].returns_given = false;
  EXPECT_EQ(csv_of(table_of(facts, "counties")),
            "county,name,units,units_counted,units_original,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,Dane,4,3,0,,,,,\r\n"
            "rock,Rock,1,1,0,10,4,6,0,0\r\n"
            "void,Nowhere,0,0,0,0,0,0,0,0\r\n"
            ",all,5,4,0,,,,,\r\n");
}

}  // namespace
}  // namespace recanvass::report
