#include "tabulate/rule_limits.h"

#include "tabulate/rule_settings.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

TEST(RuleLimits, ACardMayGiveAsManyVotesAsTheBallotOrTheRuleSays) {
  auto contest = fixture::contest_of("ABC");
  contest.vote_for = 2;
  const auto of = [&](const char* id) { return votes_max_of(*rule_named(id), contest); };
  EXPECT_EQ(of("plurality"), 2);
  EXPECT_EQ(of("share"), 2);
  EXPECT_EQ(of("approval"), 0);
  EXPECT_EQ(of("score"), 0);
  contest.ranks = 3;
  EXPECT_EQ(of("irv"), 1) << "a first preference";
}

TEST(RuleLimits, PointsFallByRank) {
  EXPECT_EQ(points_of({PositionsRule::Points::Borda}, 4), (RankPoints{3, 2, 1, 0}));
  EXPECT_EQ(points_of({PositionsRule::Points::Dowdall}, 3), (RankPoints{6, 3, 2}));
}

}  // namespace
}  // namespace recanvass::tabulate
