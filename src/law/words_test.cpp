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

TEST(LawWords, AShareShowsOnWhichSideOfTheLimitItIs) {
  struct Row {
    std::int64_t votes, total;
    base::Rational limit;
    const char* text;
  };
  for (const Row& row :
       {Row{22617, 2975313, {1, 100}, "0.7602%"}, Row{2100, 2100000, {1, 1000}, "0.1000%"},
        Row{2101, 2100000, {1, 1000}, "0.10005%"}, Row{2099, 2100000, {1, 1000}, "0.09995%"},
        Row{30578, 6115402, {1, 200}, "0.50002%"}, Row{47101, 9420039, {1, 200}, "0.50001%"},
        Row{21031, 2103027, {1, 100}, "1.00003%"}, Row{24993, 4998482, {1, 200}, "0.50001%"},
        Row{2499999, 1000000000, {1, 400}, "0.2499999%"}}) {
    EXPECT_EQ(share_text(row.votes, base::Rational{row.total}, row.limit), row.text);
  }
  EXPECT_EQ(share_text(1, base::Rational(200, 3), base::Rational(1, 2)), "1.5000%");
  EXPECT_FALSE(needs_more_digits(2100, base::Rational{2100000}, {1, 1000}));
  EXPECT_TRUE(needs_more_digits(2101, base::Rational{2100000}, {1, 1000}));
}

TEST(LawWords, UnknownGivesWayOnlyToWhatDecides) {
  EXPECT_EQ(both(Verdict::Unknown, Verdict::No), Verdict::No);
  EXPECT_EQ(both(Verdict::Unknown, Verdict::Yes), Verdict::Unknown);
  EXPECT_EQ(either(Verdict::Unknown, Verdict::Yes), Verdict::Yes);
  EXPECT_EQ(either(Verdict::Unknown, Verdict::No), Verdict::Unknown);
}

}  // namespace
}  // namespace recanvass::law
