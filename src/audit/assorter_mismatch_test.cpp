#include "audit/assorter_mismatch.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;

TEST(Mismatches, MeanIsAboveOneHalfExactlyWhileFewerDifferThanWouldChangeTheOutcome) {
  for (std::int64_t cards = 2; cards <= 30; ++cards) {
    for (std::int64_t needed = 1; needed < cards; ++needed) {
      const MismatchAssorter assorter{CardCount(cards), CardCount(needed)};
      for (std::int64_t differing = 0; differing <= cards; ++differing) {
        EXPECT_EQ(assorter.margin_with(CardCount(differing)) > Rational(0), differing < needed);
        const Rational mean =
            assorter.value(RecordMatch::Matches) * Rational(cards - differing, cards);
        EXPECT_EQ(assorter.margin_with(CardCount(differing)), mean * Rational(2) - Rational(1));
      }
    }
  }
}

TEST(Mismatches, ValuesAreZeroAndABoundJustAboveOneHalf) {
  const MismatchAssorter assorter{CardCount(1000), CardCount(20)};
  EXPECT_EQ(assorter.value(RecordMatch::Differs), Rational(0));
  EXPECT_EQ(assorter.value(RecordMatch::Matches), Rational(25, 49));
  EXPECT_EQ(assorter.upper_bound(), Rational(25, 49));
}

}  // namespace
}  // namespace recanvass::audit
