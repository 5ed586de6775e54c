#include "base/rational.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

struct ParseCase {
  const char* text;
  std::int64_t numerator;
  std::int64_t denominator;
};

TEST(RationalTest, ReadsDecimalsAndFractionsInLowestTerms) {
  for (const ParseCase& row : {ParseCase{"0.25", 1, 4},
                               {"0.5", 1, 2},
                               {"-3", -3, 1},
                               {"1/3", 1, 3},
                               {"2/4", 1, 2},
                               {"0.015", 3, 200},
                               {"0", 0, 1},
                               {"100", 100, 1},
                               {"-0.5", -1, 2}}) {
    const auto read = Rational::parse(row.text);
    ASSERT_TRUE(read.ok()) << row.text;
    EXPECT_EQ(read->numerator(), row.numerator) << row.text;
    EXPECT_EQ(read->denominator(), row.denominator) << row.text;
  }
}

TEST(RationalTest, RefusesEverythingThatIsNotOneNumber) {
  for (const char* text : {"", "-", "1.", ".5", "1,5", "1e3", "1/0", "--1", "0.5%", " 1", "1 ",
                           "1.-5", "0.1234567890123", "99999999999999999999"}) {
    EXPECT_FALSE(Rational::parse(text).ok()) << text;
  }
}

TEST(RationalTest, AMarginExactlyAtAThresholdIsFoundThere) {
  EXPECT_EQ(Rational(5, 1000), Rational(1, 200));
  EXPECT_LT(Rational(4999, 1'000'000), Rational(1, 200));
  EXPECT_GT(Rational(5001, 1'000'000), Rational(1, 200));
  // Products that overflow 64 bits still compare exactly.
  EXPECT_LT(Rational(9'223'372'036'854'775'806, 9'223'372'036'854'775'807), Rational(1));
}

TEST(RationalTest, FloorsAndCeilsTowardTheRightSide) {
  EXPECT_EQ(Rational(7, 2).floor(), 3);
  EXPECT_EQ(Rational(7, 2).ceil(), 4);
  EXPECT_EQ(Rational(-7, 2).floor(), -4);
  EXPECT_EQ(Rational(-7, 2).ceil(), -3);
  EXPECT_EQ(Rational(4).floor(), 4);
  EXPECT_EQ(Rational(4).ceil(), 4);
}

TEST(RationalTest, ArithmeticIsExactAndOverflowIsABrokenInvariant) {
  EXPECT_EQ(Rational(1, 3) + Rational(1, 6), Rational(1, 2));
  EXPECT_EQ(Rational(1, 3) - Rational(1, 3), Rational(0));
  EXPECT_EQ(Rational(2, 3) * Rational(3, 4), Rational(1, 2));
  EXPECT_EQ(Rational(2, 3) / Rational(4, 3), Rational(1, 2));
  EXPECT_THROW(Rational(1, 0), BrokenProgram);
  EXPECT_THROW(Rational(9'000'000'000'000'000'000) + Rational(9'000'000'000'000'000'000),
               BrokenProgram);
}

TEST(RationalTest, TextIsTheShortestDecimalOrAFraction) {
  EXPECT_EQ(Rational(1, 400).text(), "0.0025");
  EXPECT_EQ(Rational(-5, 2).text(), "-2.5");
  EXPECT_EQ(Rational(1, 3).text(), "1/3");
  EXPECT_EQ(percent_text(Rational(1, 200)), "0.5%");
  EXPECT_EQ(percent_text(Rational(1, 10000) * Rational(15, 10)), "0.015%");
}

}  // namespace
}  // namespace recanvass::base
