#include "audit/raire_trim.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using Kind = OrderAssertion::Kind;

OrderAssertion never_before(ChoiceIndex winner, ChoiceIndex loser, double difficulty) {
  return {Kind::NeverBefore, {winner, loser}, {}, {}, {}, difficulty};
}

OrderAssertion not_next(ChoiceIndex winner, ChoiceIndex loser, Choices standing,
                        double difficulty) {
  return {Kind::NotNext, {winner, loser}, std::move(standing), {}, {}, difficulty};
}

TEST(RaireTrim, TheWinnerNeverBeforeAnybodyProvesItAndNothingIsToSpare) {
  const OrderAssertions set{never_before(0, 1, 3.0), never_before(0, 2, 2.0)};
  EXPECT_EQ(order_not_excluded(3, 0, set), Choices{});
  EXPECT_EQ(trimmed(3, 0, set), set);
  const auto order = order_not_excluded(3, 0, {set[0]});
  ASSERT_TRUE(order.has_value());
  EXPECT_EQ(order->back(), 2);
}

TEST(RaireTrim, WhatIsImpliedIsLeftOutTheHardestFirst) {
  const OrderAssertions set{not_next(0, 1, {0, 1}, 9.0), never_before(0, 1, 3.0),
                            not_next(0, 2, {0, 2}, 2.5), never_before(0, 2, 2.0)};
  EXPECT_EQ(trimmed(3, 0, set), (OrderAssertions{set[1], set[3]}));
}

TEST(RaireTrim, AssertionsAboutASetNeedThatSetLeft) {
  // With A and B left A has more; with A and C left too; nothing is said of A, B and C.
  const OrderAssertions set{not_next(0, 1, {0, 1}, 1.0), not_next(0, 2, {0, 2}, 1.0)};
  const auto order = order_not_excluded(3, 0, set);
  ASSERT_TRUE(order.has_value());
  EXPECT_EQ(order->front(), 0) << "A goes out first";
}

TEST(RaireTrim, SaysWhenItWouldHaveToLookTooFar) {
  EXPECT_FALSE(order_not_excluded(9, 0, {}, 3).has_value());
  const OrderAssertions set{never_before(0, 1, 3.0), never_before(0, 2, 2.0)};
  EXPECT_EQ(trimmed(3, 0, set, 1), set);
}

}  // namespace
}  // namespace recanvass::audit
