#include "workflow/privacy_plan.h"

#include "workflow/publishing_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::StoryUnit;
using fixture::TestLedger;

// "id why group" of each withheld batch.
std::vector<std::string> plan_of(const std::vector<StoryUnit>& units, std::int64_t minimum = 10) {
  TestLedger ledger;
  fixture::tell(ledger, units);
  const auto plan = plan_privacy(ledger.operation(), minimum);
  std::vector<std::string> lines;
  if (!plan) return {fixture::causes_of(plan.problems())};
  for (const auto& [id, withheld] : plan->batches) {
    lines.push_back(id + " " + withheld.why + " " + withheld.group);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(PrivacyPlan, TheRuleAtItsBorders) {
  EXPECT_EQ(plan_of({{"dane", "W1", {10, 10}}}), Lines{});
  EXPECT_EQ(plan_of({{"dane", "W1", {9, 10, 11}}}),
            (Lines{"W1-B1 small unit:W1", "W1-B2 merged unit:W1"}));
  EXPECT_EQ(plan_of({{"dane", "W1", {0, 50}}}), Lines{}) << "nobody voted, nothing is told";
  EXPECT_EQ(plan_of({{"dane", "W1", {5, 5, 50}}}),
            (Lines{"W1-B1 small unit:W1", "W1-B2 small unit:W1"}))
      << "two small ones reach the minimum by themselves";
}

TEST(PrivacyPlan, ASmallUnitIsMergedInItsCountyAndASmallCountyInTheWhole) {
  EXPECT_EQ(plan_of({{"dane", "W1", {9}}, {"dane", "W2", {80}}, {"dane", "W3", {30}}}),
            (Lines{"W1-B1 small county:dane", "W3-B1 merged county:dane"}));
  EXPECT_EQ(plan_of({{"dane", "W1", {100}}, {"rock", "R1", {9}}}),
            (Lines{"R1-B1 small all", "W1-B1 merged all"}))
      << "the whole less Dane would be Rock";
  EXPECT_EQ(plan_of({{"dane", "W1", {4}}, {"rock", "R1", {5}}}), Lines{"bundle.small"});
  EXPECT_EQ(plan_of({{"dane", "W1", {4}}, {"rock", "R1", {5}}}, 1), Lines{});
}

TEST(PrivacyPlan, WhatIsOpenIsWithheldAndItsGroupIsNotGiven) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {
      {"dane", "W1", {9}}, {"dane", "W2", {30}}, {"dane", "W3", {80}}};
  ledger.commit(units);
  ledger.count_unit(units[0]);
  auto plan = plan_privacy(ledger.operation(), 10);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->batches.at("W1-B1").why, "small");
  EXPECT_EQ(plan->batches.at("W2-B1").why, "open");
  EXPECT_EQ(plan->batches.at("W3-B1").why, "open");
  EXPECT_TRUE(plan->groups.empty()) << "W1 alone would be told";
  ledger.count_unit(units[1]);
  plan = plan_privacy(ledger.operation(), 10);
  ASSERT_EQ(plan->groups.count("county:dane"), 1U);
  EXPECT_EQ(plan->groups.at("county:dane").counted.ballots, 39);
  EXPECT_EQ(plan->groups.at("county:dane").units, (std::vector<std::string>{"W1", "W2"}));
}

TEST(PrivacyPlan, AnEntryOfAnotherKindWithFiguresOfASmallCellIsRefused) {
  TestLedger ledger;
  fixture::tell(ledger, {{"dane", "W1", {9}}, {"dane", "W2", {30}}, {"dane", "W3", {80}}});
  const auto plan = plan_privacy(ledger.operation(), 10);
  const auto problem_of = [&](const char* kind, base::Json body) {
    Event event;
    event.kind = kind;
    event.body = std::move(body);
    const auto problem = small_cell_problem(*plan, event);
    return problem ? problem->cause : "";
  };
  EXPECT_EQ(problem_of("something.new", {{"unit", "W1"}, {"votes", 3}}), "bundle.small-cell");
  EXPECT_EQ(problem_of("something.new", {{"batch", "W2-B1"}, {"list", {{{"n", 3}}}}}),
            "bundle.small-cell");
  EXPECT_EQ(problem_of("something.new", {{"unit", "W3"}, {"votes", 3}}), "");
  EXPECT_EQ(problem_of("something.new", {{"unit", "W1"}, {"words", "three"}}), "");
  EXPECT_EQ(problem_of("batch.take", {{"batch", "W1-B1"}, {"n", 1}}), "");
}

}  // namespace
}  // namespace recanvass::workflow
