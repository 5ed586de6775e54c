#include "screen/unit_table.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::screen {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

UnitTable three_towns() {
  UnitTable table;
  table.units = {"Adams", "Big Flats", "Colburn"};
  table.groups = {"ADAMS", "BROWN", "ADAMS"};
  table.measures = {{"change", "change", {0.1, kUnknown, 0.3}}, {"votes", "votes", {10, 20, 0}}};
  table.labels = {{"tabulator", {"Eagle", "", "M100"}}};
  return table;
}

TEST(UnitTable, OnlyUnitsThatHaveEveryMeasureAreTaken) {
  using Units = std::vector<std::size_t>;
  EXPECT_EQ(complete_units(three_towns(), {"change"}), (Units{0, 2}));
  EXPECT_EQ(complete_units(three_towns(), {"change"}, "votes"), (Units{0}));
  EXPECT_EQ(complete_units(three_towns(), {}), (Units{0, 1, 2}));
  EXPECT_EQ(values_of(three_towns(), "votes", {2, 0}), (std::vector<double>{0, 10}));
}

TEST(UnitTable, GroupsAreNumberedAsTheyCome) {
  EXPECT_EQ(numbered_groups({"b", "a", "b", "c"}), (std::vector<std::size_t>{0, 1, 0, 2}));
}

TEST(UnitTable, WhatATableHasNotIsNull) {
  EXPECT_EQ(three_towns().measure("share"), nullptr);
  EXPECT_EQ(three_towns().label("model"), nullptr);
  EXPECT_EQ(three_towns().label("tabulator")->values[2], "M100");
}

}  // namespace
}  // namespace recanvass::screen
