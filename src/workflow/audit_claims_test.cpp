#include "workflow/audit_claims.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Rational;

AuditContest contest_of(const std::map<std::string, std::int64_t>& votes,
                        const std::vector<std::string>& winners) {
  AuditContest contest;
  contest.name = "Contest";
  contest.rule = "plurality";
  contest.vote_for = static_cast<std::int64_t>(winners.size());
  for (const auto& [choice, number] : votes) contest.choices.push_back({choice, choice});
  contest.reported = contest.tabulated = votes;
  contest.winners = winners;
  contest.risk_limit = "0.05";
  return contest;
}

TEST(AuditClaims, EveryWinnerLeadsEveryLoserByVotesOverCards) {
  const AuditContest contest = contest_of({{"a", 50}, {"b", 30}, {"c", 45}}, {"a", "c"});
  const auto claims = claims_of("x", contest, 200);
  ASSERT_TRUE(claims.ok());
  ASSERT_EQ(claims->assertions.size(), 2U);
  EXPECT_EQ(claims->assertions[1].assertion.words, "c has more votes than b");
  EXPECT_EQ(claims->assertions[0].assorter_margin, Rational(20, 200));
  EXPECT_EQ(claims->assertions[1].assorter_margin, Rational(15, 200));
  EXPECT_EQ(claims->assertions[1].votes->loser, 30);
}

// 70 of 100 votes on 160 cards against three fifths: (70 · 5/3 - 100) / 160 = 5/48.
TEST(AuditClaims, AShareLeadsByVotesOverTheShareLessAllVotes) {
  AuditContest contest = contest_of({{"a", 70}, {"b", 30}}, {"a"});
  contest.rule = "share";
  contest.share = "3/5";
  const auto claims = claims_of("x", contest, 160);
  ASSERT_TRUE(claims.ok());
  EXPECT_EQ(claims->assertions[0].assorter_margin, Rational(5, 48));
  // The assorter itself over the same cards: 2 mean - 1.
  const audit::Assorter& assorter = claims->assertions[0].assertion.assorter;
  const election::Mark winner{0};
  const election::Mark other{1};
  const auto value = [&](const election::Mark& mark) {
    return assorter.value({election::MarkingState::Marked, {&mark, 1}});
  };
  const Rational sum =
      value(winner) * Rational(70) + value(other) * Rational(30) + Rational(1, 2) * Rational(60);
  EXPECT_EQ(sum / Rational(160) * Rational(2) - Rational(1), Rational(5, 48));
}

TEST(AuditClaims, SettingsAreDecimalsOfKnownNames) {
  const AuditContest contest = contest_of({{"a", 110}, {"b", 90}}, {"a"});
  const auto claims = claims_of("x", contest, 200);
  ASSERT_TRUE(claims.ok());
  AuditMethod method;
  method.design = "polling";
  method.draw = draw::CardDraw::Counter;
  method.risk_function = "betting-fixed";
  method.settings = {{"bet", "0.5"}};
  const auto measure = with_method(*claims, method);
  ASSERT_TRUE(measure.ok());
  EXPECT_EQ(measure->settings.bet, 0.5);
  EXPECT_EQ(measure->design, audit::MeasureDesign::Polling);
  EXPECT_EQ(measure->replacement, draw::Replacement::With);
  EXPECT_FALSE(measure->rounds_fixed_before_seed);
  method.settings = {{"bet", "much"}, {"luck", "1"}};
  EXPECT_EQ(with_method(*claims, method).problems().size(), 2U);
}

TEST(AuditClaims, EveryFunctionHasOneName) {
  std::vector<std::string> ids = risk_function_ids();
  EXPECT_GT(ids.size(), 20U);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

}  // namespace
}  // namespace recanvass::workflow
