#include "audit/plan.h"

#include "stats/audit_size.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

// A city: a lead of ten percent of the cards.
PlanQuestion city() {
  PlanQuestion question;
  question.name = "City";
  question.votes = {20000, 10500, 8500};
  question.units = {{"North", {12000, 7000, 4500}}, {"South", {7500, 3300, 3900}}};
  question.batch_cards = 200;
  question.without_records = 0.3;
  question.redacted = 0.01;
  question.replicates = 200;
  return question;
}

const DesignPlan& design(const AuditPlan& plan, PlanDesign design) {
  return *std::find_if(plan.designs.begin(), plan.designs.end(),
                       [&](const DesignPlan& one) { return one.design == design; });
}

std::int64_t cards(const AuditPlan& plan, PlanDesign which, double share) {
  for (const PlanQuantile& one : design(plan, which).quantiles) {
    if (one.share == share) return one.work.cards;
  }
  return -1;
}

AuditPlan plan_of(const PlanQuestion& question) {
  base::SerialExecutor executor;
  return plan_audit(question, executor).value();
}

TEST(Plan, EveryDesignStandsBesideTheOthers) {
  const AuditPlan plan = plan_of(city());
  ASSERT_EQ(plan.designs.size(), all_designs().size());
  for (const DesignPlan& one : plan.designs) {
    EXPECT_EQ(one.refusal, "") << id_of(one.design);
    ASSERT_EQ(one.quantiles.size(), 4u);
    for (std::size_t i = 1; i < 4; ++i) {
      EXPECT_GE(one.quantiles[i].work.cards, one.quantiles[i - 1].work.cards) << id_of(one.design);
    }
  }
  // Records make an audit cheap, pools less so, none least.
  const double at = 0.9;
  EXPECT_LT(cards(plan, PlanDesign::ComparisonDefault, at),
            cards(plan, PlanDesign::PooledGroup, at));
  EXPECT_LT(cards(plan, PlanDesign::PooledGroup, at), cards(plan, PlanDesign::PooledUnits, at));
  EXPECT_LT(cards(plan, PlanDesign::PooledRedacted, at), cards(plan, PlanDesign::PooledGroup, at));
  EXPECT_EQ(cards(plan, PlanDesign::FullCount, at), 20000);
}

TEST(Plan, ExactLawsHaveNoErrorAndSimulationsSayTheirs) {
  PlanQuestion question = city();
  question.errors = {};
  const AuditPlan plan = plan_of(question);
  const DesignPlan& comparison = design(plan, PlanDesign::ComparisonDefault);
  EXPECT_EQ(comparison.basis, PlanBasis::Exact);
  EXPECT_EQ(comparison.quantiles[0].work.cards, comparison.quantiles[3].work.cards);
  EXPECT_EQ(comparison.quantiles[0].work.error, 0.0);
  const DesignPlan& polling = design(plan, PlanDesign::PollingDefault);
  EXPECT_EQ(polling.basis, PlanBasis::Simulated);
  EXPECT_EQ(polling.replicates, 200u);
  EXPECT_GT(polling.quantiles[1].work.error, 0.0);
  EXPECT_GT(polling.cards_expected_error, 0.0);
}

// Super-simple without error by its law is the ceiling of its formula (with ln(1 - m/2γ)).
TEST(Plan, SuperSimpleWithoutErrorsIsItsFormula) {
  PlanQuestion question = city();
  question.errors = {};
  const AuditPlan plan = plan_of(question);
  EXPECT_NEAR(static_cast<double>(cards(plan, PlanDesign::ComparisonSuperSimple, 0.5)),
              static_cast<double>(stats::super_simple_cards(2000, 20000, 0.05)), 2.0);
}

// P2 again, through a plan: BRAVO at 60 % and a tenth: 244 votes in nine of ten audits.
TEST(Plan, P2BravoIsReadOffItsExactLaw) {
  PlanQuestion question;
  question.votes = {100000, 60000, 40000};
  question.risk_limit = 0.1;
  question.replicates = 100;
  const AuditPlan plan = plan_of(question);
  EXPECT_EQ(cards(plan, PlanDesign::PollingBravo, 0.5), 84);
  EXPECT_EQ(cards(plan, PlanDesign::PollingBravo, 0.9), 244);
  EXPECT_EQ(design(plan, PlanDesign::PollingBravo).basis, PlanBasis::Exact);
  // r2b2: a first round of 179 ends with nine chances in ten.
  EXPECT_LE(cards(plan, PlanDesign::PollingProvidence, 0.9), 179);
  EXPECT_GE(cards(plan, PlanDesign::PollingProvidence, 0.9), 170);
}

TEST(Plan, WhatIsNotKnownIsRefusedWithWhatWouldHelp) {
  PlanQuestion question = city();
  question.units.clear();
  question.batch_cards.reset();
  question.without_records.reset();
  const AuditPlan plan = plan_of(question);
  EXPECT_NE(design(plan, PlanDesign::PooledUnits).refusal.find("returns by unit"),
            std::string::npos);
  EXPECT_NE(design(plan, PlanDesign::BatchMacro).refusal.find("--batch-cards"), std::string::npos);
  EXPECT_NE(design(plan, PlanDesign::PooledGroup).refusal.find("--without-records"),
            std::string::npos);
  EXPECT_NE(design(plan, PlanDesign::Stratified).refusal.find("by unit"), std::string::npos);
}

TEST(Plan, EverythingWrongIsSaidAtOnce) {
  PlanQuestion question = city();
  question.votes = {1000, 500, 500};
  question.risk_limit = 1.5;
  question.redacted = 0.0;
  base::SerialExecutor executor;
  const auto refused = plan_audit(question, executor);
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> causes;
  for (const base::Problem& one : refused.problems()) causes.push_back(one.cause);
  EXPECT_EQ(causes, (std::vector<std::string>{"plan.no-lead", "plan.votes", "plan.setting",
                                              "plan.setting"}));
}

TEST(Plan, BetweenRoundsItGoesOnFromWhatWasSeen) {
  PlanQuestion question = city();
  const AuditPlan before = plan_of(question);
  SeenCards seen;
  seen.cards = 60;
  seen.votes = {60, 33, 25};
  question.seen = seen;
  const AuditPlan after = plan_of(question);
  EXPECT_LT(cards(after, PlanDesign::ComparisonDefault, 0.9),
            cards(before, PlanDesign::ComparisonDefault, 0.9));
  EXPECT_GT(cards(after, PlanDesign::ComparisonDefault, 0.5), 0);
  question.seen->two_over = 1;
  EXPECT_GT(cards(plan_of(question), PlanDesign::ComparisonDefault, 0.9),
            cards(after, PlanDesign::ComparisonDefault, 0.9));
  question.seen->votes = {60, 50, 10};
  EXPECT_LT(cards(plan_of(question), PlanDesign::PollingDefault, 0.9),
            cards(after, PlanDesign::PollingDefault, 0.9));
}

TEST(Plan, AnAuditThatReadsAQuarterGoesToAFullCount) {
  PlanQuestion question;
  question.votes = {20000, 10010, 9990};
  question.replicates = 100;
  const AuditPlan plan = plan_of(question);
  EXPECT_EQ(cards(plan, PlanDesign::PollingDefault, 0.9), 20000);
}

TEST(Plan, DesignsHaveNames) {
  for (const PlanDesign one : all_designs()) EXPECT_EQ(design_of(id_of(one)), one);
  EXPECT_FALSE(design_of("tea-leaves"));
}

}  // namespace
}  // namespace recanvass::audit
