#include "workflow/plan.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(Plan, ACountysOwnMomentStandsBeforeEverybodysAndTheLatestHolds) {
  const auto entry = [](int day) {
    return CalendarEntry{0, {base::Date::of(2016, 12, day), std::nullopt}, "", ""};
  };
  Plan plan;
  EXPECT_EQ(plan.on_calendar("meeting", "x"), nullptr);
  plan.calendar[{"meeting", ""}] = {entry(1), entry(2)};
  EXPECT_EQ(plan.on_calendar("meeting", "x")->moment.day.day(), 2);
  plan.calendar[{"meeting", "x"}] = {entry(3)};
  EXPECT_EQ(plan.on_calendar("meeting", "x")->moment.day.day(), 3);
  EXPECT_EQ(plan.on_calendar("meeting", "")->moment.day.day(), 2);
  EXPECT_EQ(plan.on_calendar("hearing", "x"), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
