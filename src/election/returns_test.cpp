#include "election/returns.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

TEST(ReturnsTest, UnitsAddUpByChoice) {
  UnitVotes votes({{"ada"}, {"ben"}});
  votes.reserve(2);
  votes.add({"Ward 1", "dane"}, {5, 7});
  votes.add({"Ward 2", "dane", 20, 30}, {0, 2});
  EXPECT_EQ(votes.votes(1, 1), VoteCount(2));
  EXPECT_EQ(votes.units()[0].ballots, -1) << "not reported";
  EXPECT_EQ(votes.units()[1].registered, 30);
  const auto totals = votes.totals();
  ASSERT_EQ(totals.size(), 2u);
  EXPECT_EQ(totals[0].choice.text, "ada");
  EXPECT_EQ(totals[0].votes, VoteCount(5));
  EXPECT_EQ(totals[1].votes, VoteCount(9));
}

TEST(ReturnsTest, ARowOfAnotherLengthOrBelowZeroIsABrokenProgram) {
  UnitVotes votes({{"ada"}, {"ben"}});
  EXPECT_THROW(votes.add({"Ward 1", ""}, {5}), base::BrokenProgram);
  EXPECT_THROW(votes.add({"Ward 1", ""}, {5, -1}), base::BrokenProgram);
  EXPECT_THROW((void)votes.votes(0, 0), base::BrokenProgram);
}

}  // namespace
}  // namespace recanvass::election
