#include "report/words.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Words, FractionsAreRoundedExactlyHalvesAwayFromZero) {
  EXPECT_EQ(decimal(base::Rational(1, 4), 1), "0.3");
  EXPECT_EQ(decimal(base::Rational(-1, 4), 1), "-0.3");
  EXPECT_EQ(decimal(base::Rational(24, 100), 1), "0.2");
  EXPECT_EQ(decimal(base::Rational(123456, 10), 0), "12,346");
  EXPECT_EQ(decimal(base::Rational(-1, 1000), 2), "0.00");
}

TEST(Words, DaysAndListsReadAsSentencesDo) {
  const base::Date day = base::Date::of(2016, 11, 25);
  EXPECT_EQ(day_words(day), "25 November 2016");
  EXPECT_EQ(moment_words(day, base::TimeOfDay(17 * 60)), "25 November 2016, 17:00");
  EXPECT_EQ(moment_words(day, base::TimeOfDay(24 * 60)), "25 November 2016");
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(counted(1, "vote"), "1 vote");
  EXPECT_EQ(counted(22617, "vote"), "22,617 votes");
}

}  // namespace
}  // namespace recanvass::report
