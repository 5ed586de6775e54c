#include "audit/raire_ballots.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

tabulate::Profile some_ballots() {
  return tabulate::fixture::ranked_profile("ABCD", {{"A>B>C", 7},
                                                    {"B>A", 5},
                                                    {"C", 4},
                                                    {"D>C>B>A", 3},
                                                    {"D>B", 2},
                                                    {"", 9},
                                                    {"A>_>B>C", 1},
                                                    {"B=C>A", 6}});
}

TEST(RankedBallots, CountFirstPreferencesAndWhoCouldReachWhom) {
  const RankedBallots ballots(some_ballots(), {});
  EXPECT_EQ(ballots.first(0), 8);
  EXPECT_EQ(ballots.first(3), 5);
  EXPECT_EQ(ballots.could_reach(1, 0), 5 + 3 + 2) << "B where A is not above it";
  EXPECT_EQ(ballots.could_reach(0, 1), 7 + 1);
  EXPECT_EQ(ballots.could_reach(3, 0), 5);
  EXPECT_EQ(ballots.could_reach(2, 3), 7 + 4 + 1);
}

TEST(RankedBallots, PilesOfASetDoNotDependOnHowItWasPutTogether) {
  const RankedBallots ballots(some_ballots(), {});
  const auto piles = [&](const Choices& order) {
    ChoiceSet standing;
    Pile votes(4, 0);
    for (const ChoiceIndex choice : order) {
      ballots.join(standing, choice, votes);
      standing.add(choice);
    }
    return votes;
  };
  EXPECT_EQ(piles({0, 1, 2, 3}), (Pile{8, 5, 4, 5}));
  EXPECT_EQ(piles({3, 1, 0, 2}), (Pile{8, 5, 4, 5}));
  EXPECT_EQ(piles({2, 1}), (Pile{0, 15, 7, 0}));
  EXPECT_EQ(piles({1, 2}), (Pile{0, 15, 7, 0}));
}

TEST(ChoiceSets, HoldUpTo128Choices) {
  ChoiceSet set;
  set.add(3);
  set.add(127);
  EXPECT_TRUE(set.has(127) && set.has(3) && !set.has(64) && !set.has(63));
  EXPECT_TRUE(ChoiceSet{}.with(127).within(set));
  EXPECT_FALSE(set.within(ChoiceSet{}.with(127)));
  EXPECT_TRUE(set.meets(ChoiceSet{}.with(3)));
  EXPECT_FALSE(set.meets(ChoiceSet{}.with(4)));
}

}  // namespace
}  // namespace recanvass::audit
