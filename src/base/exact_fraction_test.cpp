#include "base/exact_fraction.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(ExactFraction, ItIsInLowestTermsAndComparesAsANumber) {
  const ExactFraction third(Rational(1, 3));
  EXPECT_EQ(third + third + third, ExactFraction(1));
  EXPECT_EQ((third - ExactFraction(1)).text(), "-2/3");
  EXPECT_EQ((third / ExactFraction(Rational(2, 3))).text(), "1/2");
  EXPECT_LT(third, ExactFraction(Rational(334, 1000)));
  EXPECT_GT(third, ExactFraction(Rational(333, 1000)));
  EXPECT_EQ(ExactFraction(), ExactFraction(0));
}

TEST(ExactFraction, TheFloorIsTheWholeNumberNotAboveIt) {
  EXPECT_EQ(ExactFraction(Rational(7, 2)).floor(), 3);
  EXPECT_EQ(ExactFraction(Rational(8, 2)).floor(), 4);
  EXPECT_EQ(ExactFraction(Rational(-7, 2)).floor(), -4);
  EXPECT_EQ(ExactFraction(Rational(-8, 2)).floor(), -4);
}

TEST(ExactFraction, ProductsThatSixtyFourBitsDoNotHoldStayExact) {
  ExactFraction value(1);
  for (int i = 0; i < 8; ++i) value = value * ExactFraction(Rational(1000003, 1000033));
  EXPECT_FALSE(value.rational());
  for (int i = 0; i < 8; ++i) value = value / ExactFraction(Rational(1000003, 1000033));
  EXPECT_EQ(value.rational(), Rational(1));
}

}  // namespace
}  // namespace recanvass::base
