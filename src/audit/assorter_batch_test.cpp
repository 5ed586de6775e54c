#include "audit/assorter_batch.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;

TEST(Batches, OfEqualChanceAverageToTheMeanOverCards) {
  // Three batches of 10, 20 and 10 cards with sums 6, 11 and 7: mean over 40 cards 0.6.
  const Rational sums[] = {Rational(6), Rational(11), Rational(7)};
  const auto values = equal_chance_values(sums, Rational(1), 20, 40, 3);
  EXPECT_DOUBLE_EQ((values[0].value + values[1].value + values[2].value) / 3.0, 0.6);
  EXPECT_DOUBLE_EQ(values[0].bound, 1.5);
  EXPECT_DOUBLE_EQ(values[0].null_mean, 0.5);
  EXPECT_DOUBLE_EQ(values[1].null_mean, (20.0 - 6.0) * 3.0 / 40.0 / 2.0);
  EXPECT_DOUBLE_EQ(values[2].null_mean, (20.0 - 17.0) * 3.0 / 40.0);
}

// E[X | past] is the mean over the cards left, whatever bounds the batches have.
TEST(Batches, OfProportionalChanceExpectTheMeanOfWhatIsLeft) {
  const DrawnBatch all[] = {{Rational(6), Rational(8), 10},
                            {Rational(11), Rational(20), 20},
                            {Rational(7), Rational(10), 10}};
  const Rational all_max(38);
  double expected = 0.0;
  for (const DrawnBatch& batch : all) {
    const auto values = proportional_values(std::vector<DrawnBatch>{batch}, all_max, 40);
    EXPECT_DOUBLE_EQ(values[0].bound, 38.0 / 40.0);
    expected += batch.sum_max.approximate() / 38.0 * values[0].value;
  }
  EXPECT_NEAR(expected, 24.0 / 40.0, 1e-15);
  // After the first was drawn: 18 of 30 cards are left.
  double later = 0.0;
  for (std::size_t i = 1; i < 3; ++i) {
    const auto values = proportional_values(std::vector<DrawnBatch>{all[0], all[i]}, all_max, 40);
    EXPECT_DOUBLE_EQ(values[1].bound, 30.0 / 30.0);
    EXPECT_DOUBLE_EQ(values[1].null_mean, (20.0 - 6.0) / 30.0);
    later += all[i].sum_max.approximate() / 30.0 * values[1].value;
  }
  EXPECT_NEAR(later, 18.0 / 30.0, 1e-15);
}

}  // namespace
}  // namespace recanvass::audit
