// Outlines of counties out of a TopoJSON file, as us-atlas publishes them: arcs that neighbours
// share, in whole numbers or not, put together to the rings of each unit. For the maps of
// report/chart_map.h. Format: the TopoJSON specification, version 1.
#pragma once

#include "base/result.h"
#include "screen/unit_shape.h"

#include <string>
#include <string_view>

namespace recanvass::formats {

/// @param text  one JSON text   @param file  named in problems and on the page
/// @param object  of the topology; where it is not there and the file has one object, that one
/// Shapes of polygons and multipolygons in their order; other geometries are passed over. An id
/// that is a number is written as it stands.
/// Causes: those of base::parse_json, shapes.kind (no topology, no arcs), shapes.object (none of
/// that name), shapes.arc (an arc that is not there, or of fewer than two points), shapes.point.
base::Result<screen::UnitShapes> read_topo_shapes(std::string_view text, const std::string& file,
                                                  const std::string& object = "counties");

}  // namespace recanvass::formats
