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

TEST(RuleLimits, CumulativeVotesAreAsManyAsTheBallotHasRoomFor) {
  auto contest = fixture::contest_of("ABC");
  Rule rule = *rule_named("cumulative");
  contest.vote_for = 2;
  EXPECT_EQ(votes_max_of(rule, contest), 2);
  EXPECT_EQ(places_of(rule, contest), 2);
  contest.vote_for = 0;
  contest.ranks = 6;
  EXPECT_EQ(votes_max_of(rule, contest), 6);
  EXPECT_EQ(places_of(rule, contest), 6);
  rule = *with_setting(rule, "votes=4");
  EXPECT_EQ(votes_max_of(rule, contest), 4);
}

TEST(RuleLimits, PointsFallByRank) {
  auto contest = fixture::contest_of("ABCD", 3);
  PositionsRule rule;
  EXPECT_EQ(points_of(rule, contest), (RankPoints{3, 2, 1, 0}));
  rule.last_points = 1;
  EXPECT_EQ(points_of(rule, contest), (RankPoints{4, 3, 2, 1}));
  rule.places = PositionsRule::Places::OfRanks;
  EXPECT_EQ(points_of(rule, contest), (RankPoints{3, 2, 1}));
  rule.places = PositionsRule::Places::OfCard;
  EXPECT_EQ(points_of(rule, contest), (RankPoints{4, 3, 2, 1})) << "cut for each card";
  contest.choices.pop_back();
  EXPECT_EQ(points_of({.points = PositionsRule::Points::Dowdall}, contest), (RankPoints{6, 3, 2}));
}

}  // namespace
}  // namespace recanvass::tabulate
