#include "workflow/count_extent.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(CountExtentTest, WhereNothingWasOrderedTheWholeIsCountedByHand) {
  const Operation operation = fixture::operation_ready();
  EXPECT_EQ(method_of(operation, "W1"), CountMethod::Hand);
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::Inside);
  EXPECT_EQ(extent_words(operation), "whole");
}

}  // namespace
}  // namespace recanvass::workflow
