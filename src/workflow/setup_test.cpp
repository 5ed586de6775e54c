#include "workflow/setup.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(SetupTest, KnowsItsOwnChoicesOnly) {
  workflow::Setup setup;
  setup.choices = {{"a", "A"}, {"b", "B"}};
  EXPECT_TRUE(setup.has_choice("b"));
  EXPECT_FALSE(setup.has_choice("c"));
}

}  // namespace
}  // namespace recanvass::workflow
