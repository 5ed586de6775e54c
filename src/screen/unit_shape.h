// Outlines of units for a map, as a file of shapes has them (formats/topo_shapes.h). Units name
// their shape by its id (screen/unit_table.h); drawn by report/chart_map.h.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace recanvass::screen {

struct UnitShape {
  std::string id;  ///< "55025"
  std::string name;  ///< "Dane"; may be empty
  /// Closed rings of points (x, y), longitude and latitude or already projected; a hole is a ring.
  std::vector<std::vector<std::pair<double, double>>> rings;
};

/// One file of shapes.
struct UnitShapes {
  std::string file;
  /// y grows downwards and x and y have one scale: drawn as they are. Else degrees.
  bool projected = false;
  std::vector<UnitShape> shapes;
};

}  // namespace recanvass::screen
