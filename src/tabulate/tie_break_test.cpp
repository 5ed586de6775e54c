#include "tabulate/tie_break.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using fixture::votes_of;

struct NarrowCase {
  TieBreak tie_break;
  Sought sought;
  Choices left;
  int round;
};

TEST(TieBreak, LooksAtTheRoundsThatItsRuleNames) {
  const std::vector<ChoiceVotes> earlier = {votes_of({3, 1, 2}), votes_of({4, 5, 5}),
                                            votes_of({6, 6, 6})};
  const std::vector<NarrowCase> cases = {
      {TieBreak::Lot, Sought::Fewest, {0, 1, 2}, 0},
      {TieBreak::EarlierRound, Sought::Fewest, {0}, 2},
      {TieBreak::EarlierRound, Sought::Most, {2}, 1},  // round 2 leaves two, round 1 one
      {TieBreak::FirstRound, Sought::Fewest, {1}, 1},
      {TieBreak::FirstRound, Sought::Most, {0}, 1},
  };
  for (const NarrowCase& one : cases) {
    Choices tied = {0, 1, 2};
    EXPECT_EQ(narrow_by_rounds(earlier, one.tie_break, one.sought, tied), one.round);
    EXPECT_EQ(tied, one.left);
  }
  Choices equal = {1, 2};
  const std::vector<ChoiceVotes> same = {votes_of({0, 2, 2})};
  EXPECT_EQ(narrow_by_rounds(same, TieBreak::EarlierRound, Sought::Most, equal), 0);
  EXPECT_EQ(equal, (Choices{1, 2}));
}

}  // namespace
}  // namespace recanvass::tabulate
