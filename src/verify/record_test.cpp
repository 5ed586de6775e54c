#include "verify/record.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

TEST(Record, FiguresStandWhenTwoPeopleAgreeOrAThirdSettles) {
  const Figures a{10, {{"a", 4}, {"b", 6}}, 0, 0};
  const Figures b{10, {{"a", 5}, {"b", 5}}, 0, 0};
  Batch batch;
  EXPECT_EQ(batch.standing(), nullptr);
  batch.readings.push_back({"one", "R", a});
  EXPECT_EQ(batch.standing(), nullptr);
  batch.readings.push_back({"two", "R", b});
  EXPECT_EQ(batch.standing(), nullptr) << "they differ";
  batch.readings[1].figures = a;
  EXPECT_EQ(*batch.standing(), a);
  batch.settled = b;
  EXPECT_EQ(*batch.standing(), b);
  batch.withheld = 1;
  EXPECT_EQ(batch.standing(), nullptr);
  batch.withheld = 0;
  batch.is_void = true;
  EXPECT_EQ(batch.standing(), nullptr);
}

TEST(Record, AUnitIsOfTheCountyOfItsReturnsElseOfItsFirstBatch) {
  Record record;
  record.batches["B1"].county = "dane";
  record.units["W1"].batches = {"B1"};
  EXPECT_EQ(record.county_of("W1"), "dane");
  record.units["W1"].returns_given = true;
  record.units["W1"].returns_county = "rock";
  EXPECT_EQ(record.county_of("W1"), "rock");
  EXPECT_EQ(record.county_of("none"), "");
}

}  // namespace
}  // namespace recanvass::verify
