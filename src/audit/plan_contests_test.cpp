#include "audit/plan_contests.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

ContestsQuestion two_contests() {
  ContestsQuestion question;
  question.contests = {{"Mayor",
                        0.05,
                        {{"A over B", {6000, 3300, 2400}, {{0, {2000, 900, 1000}}}},
                         {"A over C", {6000, 3300, 300}, {{0, {2000, 900, 100}}}}}},
                       {"Measure", 0.05, {{"Yes over No", {3000, 1900, 1000}, {}}}}};
  question.styles = {{5000, {0}}, {3000, {0, 1}}};
  question.replicates = 100;
  return question;
}

TEST(PlanContests, AContestIsHeldUpByItsClosestAssertion) {
  base::SerialExecutor executor;
  const auto plan = plan_contests(two_contests(), executor);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->contests[0].hardest, 0u);
  EXPECT_EQ(plan->contests[0].cards, 8000);
  EXPECT_GT(plan->contests[0].law.quantile(0.9).cards, plan->contests[1].law.quantile(0.9).cards);
  EXPECT_LE(plan->cards[0], plan->cards[3]);
}

TEST(PlanContests, OneCardServesEveryContestOnIt) {
  const ContestsQuestion question = two_contests();
  // The measure reads a tenth of its cards, the mayor's contest a twentieth of its own.
  EXPECT_NEAR(cards_together(question, {400, 300}), 5000 * 0.05 + 3000 * 0.1, 1e-9);
  EXPECT_NEAR(cards_together(question, {800, 0}), 800.0, 1e-9);
}

TEST(PlanContests, WhatDoesNotFitIsSaidByContest) {
  ContestsQuestion question = two_contests();
  question.contests[0].assertions[1].recorded.loser = 5000;  // more votes than cards
  question.contests[1].assertions[0].recorded = {3000, 1000, 1000};
  base::SerialExecutor executor;
  const auto refused = plan_contests(question, executor);
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.problems().size(), 2u);
  EXPECT_EQ(refused.problems()[0].cause, "plan.votes");
  EXPECT_EQ(refused.problems()[1].cause, "plan.no-lead");
  question = two_contests();
  question.styles[1].cards = 10;
  EXPECT_EQ(plan_contests(question, executor).problems()[0].cause, "plan.style");
}

}  // namespace
}  // namespace recanvass::audit
