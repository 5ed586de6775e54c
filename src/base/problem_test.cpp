#include "base/problem.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(ProblemTest, SaysWhereWhatWasFoundWhatIsWantedAndAMend) {
  const Problem problem{"returns.number",
                        {"manifest.csv", 17, "Ballots"},
                        "\"12O\"",
                        "a whole number, 0 or more",
                        "Correct the row and import again."};
  EXPECT_EQ(
      problem.sentence(),
      "manifest.csv:17, Ballots: found \"12O\"; wanted a whole number, 0 or more. Correct the "
      "row and import again.");
  EXPECT_EQ((Problem{"a", {"", 3, ""}, "x", "y", ""}.sentence()), "row 3: found x; wanted y");
  EXPECT_EQ((Problem{"a", {"election.toml", 0, ""}, "", "a folder", "Make it."}.sentence()),
            "election.toml: wanted a folder. Make it.");
}

}  // namespace
}  // namespace recanvass::base
