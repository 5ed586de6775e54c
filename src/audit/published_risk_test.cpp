#include "audit/published_risk.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

ComparedCard compared(std::vector<std::int64_t> recorded, std::vector<std::int64_t> found) {
  return {std::move(recorded), std::move(found), false, 1};
}

TEST(PublishedRisk, InyosFirstContestIsReproducedWithoutErrors) {
  // 57 draws of 1,023 cards; published 0.0334683365.
  const ReportedContest contest{{657, 534, 227, 511, 0}, 1, 1023};
  EXPECT_EQ(contest.reported_margin(), 123);
  EXPECT_EQ((ReportedContest{{657, 534, 227, 511, 0}, 3, 1023}.reported_margin()), 284);
  ComparedCard card = compared({1, 0, 0, 0, 0}, {1, 0, 0, 0, 0});
  card.times = 57;
  for (const NamedRisk& risk : comparison_risks(contest, {card})) {
    EXPECT_NEAR(risk.risk, 0.0334683365, 5e-11) << risk.rule;
  }
}

TEST(PublishedRisk, RulesPartWhereAnErrorHitsAPairWithALargerLead) {
  const ReportedContest contest{{600, 500, 100}, 1, 1400};
  // The record has a vote for the winner, the paper one for the third: an overstatement of 2 over
  // the third and of 1 over the second.
  const auto risks = comparison_risks(contest, {compared({1, 0, 0}, {0, 0, 1})});
  const double gamma = 1.03905;
  const double clean = 1.0 - 100.0 / 1400.0 / (2.0 * gamma);
  EXPECT_NEAR(risks[0].risk, std::min(1.0, clean / (1.0 - 1.0 / gamma)), 1e-12);
  // 1/100 of the closest lead against 2/500: the larger share counts.
  EXPECT_NEAR(risks[2].risk, std::min(1.0, clean / (1.0 - 1.0 / (2.0 * gamma))), 1e-12);
}

TEST(PublishedRisk, AnUnderstatementLowersOnlySuperSimple) {
  const ReportedContest contest{{600, 500}, 1, 1400};
  ComparedCard under = compared({0, 1}, {1, 0});
  ComparedCard clean = compared({1, 0}, {1, 0});
  clean.times = 20;
  const auto risks = comparison_risks(contest, {under, clean});
  EXPECT_LT(risks[0].risk, risks[2].risk);
}

// A record for the winner, paper for the second: two votes of 200 against one of 500, and a card on
// which the second got what was recorded for the third: nothing, though it was understated.
TEST(PublishedRisk, ArloTakesThePairWithTheMostVotesAndNothingBelowZero) {
  const ReportedContest contest{{600, 100, 400}, 1, 1100};
  const double gamma = 1.03905;
  const double clean = 1.0 - 200.0 / 1100.0 / (2.0 * gamma);
  const auto today = [&](const ComparedCard& card) {
    return comparison_risks(contest, {card}).back().risk;
  };
  // Two votes over the choice with 100, one over the closer one: the larger number counts.
  EXPECT_NEAR(today(compared({1, 0, 0}, {0, 1, 0})),
              std::min(1.0, clean / (1.0 - 2.0 / 500.0 * 200.0 / (2.0 * gamma))), 1e-12);
  // As many votes over both: the first by votes, which is the closer one.
  EXPECT_NEAR(today(compared({1, 0, 0}, {0, 0, 0})),
              std::min(1.0, clean / (1.0 - 1.0 / 200.0 * 200.0 / (2.0 * gamma))), 1e-12);
  EXPECT_NEAR(today(compared({0, 1, 0}, {1, 0, 0})), clean, 1e-12) << "an understatement";
}

TEST(PublishedRisk, AMissingCardIsATwoVoteOverstatement) {
  const ReportedContest contest{{600, 500}, 1, 1400};
  ComparedCard missing{{}, {}, true, 3};
  EXPECT_EQ(discrepancies_of(contest, {missing}).two_over, 3);
}

TEST(PublishedRisk, BravoTakesTheWorstPairAndCountsMissingCardsForTheLoser) {
  const ReportedContest contest{{600, 400, 300}, 1, 1400};
  const std::vector<PolledRound> rounds{{{30, 10, 10}, 0}, {{6, 5, 1}, 2}};
  const double second = std::pow(1.2, -36) * std::pow(0.8, -17);
  const double third = std::pow(4.0 / 3.0, -36) * std::pow(2.0 / 3.0, -13);
  EXPECT_NEAR(polling_risk(PollingRule::Bravo, contest, 0.1, rounds), std::max(second, third),
              1e-12);
}

TEST(PublishedRisk, AnAuditWithoutLosersHasNoRisk) {
  EXPECT_EQ(polling_risk(PollingRule::Bravo, {{5, 3}, 2, 10}, 0.1, {}), 0.0);
}

TEST(PublishedRisk, StoppingEarlyIsSeenAfterALaterError) {
  const std::vector<BatchDraw> draws{{0.0, 0.5}, {0.0, 0.5}, {0.25, 0.5}};
  const auto risks = batch_risks(2.0, 0.3, draws, draws);
  EXPECT_NEAR(risks[0].risk, 0.25, 1e-12);
  EXPECT_NEAR(risks[1].risk, 0.25, 1e-12);
  EXPECT_NEAR(risks[2].risk, 0.25, 1e-12);  // 0.25 (1 - 1/2) / (1 - 1/2)
  const std::vector<BatchDraw> worse{{0.0, 0.5}, {0.0, 0.5}, {0.4, 0.5}};
  EXPECT_GT(batch_risks(2.0, 0.3, worse, worse)[2].risk, 0.3);
  EXPECT_NEAR(batch_risks(2.0, 0.3, worse, worse)[1].risk, 0.25, 1e-12);
}

TEST(PublishedRisk, BoundsOfTwoChoicesAddUpToWhatTheTotalsGive) {
  const MacroContest contest{{700, 300}, {true, false}, 0};
  const std::vector<BatchVotes> batches{{400, {300, 50}}, {650, {400, 250}}};
  EXPECT_NEAR(two_choice_bound_sum(400, 1050, 400), macro_bound_sum(contest, batches), 1e-12);
}

TEST(PublishedRisk, ACoarseGridMissesTheTopOfKalamazoo2018ByLittle) {
  SuiteAudit audit{{3765, 1349, 5294}, {16934, 4220, 22372}, 8, {}, {23, 8, 1}, 1.03905};
  const double right = suite_risk(audit).p;
  EXPECT_NEAR(right, 0.0374140242, 5e-11);
  const double coarse = coarse_suite_risk(audit, 0.05);
  EXPECT_LT(coarse, right);
  EXPECT_GT(coarse, 0.98 * right);
}

}  // namespace
}  // namespace recanvass::audit
