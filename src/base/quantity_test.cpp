#include "base/quantity.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/result.h"

namespace recanvass::base {
namespace {

using Apples = Count<struct AppleTag>;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST(CountTest, AddsAndComparesWithinItsKind) {
  EXPECT_EQ(Apples(2) + Apples(3), Apples(5));
  EXPECT_EQ(Apples(2) - Apples(3), Apples(-1));
  EXPECT_EQ(Apples(2) * 3, Apples(6));
  EXPECT_EQ(-Apples(2), Apples(-2));
  EXPECT_LT(Apples(2), Apples(3));
}

TEST(CountTest, OverflowIsABrokenInvariantAtTheBorder) {
  EXPECT_EQ(Apples(kMax - 1) + Apples(1), Apples(kMax));
  EXPECT_THROW(Apples(kMax) + Apples(1), BrokenProgram);
  EXPECT_THROW(Apples(-kMax) - Apples(2), BrokenProgram);
  EXPECT_THROW(Apples(kMax / 2 + 1) * 2, BrokenProgram);
}

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

TEST(ProblemTest, SaysWhereWhatWasFoundWhatIsWantedAndAMend) {
  const Problem problem{"returns.number", {"manifest.csv", 17, "Ballots"}, "\"12O\"",
                        "a whole number, 0 or more", "Correct the row and import again."};
  EXPECT_EQ(problem.sentence(),
            "manifest.csv:17, Ballots: found \"12O\"; wanted a whole number, 0 or more. Correct the "
            "row and import again.");
  EXPECT_EQ((Problem{"a", {"", 3, ""}, "x", "y", ""}.sentence()), "row 3: found x; wanted y");
  EXPECT_EQ((Problem{"a", {"election.toml", 0, ""}, "", "a folder", "Make it."}.sentence()),
            "election.toml: wanted a folder. Make it.");
}

TEST(CheckTest, NamesTheConditionAndThePlaceWithoutTheMachine) {
  try {
    RECANVASS_CHECK(1 + 1 == 3);
    FAIL();
  } catch (const BrokenProgram& broken) {
    const std::string words = broken.what();
    EXPECT_NE(words.find("1 + 1 == 3"), std::string::npos);
    EXPECT_EQ(words.rfind("src/base/quantity_test.cpp:", 0), 0U) << words;
  }
}

}  // namespace
}  // namespace recanvass::base
