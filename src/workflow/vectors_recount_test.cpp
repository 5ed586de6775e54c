#include "workflow/vectors.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

std::vector<std::string> check(const char* text, std::string_view kind) {
  const base::Json given = base::parse_json(text, "case.json").value();
  CaseCheck one(given);
  for (const VectorKind& known : recount_vector_kinds()) {
    if (known.kind == kind) known.check(one);
  }
  return one.differences();
}

TEST(VectorsRecount, CertainDependenceIsTheLeastProbabilityOfThoseNeeded) {
  EXPECT_TRUE(
      check(R"({"ev": [16, 20, 10], "z": [0.0, 0.0, 1.0], "base": 227, "need": 270, "rho": 1,
                        "p": 0.15865525393145705})",
            "ec_flip_one_factor")
          .empty());
}

TEST(VectorsRecount, AFlipThatNeedsNothingIsCertainAndInputsOutOfRangeDiffer) {
  EXPECT_TRUE(check(R"({"ev": [3], "z": [9.0], "base": 270, "need": 270, "rho": 0.3, "p": 1})",
                    "ec_flip_one_factor")
                  .empty());
  EXPECT_FALSE(check(R"({"ev": [3], "z": [9.0], "base": 269, "need": 270, "rho": 1.5, "p": 1})",
                     "ec_flip_one_factor")
                   .empty());
  EXPECT_FALSE(check(R"({"lost_by_winner": -1, "lost_by_loser": 1, "margin": 1, "p_flip": 0})",
                     "skellam_flip")
                   .empty());
}

TEST(VectorsRecount, AStrictFlipNeedsOneErrorMoreThanATie) {
  // No error on one side: P(X >= 1) = 1 - 1/e, P(X >= 2) = 1 - 2/e.
  EXPECT_TRUE(check(R"({"lost_by_winner": 1, "lost_by_loser": 0, "margin": 1,
                        "p_tie_or_flip": 0.63212055882855767, "p_strict": 0.26424111765711533})",
                    "skellam_flip")
                  .empty());
}

}  // namespace
}  // namespace recanvass::workflow
