// For tests only: a synthetic election that is made in a moment.
// Used by the tests of this folder.
#pragma once

#include "generate/shape.h"

namespace recanvass::generate::fixture {

inline ElectionShape small_shape() {
  ElectionShape shape;
  shape.seed = 2016;
  shape.cards = 6'000;
  shape.counties = 3;
  shape.contests = 9;
  shape.ranked = 1;
  shape.batch_cards = 150;
  return shape;
}

}  // namespace recanvass::generate::fixture
