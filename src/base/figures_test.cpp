#include "base/figures.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::base {
namespace {

TEST(Figures, DigitsAreGroupedByThree) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(2975753), "2,975,753");
  EXPECT_EQ(grouped(-1007), "-1,007");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

TEST(Figures, OneThingIsSingular) {
  EXPECT_EQ(counted(1, "vote", "votes"), "1 vote");
  EXPECT_EQ(counted(0, "vote", "votes"), "0 votes");
  EXPECT_EQ(counted(22617, "vote", "votes"), "22,617 votes");
}

TEST(Figures, CentsAreShownOnlyWhenThereAreAny) {
  EXPECT_EQ(dollars(UsdCents(349968900)), "$3,499,689");
  EXPECT_EQ(dollars(UsdCents(911762)), "$9,117.62");
  EXPECT_EQ(dollars(UsdCents(-5)), "-$0.05");
}

TEST(Figures, AmountsOfMoneyAreReadExactly) {
  const std::pair<const char*, std::int64_t> amounts[] = {
      {"3499689", 349968900},
      {"3,499,689", 349968900},
      {"$9,117.62", 911762},
      {"9117.6", 911760},
      {"0", 0},
      {"178,000", 17800000},
  };
  for (const auto& [text, cents] : amounts) {
    const auto read = parse_dollars(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(read->value(), cents) << text;
  }
}

TEST(Figures, AmountsThatCouldMeanTwoThingsAreRefused) {
  for (const char* text : {"", "$", "1,00", "1,0000", ",100", "12,34,567", "1.234", "1.", "-5",
                           "1 000", "1e3", "1,234,56", "12O", "1000,000", ".50"}) {
    const auto read = parse_dollars(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.problems()[0].cause, "money.format") << text;
  }
  EXPECT_EQ(parse_dollars("99999999999999999999").problems()[0].cause, "money.range");
}

TEST(Figures, PercentagesAreRoundedHalfAwayFromZero) {
  EXPECT_EQ(percent_of(22617, 2975753, 3), "0.760%");
  EXPECT_EQ(percent_of(1, 8, 2), "12.50%");
  EXPECT_EQ(percent_of(1, 8, 0), "13%");
  EXPECT_EQ(percent_of(1, 200, 3), "0.500%");
  EXPECT_EQ(percent_of(-1, 3, 1), "-33.3%");
  EXPECT_EQ(percent_of(0, 5, 3), "0.000%");
}

}  // namespace
}  // namespace recanvass::base
