#include "base/result.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(ResultTest, HoldsAValueOrEveryProblem) {
  const Result<int> good = 7;
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(*good, 7);
  EXPECT_THROW(static_cast<void>(good.problems()), BrokenProgram);
  const Result<int> bad = Problems{{"a", {"f.csv", 2, "votes"}, "\"x\"", "a number", "Mend it."},
                                   {"b", {}, "", "y", ""}};
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.problems().size(), 2U);
  EXPECT_THROW(static_cast<void>(bad.value()), BrokenProgram);
  EXPECT_THROW(Result<int>(Problems{}), BrokenProgram);
}

}  // namespace
}  // namespace recanvass::base
