#include "law/words.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

TEST(LawWords, OrdinalsClocksAndLists) {
  EXPECT_EQ(ordinal(3), "third");
  EXPECT_EQ(ordinal(11), "11th");
  EXPECT_EQ(ordinal(22), "22nd");
  EXPECT_EQ(ordinal(31), "31st");
  EXPECT_EQ(clock_words(base::TimeOfDay{1020}), "5 pm");
  EXPECT_EQ(clock_words(base::TimeOfDay{720}), "noon");
  EXPECT_EQ(clock_words(base::TimeOfDay{510}), "8:30 am");
  EXPECT_EQ(clock_words(base::TimeOfDay{1440}), "end of day");
  EXPECT_EQ(listed({"a", "b", "c"}, "or"), "a, b or c");
}

TEST(LawWords, AShareIsRoundedDownSoThatItNeverReachesALimitItDoesNotReach) {
  EXPECT_EQ(share_text(22617, base::Rational{2975313}), "0.7601%");
  EXPECT_EQ(share_text(2499999, base::Rational{1000000000}), "0.2499%");
  EXPECT_EQ(share_text(1, base::Rational{200, 3}), "1.5000%");
}

TEST(LawWords, UnknownGivesWayOnlyToWhatDecides) {
  EXPECT_EQ(both(Verdict::Unknown, Verdict::No), Verdict::No);
  EXPECT_EQ(both(Verdict::Unknown, Verdict::Yes), Verdict::Unknown);
  EXPECT_EQ(either(Verdict::Unknown, Verdict::Yes), Verdict::Yes);
  EXPECT_EQ(either(Verdict::Unknown, Verdict::No), Verdict::Unknown);
}

}  // namespace
}  // namespace recanvass::law
