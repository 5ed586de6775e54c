#include "base/date.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(DateTest, ReadsIsoDatesAndNothingElse) {
  ASSERT_TRUE(Date::parse("2016-11-25").ok());
  EXPECT_EQ(Date::parse("2016-11-25")->text(), "2016-11-25");
  for (const char* text : {"2016-11-31", "2015-02-29", "2016-13-01", "2016-00-10", "2016-11-00",
                           "16-11-25", "2016/11/25", "2016-11-25 ", " 2016-11-25", "2016-1-25",
                           "2016-11-25T10:00", "0000-01-01", "+016-11-25", ""}) {
    EXPECT_FALSE(Date::parse(text).ok()) << text;
  }
  EXPECT_TRUE(Date::parse("2016-02-29").ok());
  EXPECT_FALSE(Date::parse("1900-02-29").ok());
  EXPECT_TRUE(Date::parse("2000-02-29").ok());
}

TEST(DateTest, KnowsWeekdaysAndDifferences) {
  EXPECT_EQ(Date::of(2016, 11, 8).weekday(), Weekday::Tuesday);
  EXPECT_EQ(Date::of(2000, 11, 7).weekday(), Weekday::Tuesday);
  EXPECT_EQ(days_between(Date::of(2016, 11, 8), Date::of(2016, 12, 19)), 41);
  EXPECT_EQ(days_between(Date::of(2016, 12, 19), Date::of(2016, 11, 8)), -41);
  EXPECT_EQ(Date::of(2016, 2, 28).plus_days(2).text(), "2016-03-01");
  EXPECT_EQ(Date::of(1970, 1, 1).serial(), 0);
  EXPECT_EQ(Date::of(2016, 11, 25).long_text(), "Fri 25 Nov 2016");
}

TEST(DateTest, FindsTheNthWeekday) {
  // Thanksgiving: the fourth Thursday of November (5 U.S.C. 6103).
  EXPECT_EQ(nth_weekday_of_month(2016, 11, Weekday::Thursday, 4), Date::of(2016, 11, 24));
  EXPECT_EQ(nth_weekday_of_month(2016, 5, Weekday::Monday, -1), Date::of(2016, 5, 30));
  EXPECT_EQ(nth_weekday_of_month(2016, 12, Weekday::Saturday, -1), Date::of(2016, 12, 31));
  EXPECT_EQ(nth_weekday_after(Date::of(2016, 11, 8), Weekday::Friday, 2), Date::of(2016, 11, 18));
  // Strictly after: from a Tuesday, the first Tuesday is a week on.
  EXPECT_EQ(nth_weekday_after(Date::of(2016, 11, 8), Weekday::Tuesday, 1), Date::of(2016, 11, 15));
  EXPECT_THROW(static_cast<void>(nth_weekday_of_month(2016, 11, Weekday::Monday, 5)),
               BrokenProgram);
}

TEST(DateTest, FindsEaster) {
  EXPECT_EQ(easter_sunday(2000), Date::of(2000, 4, 23));
  EXPECT_EQ(easter_sunday(2016), Date::of(2016, 3, 27));
  EXPECT_EQ(easter_sunday(2024), Date::of(2024, 3, 31));
  EXPECT_EQ(easter_sunday(2038), Date::of(2038, 4, 25));  // the latest possible
  EXPECT_EQ(easter_sunday(1818), Date::of(1818, 3, 22));  // the earliest possible
}

TEST(DateTest, LocalTimesAreReadOrderedAndMovedAcrossMidnight) {
  const auto read = LocalTime::parse("2016-11-25T17:00");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(LocalTime::parse("2016-11-25T17:00:00").value(), *read);
  for (const char* text : {"2016-11-25", "2016-11-25 17:00", "2016-11-25T24:01", "2016-11-25T7:00",
                           "2016-11-25T17:60", "2016-11-25T17:00:01", "2016-11-31T17:00"}) {
    EXPECT_FALSE(LocalTime::parse(text).ok()) << text;
  }
  EXPECT_EQ(read->plus_minutes(48 * 60).text(), "2016-11-27T17:00");
  EXPECT_EQ(read->plus_minutes(7 * 60).text(), "2016-11-26T00:00");
  EXPECT_EQ(read->plus_minutes(-18 * 60).text(), "2016-11-24T23:00");
  EXPECT_LT(*read, read->plus_minutes(1));
  EXPECT_EQ(TimeOfDay::parse("24:00")->minutes(), 1440);
}

}  // namespace
}  // namespace recanvass::base
