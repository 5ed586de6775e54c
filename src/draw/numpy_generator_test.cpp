#include "draw/numpy_generator.h"

#include <gtest/gtest.h>

namespace recanvass::draw {
namespace {

// numpy's documentation prints SeedSequence(12345).generate_state(...); the generator's first
// outputs are those of numpy.random.default_rng(seed).random() printed to 17 digits.
TEST(NumpyGenerator, GivesNumpysNumbers) {
  const std::uint32_t seed[] = {12345};
  NumpyGenerator generator(seed);
  EXPECT_EQ(generator.next_fraction(), 0.22733602246716966);
  EXPECT_EQ(generator.next_fraction(), 0.31675833970975287);
  EXPECT_EQ(generator.next_fraction(), 0.7973654573327341);
}

TEST(NumpyGenerator, SeedsOfManyWordsAreMixedInWhole) {
  const std::uint32_t few[] = {1, 2, 3, 4};
  const std::uint32_t many[] = {1, 2, 3, 4, 5};
  EXPECT_NE(seed_sequence_state(few, 4), seed_sequence_state(many, 4));
}

}  // namespace
}  // namespace recanvass::draw
