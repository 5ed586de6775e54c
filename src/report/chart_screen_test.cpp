#include "report/chart_screen.h"

#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::report {
namespace {

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(ChartScreen, ACurveDrawsEachSpecificationAndMarksThoseNotToldFromNought) {
  const auto chart = chart_curve(sample_screening().answers[0]).value();
  EXPECT_EQ(chart.table.rows.size(), 2u);
  // By its words and never as nought: ids of the question's file mean nothing to a reader.
  EXPECT_EQ(chart.table.rows[0][1], "the fall of the share");
  EXPECT_EQ(chart.table.rows[0][6], "0.0001");
  EXPECT_EQ(times(chart.wide, "class=\"range\""), 2u);
  EXPECT_EQ(times(chart.wide, "class=\"now-press\""), 1u);
  EXPECT_EQ(times(chart.wide, "class=\"limit\""), 1u);  // the line at 0
}

TEST(ChartScreen, AFunnelDrawsEveryUnitAndListsThoseOutside) {
  const auto chart = chart_funnel(sample_screening().answers[1]).value();
  ASSERT_EQ(chart.table.rows.size(), 1u);
  EXPECT_EQ(chart.table.rows[0][0], "town 7");
  EXPECT_EQ(times(chart.wide, "<circle"), 30u);
  EXPECT_EQ(times(chart.wide, "past-reversed"), 1u);
}

TEST(ChartScreen, ARecountHasARowALabelAndAnAnswerOfAnotherKindNoPicture) {
  const auto answers = sample_screening().answers;
  const auto chart = chart_recounted(answers[2]).value();
  EXPECT_EQ(chart.table.rows[1][0], "Optech Eagle");
  EXPECT_EQ(chart.table.rows[0].back(), "+131");
  EXPECT_FALSE(chart_curve(answers[2]).has_value());
  EXPECT_FALSE(chart_funnel(answers[0]).has_value());
  EXPECT_FALSE(chart_recounted(answers[1]).has_value());
  for (const auto& row : chart.table.rows) EXPECT_EQ(row.size(), chart.table.heads.size());
}

TEST(ChartScreen, ModesAreDrawnBesideTheFirstAndAllOfThemListed) {
  const auto chart = chart_modes(sample_screening().answers[3]).value();
  EXPECT_NE(chart.wide.find("by mail"), std::string::npos);
  ASSERT_EQ(chart.table.rows.size(), 2u);
  EXPECT_EQ(chart.table.rows[0][4], "-");
  EXPECT_EQ(chart.table.rows[1][3], "75.0");
  EXPECT_EQ(chart.table.rows[1][4], "+1.0986");
  EXPECT_FALSE(chart_modes(sample_screening().answers[0]));
}

}  // namespace
}  // namespace recanvass::report
