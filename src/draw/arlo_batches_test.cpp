#include "draw/arlo_batches.h"

#include <gtest/gtest.h>

#include <map>

namespace recanvass::draw {
namespace {

using base::Rational;

std::vector<BoundedBatch> three_batches() {
  return {{"J1", "b1", Rational(1, 2)}, {"J0", "b2", Rational(0)}, {"J0", "b0", Rational(3, 2)}};
}

TEST(ArloBatches, BatchesAreDrawnAsOftenAsTheirBoundIsLarge) {
  std::vector<BoundedBatch> many = three_batches();
  for (int i = 0; i < 5000; ++i) many.push_back({"J2", std::to_string(i), Rational(0)});
  std::map<std::size_t, int> drawn;
  for (const BatchDraw& one : draw_arlo_batches("17", many, 0, 4000)) ++drawn[one.batch];
  EXPECT_EQ(drawn.size(), 2u) << "a batch that can hold no error is never drawn";
  EXPECT_NEAR(drawn[2], 3000, 110);  // four standard deviations
}

TEST(ArloBatches, ALaterRoundContinuesTheFirst) {
  std::vector<BoundedBatch> many;
  for (int i = 0; i < 50; ++i) many.push_back({"J", std::to_string(i), Rational(i + 1, 9)});
  const auto all = draw_arlo_batches("17", many, 0, 30);
  const auto later = draw_arlo_batches("17", many, 10, 20);
  EXPECT_TRUE(std::equal(later.begin(), later.end(), all.begin() + 10));
}

TEST(ArloBatches, AFullCountIsEveryBatchThatWasNotDrawnByName) {
  const auto all = draw_arlo_batches("17", three_batches(), 0, 3);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].batch, 2u);  // J0 b0
  EXPECT_EQ(all[1].batch, 1u);  // J0 b2
  EXPECT_EQ(all[2].batch, 0u);
  const auto first = draw_arlo_batches("17", three_batches(), 0, 1);
  ASSERT_EQ(first.size(), 1u);
  const auto left = draw_arlo_batches("17", three_batches(), 1, 2);
  EXPECT_EQ(left.size(), 2u);
  for (const BatchDraw& one : left) EXPECT_NE(one.batch, first[0].batch);
}

}  // namespace
}  // namespace recanvass::draw
