#include "law/calendar.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

using base::Date;
using base::Weekday;

HolidayRule holiday_of(const char* id, decltype(HolidayRule::day) day) {
  HolidayRule rule;
  rule.id = id;
  rule.name = id;
  rule.day = day;
  return rule;
}

BusinessCalendars november() {
  return BusinessCalendars(
      {{"us",
        {holiday_of("Veterans Day", FixedDay{11, 11}),
         holiday_of("Thanksgiving", WeekdayOfMonth{11, Weekday::Thursday, 4, 0}),
         holiday_of("New Year", FixedDay{1, 1})}},
       {"us-xx",
        {holiday_of("Thanksgiving", WeekdayOfMonth{11, Weekday::Thursday, 4, 0}),
         holiday_of("Day after", WeekdayOfMonth{11, Weekday::Thursday, 4, 1})}}});
}

TEST(BusinessCalendar, ThreeBusinessDaysAfterMonday21NovemberSkipThanksgiving) {
  EXPECT_EQ(november().plus_business_days("us-wi", Date::of(2016, 11, 21), 3),
            Date::of(2016, 11, 25));
  EXPECT_EQ(november().plus_business_days("us-xx", Date::of(2016, 11, 21), 3),
            Date::of(2016, 11, 28))
      << "where the day after Thanksgiving is closed too";
}

TEST(BusinessCalendar, VeteransDayAndTheWeekendAreNotCounted) {
  EXPECT_EQ(november().plus_business_days("us-wi", Date::of(2016, 11, 10), 1),
            Date::of(2016, 11, 14));
  EXPECT_FALSE(november().is_business_day("us-wi", Date::of(2016, 11, 11)));
  EXPECT_FALSE(november().is_business_day("us-wi", Date::of(2016, 11, 12)));
  EXPECT_TRUE(november().is_business_day("us-xx", Date::of(2016, 11, 11)));
}

TEST(BusinessCalendar, ZeroBusinessDaysGoToTheNextOpenDayOrStay) {
  EXPECT_EQ(november().plus_business_days("us", Date::of(2016, 11, 11), 0), Date::of(2016, 11, 14));
  EXPECT_EQ(november().plus_business_days("us", Date::of(2016, 11, 14), 0), Date::of(2016, 11, 14));
}

TEST(BusinessCalendar, NewYearOnASaturdayIsObservedInTheYearBefore) {
  EXPECT_FALSE(november().is_business_day("us", Date::of(2021, 12, 31)));
  EXPECT_TRUE(november().is_business_day("us", Date::of(2020, 12, 31)));
}

TEST(BusinessCalendar, SkippedHolidaysAreNamedAndWeekendsAreNot) {
  const auto skipped = november().skipped("us", Date::of(2016, 11, 21), Date::of(2016, 11, 28));
  ASSERT_EQ(skipped.size(), 1U);
  EXPECT_EQ(skipped[0].day, Date::of(2016, 11, 24));
  EXPECT_EQ(skipped[0].name, "Thanksgiving");
}

TEST(BusinessCalendar, WithoutAListOfItsOwnAJurisdictionTakesTheFederalOne) {
  EXPECT_FALSE(november().knows("us-wi"));
  EXPECT_TRUE(november().knows("us-xx"));
  EXPECT_TRUE(november().holiday("us-wi", Date::of(2016, 11, 11)).has_value());
  EXPECT_TRUE(BusinessCalendars().is_business_day("us", Date::of(2016, 11, 24)));
}

TEST(BusinessCalendar, YearsAndCyclesLimitARule) {
  HolidayRule rule = holiday_of("Inauguration", FixedDay{1, 20});
  rule.every_years = 4;
  rule.year_of_cycle = 1;
  rule.first_year = 1937;
  EXPECT_EQ(rule.observed(2017), Date::of(2017, 1, 20));
  EXPECT_EQ(rule.observed(2018), std::nullopt);
  EXPECT_EQ(rule.observed(1933), std::nullopt);
  EXPECT_EQ(holiday_of("Good Friday", FromEaster{-2}).observed(2016), Date::of(2016, 3, 25));
}

}  // namespace
}  // namespace recanvass::law
