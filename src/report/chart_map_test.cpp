#include "report/chart_map.h"

#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

std::size_t times_in(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

screen::Answered mapped_answer() {
  screen::Answered answer = sample_screening().answers[0];
  answer.map = screen::ResidualMap{"the fall",
                                   "education",
                                   {{"55001", "Adams", 0.07},
                                    {"55003", "Ashland", -0.012},
                                    {"55005", "Barron", 0.0},
                                    {"", "Nowhere", 0.001}}};
  return answer;
}

screen::UnitShapes four_squares(bool projected) {
  screen::UnitShapes shapes{"counties.json", projected, {}};
  double west = -90.0;
  for (const char* id : {"55001", "55003", "55005", "27001"}) {
    shapes.shapes.push_back(
        {id, "", {{{west, 43.0}, {west + 1, 43.0}, {west + 1, 44.0}, {west, 44.0}, {west, 43.0}}}});
    west += 1.0;
  }
  return shapes;
}

TEST(ChartMap, CountiesAreFilledByTheirResidualAndTheScaleIsLabelled) {
  const auto chart = chart_map(mapped_answer(), four_squares(false)).value();
  // 7 points over three and a half bands: a step of 2. Each band stands in the scale once.
  EXPECT_EQ(times_in(chart.wide, "class=\"band-high-3\""), 2u);
  EXPECT_EQ(times_in(chart.wide, "class=\"band-low-1\""), 2u);  // -1.2 is beyond half a step
  EXPECT_EQ(times_in(chart.wide, "class=\"band-none\""), 2u);
  EXPECT_EQ(times_in(chart.wide, "class=\"band-low-3\""), 1u);
  EXPECT_EQ(times_in(chart.wide, "<path"), 3u);  // no county of another state
  for (const char* words : {">-5.0<", ">-1.0<", ">+1.0<", ">+5.0<", "Adams: +7.0 points",
                            "points beyond what the controls let expect"}) {
    EXPECT_NE(chart.wide.find(words), std::string::npos) << words;
  }
  EXPECT_NE(chart.key.find("3 of 4 units have a shape in counties.json"), std::string::npos);
  ASSERT_EQ(chart.table.rows.size(), 4u);
  EXPECT_EQ(chart.table.rows[0], (std::vector<std::string>{"Adams", "+7.0"}));
  EXPECT_EQ(chart.table.rows[3][0], "Ashland");
}

TEST(ChartMap, DegreesHaveNorthAboveAndProjectedShapesStandAsTheyAre) {
  const auto path_of = [](const Chart& chart) {
    const auto at = chart.wide.find(" d=\"M");
    return chart.wide.substr(at, chart.wide.find('"', at + 4) - at);
  };
  const std::string degrees = path_of(chart_map(mapped_answer(), four_squares(false)).value());
  const std::string flat = path_of(chart_map(mapped_answer(), four_squares(true)).value());
  // The first corner is the south-western one: at the bottom, and at the top.
  EXPECT_EQ(degrees.find(" d=\"M0,0"), std::string::npos) << degrees;
  EXPECT_EQ(flat.find(" d=\"M0,0"), 0u) << flat;
}

TEST(ChartMap, BandsChangeAtTheirLabels) {
  EXPECT_EQ(band_of(0.0099, 0.02), 0);
  EXPECT_EQ(band_of(0.0101, 0.02), 1);
  EXPECT_EQ(band_of(-0.0301, 0.02), -2);
  EXPECT_EQ(band_of(9.0, 0.02), 3);
  EXPECT_EQ(band_of(-9.0, 0.02), -3);
}

TEST(ChartMap, WithoutShapesThereIsNoMapAndThePageSaysSo) {
  const screen::Answered answer = mapped_answer();
  EXPECT_FALSE(chart_map(answer, std::nullopt).has_value());
  EXPECT_NE(no_map_words(answer, std::nullopt).find("--shapes FILE"), std::string::npos);
  EXPECT_EQ(no_map_words(answer, four_squares(false)), "");
  screen::UnitShapes other = four_squares(false);
  other.shapes.resize(4);
  other.shapes.erase(other.shapes.begin(), other.shapes.begin() + 3);
  EXPECT_FALSE(chart_map(answer, other).has_value());
  EXPECT_NE(no_map_words(answer, other).find("none of these units"), std::string::npos);
  EXPECT_EQ(no_map_words(sample_screening().answers[1], std::nullopt), "");  // no residuals
}

}  // namespace
}  // namespace recanvass::report
