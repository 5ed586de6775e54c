#include "tabulate/margins.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;
using fixture::votes_of;

TEST(VotesMargin, IsBetweenTheLastPlaceAndTheNext) {
  const auto one = votes_margin(votes_of({40, 30, 25}), 1);
  EXPECT_EQ(one->votes, VoteCount(10));
  EXPECT_EQ(one->last_elected, (Choices{0}));
  EXPECT_EQ(one->first_not, (Choices{1}));
  const auto two = votes_margin(votes_of({40, 25, 25, 7}), 2);
  EXPECT_EQ(two->votes, VoteCount(0));
  EXPECT_EQ(two->first_not, (Choices{1, 2}));
  EXPECT_FALSE(votes_margin(votes_of({40, 30}), 2).has_value());
  EXPECT_FALSE(votes_margin(votes_of({40, 0, 0}), 2).has_value());
}

TEST(ShareMargin, IsTheFewestSwitchedVotesThatCrossTheShare) {
  const ShareNeeded at_least{base::Rational(3, 5), Reach::AtLeast};
  const ShareNeeded above{base::Rational(3, 5), Reach::Above};
  EXPECT_EQ(share_margin(VoteCount(60), VoteCount(100), at_least), VoteCount(1));
  EXPECT_EQ(share_margin(VoteCount(60), VoteCount(100), above), VoteCount(1));
  EXPECT_EQ(share_margin(VoteCount(61), VoteCount(100), above), VoteCount(1));
  EXPECT_EQ(share_margin(VoteCount(70), VoteCount(100), at_least), VoteCount(11));
  EXPECT_EQ(share_margin(VoteCount(50), VoteCount(100), at_least), VoteCount(10));
  EXPECT_EQ(share_margin(VoteCount(50), VoteCount(100), above), VoteCount(11));
  // Nobody can have more than all: above 1/1 is out of reach.
  EXPECT_EQ(share_margin(VoteCount(9), VoteCount(10), {base::Rational(1), Reach::Above}),
            std::nullopt);
}

}  // namespace
}  // namespace recanvass::tabulate
