#include "workflow/tally.h"

#include "base/check.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

Tally some_tally() {
  Tally tally;
  tally.ballots = 10;
  tally.votes = {{"a", 6}, {"b", 3}};
  tally.blank = 1;
  return tally;
}

std::vector<std::string> causes(const Tally& tally, std::int64_t vote_for) {
  std::vector<std::string> found;
  for (const auto& problem : tally_problems(tally, {"a", "b"}, vote_for, 10)) {
    found.push_back(problem.cause);
  }
  return found;
}

TEST(TallyTest, BalancesWhenVotesBlankAndOverUseEveryVoteOfEveryBallot) {
  EXPECT_TRUE(causes(some_tally(), 1).empty());
  EXPECT_EQ(causes(some_tally(), 2), std::vector<std::string>{"tally.balance"});
  Tally two = some_tally();
  two.blank = 11;
  EXPECT_TRUE(causes(two, 2).empty());
  two.blank = 12;
  EXPECT_EQ(causes(two, 2), std::vector<std::string>{"tally.impossible"});
}

TEST(TallyTest, NoChoiceHasMoreVotesThanThereAreBallots) {
  Tally tally = some_tally();
  tally.votes = {{"a", 10}, {"b", 0}};
  tally.blank = 10;
  EXPECT_TRUE(causes(tally, 2).empty());
  tally.votes["a"] = 11;
  tally.blank = 9;
  EXPECT_EQ(causes(tally, 2), std::vector<std::string>{"tally.impossible"});
}

TEST(TallyTest, FiguresThatWouldOverflowAreRefusedBeforeTheyAreAdded) {
  Tally tally = some_tally();
  tally.votes["a"] = std::int64_t{1} << 53;
  EXPECT_EQ(causes(tally, 1), std::vector<std::string>{"tally.impossible"});
}

TEST(TallyTest, SameFiguresDoNotDependOnWhoWroteThem) {
  Tally other = some_tally();
  other.author = "team-2";
  other.position = 9;
  EXPECT_TRUE(some_tally().same_figures(other));
  other.over = 1;
  EXPECT_FALSE(some_tally().same_figures(other));
}

}  // namespace
}  // namespace recanvass::workflow
