#include "formats/topo_shapes.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Two squares that share a border (arc 0, upwards), in steps; the second has a hole.
const std::string kSquares = R"({
  "type": "Topology",
  "transform": {"scale": [0.5, 2], "translate": [-90, 40]},
  "objects": {"counties": {"type": "GeometryCollection", "geometries": [
    {"type": "Polygon", "arcs": [[0, 1]], "id": "55001", "properties": {"name": "West"}},
    {"type": "MultiPolygon", "arcs": [[[-1, 2], [3]]], "id": 55003},
    {"type": "Point", "coordinates": [1, 1], "id": "x"}]},
    "states": {"type": "GeometryCollection", "geometries": []}},
  "arcs": [
    [[2, 0], [0, 1]],
    [[2, 1], [-2, 0], [0, -1], [2, 0]],
    [[2, 0], [2, 0], [0, 1], [-2, 0]],
    [[3, 0], [0, 1], [-1, 0], [1, -1]]
  ]})";

std::string with_arcs(const std::string& from, const std::string& to) {
  std::string text = kSquares;
  return text.replace(text.find(from), from.size(), to);
}

std::string topo_cause(const std::string& text, const std::string& object = "counties") {
  const auto shapes = read_topo_shapes(text, "counties.json", object);
  return shapes.ok() ? "" : shapes.problems().at(0).cause;
}

using Ring = std::vector<std::pair<double, double>>;

TEST(TopoShapes, ArcsInStepsBecomeRingsAndASharedBorderIsReadBackwards) {
  const auto shapes = read_topo_shapes(kSquares, "counties.json");
  ASSERT_TRUE(shapes.ok()) << base::sentences(shapes.problems());
  EXPECT_FALSE(shapes->projected);
  ASSERT_EQ(shapes->shapes.size(), 2u);  // a point has no area
  EXPECT_EQ(shapes->shapes[0].id, "55001");
  EXPECT_EQ(shapes->shapes[0].name, "West");
  EXPECT_EQ(shapes->shapes[0].rings,
            (std::vector<Ring>{{{-89, 40}, {-89, 42}, {-90, 42}, {-90, 40}, {-89, 40}}}));
  EXPECT_EQ(shapes->shapes[1].id, "55003");
  ASSERT_EQ(shapes->shapes[1].rings.size(), 2u);
  EXPECT_EQ(shapes->shapes[1].rings[0],
            (Ring{{-89, 42}, {-89, 40}, {-88, 40}, {-88, 42}, {-89, 42}}));
}

TEST(TopoShapes, WithoutATransformPointsStandAsTheyAreAndLargeOnesAreProjected) {
  const auto shapes = read_topo_shapes(
      R"({"type": "Topology", "objects": {"map": {"type": "GeometryCollection", "geometries": [
          {"type": "Polygon", "arcs": [[0]], "id": "1"}]}},
          "arcs": [[[0, 0], [975.5, 0], [975.5, 610], [0, 0]]]})",
      "albers.json");
  ASSERT_TRUE(shapes.ok()) << base::sentences(shapes.problems());  // the one object that is there
  EXPECT_TRUE(shapes->projected);
  EXPECT_EQ(shapes->shapes.at(0).rings.at(0).at(1).first, 975.5);
}

TEST(TopoShapes, WhatIsNoTopologyOrLacksAnArcIsRefusedWithItsPlace) {
  EXPECT_EQ(topo_cause("{"), "json.syntax");
  EXPECT_EQ(topo_cause("[]"), "shapes.kind");
  EXPECT_EQ(topo_cause(R"({"type": "FeatureCollection", "features": []})"), "shapes.kind");
  EXPECT_EQ(topo_cause(kSquares, "tracts"), "shapes.object");
  EXPECT_EQ(topo_cause(with_arcs("[[0, 1]]", "[[0, 4]]")), "shapes.arc");
  EXPECT_EQ(topo_cause(with_arcs("[[0, 1]]", "[[0, -5]]")), "shapes.arc");
  EXPECT_EQ(topo_cause(with_arcs("[[0, 1]]", "[[0, 1.5]]")), "shapes.arc");
  EXPECT_EQ(topo_cause(with_arcs("[[0, 1]]", "[[0, 3]]")), "");  // the last that is there
  EXPECT_EQ(topo_cause(with_arcs("[2, 0], [0, 1]],", "[2, \"a\"], [0, 1]],")), "shapes.point");
  EXPECT_EQ(
      read_topo_shapes(with_arcs("[[0, 1]]", "[[9]]"), "c.json").problems().at(0).place.column,
      "/objects/counties/geometries/0");
}

// Each of them is a file that somebody can make.
TEST(TopoShapes, AKindThatIsNoTextARingWithoutArcsAndPointsBeyondNumbersBreakNothing) {
  const auto read = [](const std::string& geometry, const std::string& arcs) {
    return read_topo_shapes(R"({"type": "Topology", "transform": {"scale": [1e200, 1]}, "objects":)"
                            R"({"m": {"type": "GeometryCollection", "geometries": [)" +
                                geometry + "]}}, \"arcs\": [" + arcs + "]}",
                            "m.json");
  };
  const auto number = read(R"({"type": 7, "arcs": [[0]]})", "[[0, 0], [1, 0], [0, 1]]");
  ASSERT_TRUE(number.ok()) << base::sentences(number.problems());
  EXPECT_TRUE(number->shapes.empty());
  const auto empty = read(R"({"type": "Polygon", "arcs": [[], [0]]})", "[[0, 0], [1, 0], [0, 1]]");
  ASSERT_TRUE(empty.ok());
  EXPECT_EQ(empty->shapes.at(0).rings.size(), 1U);
  const auto beyond = read(R"({"type": "Polygon", "arcs": [[0]]})", "[[1e200, 0], [1, 0]]");
  ASSERT_FALSE(beyond.ok());
  EXPECT_EQ(beyond.problems().at(0).cause, "shapes.point");
}

}  // namespace
}  // namespace recanvass::formats
