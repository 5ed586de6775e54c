#include "verify/standing.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

// Two units of one county: U1 of batch B1, U2 of B2.
Record two_units() {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  for (const char* n : {"1", "2"}) {
    const std::string unit = std::string("U") + n;
    const std::string batch = std::string("B") + n;
    record.batches[batch].county = "dane";
    record.batches[batch].unit = unit;
    record.units[unit].batches = {batch};
    record.units[unit].returns_given = true;
    record.units[unit].returns_county = "dane";
    record.units[unit].votes = {{"a", 3}, {"b", 4}};
    record.place(unit);
  }
  return record;
}

void count_unit(Record& record, const std::string& n, std::int64_t a, std::int64_t b) {
  const Figures figures{a + b, {{"a", a}, {"b", b}}, 0, 0};
  record.batches["B" + n].readings = {{"one", "", figures, ""}, {"two", "", figures, ""}};
  record.units["U" + n].signed_off = true;
}

TEST(Standing, WhatStandsIsTheSecondCountOnceItIsClosedAndTheFirstBefore) {
  Record record = two_units();
  EXPECT_EQ(fate_of(record, "U1"), Fate::Open);
  EXPECT_EQ(votes_standing(record, "")->at("a"), 6);
  count_unit(record, "1", 5, 2);
  EXPECT_EQ(fate_of(record, "U1"), Fate::Counted);
  EXPECT_EQ(votes_standing(record, "")->at("a"), 8);
  EXPECT_EQ(changes_of(record, "U1"), (std::map<std::string, std::int64_t>{{"a", 2}, {"b", -2}}));
  EXPECT_EQ(changes_of(record, "U2"), std::nullopt);
  EXPECT_EQ(votes_standing(record, "rock")->at("a"), 0);
}

TEST(Standing, ACauseIsOfTheChangeAsItIs) {
  Record record = two_units();
  count_unit(record, "1", 5, 2);
  record.units["U1"].causes = {{1, "PEN", "", "", {{"a", 2}, {"b", -2}}}};
  ASSERT_NE(cause_of(record, "U1"), nullptr);
  count_unit(record, "1", 6, 1);
  EXPECT_EQ(cause_of(record, "U1"), nullptr);
}

TEST(Standing, WithheldUnitsCountTogetherOrNotAtAll) {
  Record record = two_units();
  count_unit(record, "1", 5, 2);
  count_unit(record, "2", 4, 3);
  for (const char* batch : {"B1", "B2"}) {
    record.batches[batch].readings.clear();
    record.batches[batch].withheld = 2;
    record.batches[batch].group = "county:dane";
  }
  EXPECT_EQ(fate_of(record, "U1"), Fate::Held);
  EXPECT_EQ(votes_standing(record, ""), std::nullopt);
  record.groups["county:dane"] = {
      "county:dane", "dane", {"U1", "U2"}, {14, {{"a", 9}, {"b", 5}}, 0, 0}};
  EXPECT_EQ(fate_of(record, "U1"), Fate::Merged);
  EXPECT_EQ(votes_standing(record, "dane")->at("a"), 9);
  record.units["U2"].signed_off = false;
  EXPECT_EQ(votes_standing(record, "dane"), std::nullopt) << "half a group says nothing";
}

TEST(Standing, TheLatestMethodOfTheOwnCountyHolds) {
  Record record = two_units();
  EXPECT_EQ(method_of(record, "U1"), "hand");
  record.methods.push_back({1, "", "machine", "whole", {}});
  EXPECT_EQ(method_of(record, "U1"), "machine");
  record.methods.push_back({2, "dane", "hand", "partial", {"U1"}});
  record.methods.push_back({3, "", "mixed", "whole", {}});
  EXPECT_EQ(method_of(record, "U1"), "hand");
  EXPECT_EQ(extent_of(record, "U1"), Extent::Inside);
  EXPECT_EQ(extent_of(record, "U2"), Extent::Outside);
  EXPECT_EQ(fate_of(record, "U2"), Fate::Stands);
}

TEST(Standing, AStageAfterTheFirstTakesInItsUnits) {
  Record record = two_units();
  record.methods.push_back({1, "", "hand", "staged", {"U1"}});
  EXPECT_EQ(extent_of(record, "U2"), Extent::Later);
  Record more = record;
  more.stages.push_back({2, "", true, {}});
  EXPECT_EQ(extent_of(more, "U2"), Extent::Inside);
  record.stages.push_back({2, "", false, {}});
  EXPECT_EQ(extent_of(record, "U2"), Extent::Outside);
}

}  // namespace
}  // namespace recanvass::verify
