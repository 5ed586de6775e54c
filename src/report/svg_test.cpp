#include "report/svg.h"

#include "base/check.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Svg, CoordinatesHaveAtMostTwoDecimalsAndNoMinusZero) {
  const std::vector<std::pair<double, std::string>> cases = {
      {0, "0"}, {-0.001, "0"}, {12.5, "12.5"}, {12.345, "12.35"}, {-3, "-3"}, {100, "100"}};
  for (const auto& [value, text] : cases) EXPECT_EQ(coordinate(value), text);
}

TEST(Svg, TheSamePictureIsTheSameBytes) {
  Svg svg("p", 100, 50, "Title & more", "What <is> seen");
  svg.line({0, 0}, {10, 10.005}, "axis");
  svg.rect({1, 2}, 3, 4, "bar");
  svg.circle({5, 5}, 2.5, "dot");
  svg.diamond({5, 5}, 2, "d");
  svg.square({5, 5}, 2, "s");
  svg.polyline({{0, 0}, {1, 1}}, "l");
  svg.steps({{0, 0}, {1, 1}, {2, 3}}, "st");
  svg.interval(1, 9, 5, "i");
  svg.begin_group("tip");
  svg.text({1, 2}, Anchor::End, "t", "a < b");
  svg.end_group();
  EXPECT_EQ(
      svg.finish(),
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"p\" viewBox=\"0 0 100 50\" role=\"img\" "
      "aria-labelledby=\"p-title p-desc\">\n"
      "<title id=\"p-title\">Title &amp; more</title>\n"
      "<desc id=\"p-desc\">What &lt;is&gt; seen</desc>\n"
      "<line class=\"axis\" x1=\"0\" y1=\"0\" x2=\"10\" y2=\"10.01\" stroke=\"#333\" "
      "stroke-width=\"1.5\"/>\n"
      "<rect class=\"bar\" x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#0b5394\"/>\n"
      "<circle class=\"dot\" cx=\"5\" cy=\"5\" r=\"2.5\"/>\n"
      "<polygon class=\"d\" points=\"5,3 7,5 5,7 3,5\"/>\n"
      "<rect class=\"s\" x=\"3\" y=\"3\" width=\"4\" height=\"4\"/>\n"
      "<polyline class=\"l\" points=\"0,0 1,1\"/>\n"
      "<polyline class=\"st\" points=\"0,0 1,0 1,1 2,1 2,3\"/>\n"
      "<path class=\"i\" d=\"M1 1V9M1 5H9M9 1V9\"/>\n"
      "<g><title>tip</title>\n"
      "<text class=\"t\" x=\"1\" y=\"2\" text-anchor=\"end\">a &lt; b</text>\n"
      "</g>\n</svg>\n");
}

// A dashed edge, a hollow circle and a stair are told apart without the page's style sheet too.
TEST(Svg, AShapeKeepsItsLookWhereTheStyleSheetDoesNotReach) {
  Svg svg("p", 100, 50, "t", "d");
  svg.rect({1, 2}, 3, 4, "bar-goal");
  svg.circle({5, 5}, 2, "date-passed");
  svg.diamond({5, 5}, 2, "rung-enough");
  svg.steps({{0, 0}, {1, 1}}, "stair");
  svg.line({0, 0}, {1, 1}, "limit");
  const std::string picture = svg.finish();
  for (const char* part : {"height=\"4\" fill=\"#fff\" stroke=\"#0b5394\" stroke-width=\"2\" "
                           "stroke-dasharray=\"5 3\"/>",
                           "r=\"2\" fill=\"#fff\" stroke=\"#333\"", "3,5\" fill=\"#9c1c1c\"/>",
                           "1,1\" fill=\"none\"", "stroke-dasharray=\"6 4\"/>"}) {
    EXPECT_NE(picture.find(part), std::string::npos) << part << picture;
  }
}

TEST(Svg, AnOpenGroupIsABrokenProgram) {
  Svg svg("p", 1, 1, "t", "d");
  svg.begin_group("tip");
  EXPECT_THROW(static_cast<void>(svg.finish()), base::BrokenProgram);
}

TEST(Axis, LinearEndsAndMiddle) {
  const Axis axis = Axis::linear(10, 20, 100, 200);
  EXPECT_EQ(axis.position(10), 100);
  EXPECT_EQ(axis.position(15), 150);
  EXPECT_EQ(axis.position(20), 200);
  EXPECT_EQ(axis.position(9), 100) << "outside stands at the end";
  EXPECT_EQ(axis.position(21), 200);
}

TEST(Axis, ALogAxisGivesEachPowerOfTenTheSameRoom) {
  const Axis axis = Axis::log10(0.001, 1000, 0, 600);
  EXPECT_EQ(coordinate(axis.position(0.01)), "100");
  EXPECT_EQ(coordinate(axis.position(1)), "300");
  EXPECT_EQ(axis.position(0), 0) << "nothing has no logarithm and stands at the low end";
  ASSERT_EQ(axis.ticks().size(), 7U);
  EXPECT_EQ(coordinate(axis.ticks()[3].position), "300");
  EXPECT_THROW(static_cast<void>(Axis::log10(0, 1, 0, 1)), base::BrokenProgram);
}

TEST(Axis, LinearTicksAreRound) {
  struct Case {
    double low, high;
    int ticks_max;
    std::vector<double> values;
  };
  const std::vector<Case> cases = {{0, 10, 5, {0, 2, 4, 6, 8, 10}},
                                   {209, 287, 8, {210, 220, 230, 240, 250, 260, 270, 280}},
                                   {0, 1, 2, {0, 0.5, 1}},
                                   {3, 4, 1, {3, 4}}};
  for (const Case& row : cases) {
    const std::vector<Tick> ticks = Axis::linear(row.low, row.high, 0, 1).ticks(row.ticks_max);
    ASSERT_EQ(ticks.size(), row.values.size()) << row.low << " to " << row.high;
    for (std::size_t i = 0; i < ticks.size(); ++i) EXPECT_NEAR(ticks[i].value, row.values[i], 1e-9);
  }
}

}  // namespace
}  // namespace recanvass::report
