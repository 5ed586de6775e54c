#include "screen/specification.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// Forty counties in which large places use machines and change more; machines do nothing.
UnitTable confounded(double effect, std::size_t towns_a_county = 1) {
  UnitTable table;
  table.words = "towns";
  table.group_words = "counties";
  Measure machine{"machine", "machine", {}};
  Measure size{"size", "size", {}};
  Measure change{"change", "change", {}};
  Measure earlier{"earlier", "earlier change", {}};
  Measure votes{"votes", "votes", {}};
  for (std::size_t i = 0; i < 40 * towns_a_county; ++i) {
    stats::RandomStream random({6, 6}, i);
    const double large = stats::draw_normal(random);
    const double with = large + 0.7 * stats::draw_normal(random) > 0.0 ? 1.0 : 0.0;
    table.units.push_back("town " + std::to_string(i));
    table.groups.push_back("county " + std::to_string(i / towns_a_county));
    machine.values.push_back(with);
    size.values.push_back(large);
    change.values.push_back(0.03 * large + effect * with + 0.01 * stats::draw_normal(random));
    earlier.values.push_back(0.03 * large + 0.01 * stats::draw_normal(random));
    votes.values.push_back(1000.0 + 10.0 * static_cast<double>(i));
  }
  table.measures = {machine, size, change, earlier, votes};
  return table;
}

CurveQuestion ask() {
  CurveQuestion question;
  question.property = "machine";
  question.outcomes = {"change"};
  question.controls = {{"nothing", {}, false}, {"size", {"size"}, false}};
  question.weights = {"", "votes"};
  question.placebos = {"earlier"};
  question.resampling = {499, {11, 1}};
  return question;
}

TEST(SpecificationCurve, AConfoundedPropertyLosesItsEffectWhenTheOtherIsHeldEqual) {
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(confounded(0.0), ask(), executor);
  ASSERT_EQ(answer.specifications.size(), 4u);
  ASSERT_NE(answer.claimed(), nullptr);
  ASSERT_NE(answer.decisive(), nullptr);
  EXPECT_LT(answer.claimed()->p_largest(), 0.01);
  EXPECT_GT(answer.claimed()->coefficient, 0.02);
  EXPECT_GT(answer.decisive()->p_largest(), 0.05);
  EXPECT_LT(std::abs(answer.decisive()->coefficient), 0.01);
  // The same regression "finds" an effect in an election that nobody disputes.
  ASSERT_EQ(answer.placebos.size(), 1u);
  EXPECT_LT(answer.placebos[0].p, 0.01);
}

TEST(SpecificationCurve, ARealEffectSurvivesEveryControlAndEveryCountyLeftOut) {
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(confounded(0.05), ask(), executor);
  const Specification& last = *answer.decisive();
  EXPECT_LT(last.p_largest(), 0.01);
  EXPECT_GT(last.least_without, 0.03);
  EXPECT_LE(last.least_without, last.coefficient);
  EXPECT_GE(last.most_without, last.coefficient);
  EXPECT_LT(last.low, 0.05);
  EXPECT_GT(last.high, 0.05);
}

TEST(SpecificationCurve, GroupEffectsAreThoseOfAColumnForEachGroup) {
  const UnitTable table = confounded(0.02, 5);
  CurveQuestion question = ask();
  question.controls = {{"size, within counties", {"size"}, true}};
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(table, question, executor);
  ASSERT_EQ(answer.specifications.size(), 2u) << answer.refused.front();
  for (const Specification& spec : answer.specifications) {
    Regressors x;
    x.add("machine", table.measure("machine")->values);
    x.add("size", table.measure("size")->values);
    const auto groups = numbered_groups(table.groups);
    for (std::size_t group = 0; group < 40; ++group) {
      std::vector<double> column;
      for (const std::size_t of_unit : groups) column.push_back(of_unit == group ? 1.0 : 0.0);
      x.add("county " + std::to_string(group), column);
    }
    const auto weights =
        spec.weights.empty() ? std::vector<double>{} : table.measure("votes")->values;
    const auto fit = fit_least_squares(table.measure("change")->values, x, weights).value();
    EXPECT_NEAR(spec.coefficient, fit.coefficients[0], 1e-12);
    EXPECT_EQ(spec.error_kind, ErrorKind::CR1);
    EXPECT_EQ(spec.p_dealt.has_value(), spec.weights.empty());
  }
}

TEST(SpecificationCurve, NeighboursAndMatchesAreComparedAsPairsWithoutWeights) {
  UnitTable table = confounded(0.05);
  for (std::size_t i = 0; i + 1 < 40; ++i) table.neighbours.emplace_back(i, i + 1);
  CurveQuestion question = ask();
  ControlSet borders{"size, neighbours", {"size"}, false};
  borders.neighbours = true;
  ControlSet matched{"matched on size", {}, false};
  matched.matched_on = {"size"};
  question.controls = {{"nothing", {}, false}, borders, matched, {"size", {"size"}, false}};
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(table, question, executor);
  ASSERT_EQ(answer.specifications.size(), 6u) << answer.refused.front();  // 2 + 1 + 1 + 2
  const Specification& border = answer.specifications[2];
  const Specification& match = answer.specifications[3];
  EXPECT_EQ(border.pairs, 39u);
  EXPECT_EQ(match.pairs, match.units / 2);
  EXPECT_EQ(match.pair_distances.size(), match.pairs);
  EXPECT_TRUE(border.pair_distances.empty());
  EXPECT_NEAR(border.coefficient, 0.05, 0.03);  // size is held equal; matches differ in it
  for (const Specification* spec : {&border, &match}) {
    EXPECT_GT(spec->coefficient, 0.02);
    EXPECT_FALSE(spec->p_wild.has_value());
    EXPECT_LT(spec->p_largest(), 0.05);
    EXPECT_LE(spec->least_without, spec->coefficient);
    EXPECT_GE(spec->most_without, spec->coefficient);
    EXPECT_FALSE(spec->least_group.empty());
  }
  table.neighbours.clear();
  EXPECT_EQ(answer_curve(table, question, executor).refused.size(), 1u);
}

TEST(SpecificationCurve, EverySpecificationIsOfTheSameUnits) {
  UnitTable table = confounded(0.05);
  for (std::size_t i = 0; i < 10; ++i) table.measures[1].values[i] = std::nan("");
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(table, ask(), executor);
  EXPECT_EQ(answer.used.size(), 30u);
  for (const Specification& spec : answer.specifications) EXPECT_EQ(spec.units, 30u);
}

TEST(SpecificationCurve, ASetMayMeasureThePropertyInAnotherWayAndChangesNoOther) {
  UnitTable table = confounded(0.05);
  Measure sound = *table.measure("machine");
  sound.id = "sound";
  for (std::size_t i = 0; i < 4; ++i) sound.values[i] = std::nan("");
  table.measures.push_back(sound);
  CurveQuestion question = ask();
  base::SerialExecutor executor;
  const CurveAnswer before = answer_curve(table, question, executor);
  ControlSet last = question.controls.back();
  last.property = "sound";
  question.controls.push_back(last);
  const CurveAnswer answer = answer_curve(table, question, executor);
  EXPECT_EQ(answer.decisive()->units, 36u);
  EXPECT_EQ(answer.claimed()->units, 40u);
  EXPECT_EQ(answer.claimed()->coefficient, before.claimed()->coefficient);
  EXPECT_NE(answer.decisive()->coefficient, before.decisive()->coefficient);
  EXPECT_EQ(decisive_residuals(table, question).size(), 36u);
}

TEST(SpecificationCurve, WhatCannotBeFittedIsSaidAndTheRestAnswered) {
  CurveQuestion question = ask();
  question.controls.push_back({"size twice", {"size", "size"}, false});
  base::SerialExecutor executor;
  const CurveAnswer answer = answer_curve(confounded(0.0), question, executor);
  EXPECT_EQ(answer.specifications.size(), 4u);
  EXPECT_EQ(answer.refused.size(), 2u);
  EXPECT_EQ(answer.decisive(), nullptr);
}

TEST(SpecificationCurve, ElsewhereTakesGroupsWithEnoughOnEitherSide) {
  const auto runs = run_elsewhere(confounded(0.0, 20), "change", "machine");
  EXPECT_GT(runs.size(), 30u);
  std::size_t seen = 0;
  for (const ElsewhereRun& run : runs) seen += run.p < 0.05 ? 1 : 0;
  EXPECT_GT(seen, runs.size() / 2);  // the confounder is everywhere
  EXPECT_TRUE(run_elsewhere(confounded(0.0, 4), "change", "machine").empty());
}

}  // namespace
}  // namespace recanvass::screen
