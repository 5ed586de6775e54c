#include "formats/topo_shapes.h"

#include "base/json.h"
#include "formats/problem_list.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::formats {
namespace {

using base::Json;
using ShapePoint = std::pair<double, double>;
using ShapeLine = std::vector<ShapePoint>;

constexpr double kDegreesAcross = 180.0;
constexpr double kDegreesUp = 90.0;

class TopologyReader {
 public:
  TopologyReader(const Json& topology, std::string file)
      : topology_(topology), file_(std::move(file)) {}

  base::Result<screen::UnitShapes> read(const std::string& object) {
    if (!topology_.is_object() || topology_.value("type", Json()) != "Topology" ||
        !has_array(topology_, "arcs") || !topology_.value("objects", Json()).is_object()) {
      return problem("shapes.kind", "", "no topology with arcs and objects", "a TopoJSON file",
                     "Give the counties of us-atlas, counties-10m.json, or a file like it.");
    }
    read_arcs();
    const Json& objects = topology_.at("objects");
    auto chosen = objects.find(object);
    if (chosen == objects.end() && objects.size() == 1) chosen = objects.begin();
    if (chosen == objects.end() || !has_array(*chosen, "geometries")) {
      std::vector<std::string> names;
      for (const auto& [name, value] : objects.items()) names.push_back(name);
      return problem("shapes.object", "/objects", listed(names, 10), "an object " + quote(object),
                     "Give a file of shapes that has it.");
    }
    out_.file = file_;
    std::size_t number = 0;
    for (const Json& geometry : chosen->at("geometries")) {
      read_geometry(geometry, fmt::format("/objects/{}/geometries/{}", chosen.key(), number++));
    }
    if (!problems_.empty()) return problems_;
    return std::move(out_);
  }

 private:
  static bool has_array(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) && object.at(key).is_array();
  }

  base::Problem problem(const char* cause, const std::string& at, std::string found,
                        std::string wanted, std::string mend) const {
    return {cause, {file_, 0, at}, std::move(found), std::move(wanted), std::move(mend)};
  }

  // Two numbers; the transform's pair of them where there is none.
  static ShapePoint pair_of(const Json& object, const char* key, ShapePoint otherwise) {
    if (!has_array(object, key) || object.at(key).size() != 2) return otherwise;
    const Json& pair = object.at(key);
    if (!pair[0].is_number() || !pair[1].is_number()) return otherwise;
    return {pair[0].get<double>(), pair[1].get<double>()};
  }

  // With a transform points are steps from the one before, in whole numbers.
  void read_arcs() {
    const Json transform = topology_.value("transform", Json());
    const bool in_steps = transform.is_object();
    const ShapePoint scale = pair_of(transform, "scale", {1.0, 1.0});
    const ShapePoint translate = pair_of(transform, "translate", {0.0, 0.0});
    std::size_t number = 0;
    for (const Json& arc : topology_.at("arcs")) {
      ShapeLine line;
      ShapePoint at{0.0, 0.0};
      for (const Json& point : arc.is_array() ? arc : Json::array()) {
        const bool is_point =
            point.is_array() && point.size() >= 2 && point[0].is_number() && point[1].is_number();
        if (!is_point) {
          problems_.push_back(problem("shapes.point", fmt::format("/arcs/{}", number),
                                      point.dump().substr(0, 40), "two numbers",
                                      "Give the file as it was published."));
          break;
        }
        const ShapePoint read{point[0].get<double>(), point[1].get<double>()};
        at = in_steps ? ShapePoint{at.first + read.first, at.second + read.second} : read;
        line.emplace_back(at.first * scale.first + translate.first,
                          at.second * scale.second + translate.second);
        const ShapePoint& last = line.back();
        if (!std::isfinite(last.first) || !std::isfinite(last.second)) {
          problems_.push_back(problem("shapes.point", fmt::format("/arcs/{}", number),
                                      "a point beyond all numbers", "two numbers",
                                      "Give the file as it was published."));
          break;
        }
        out_.projected = out_.projected || std::abs(last.first) > kDegreesAcross ||
                         std::abs(last.second) > kDegreesUp;
      }
      arcs_.push_back(std::move(line));
      ++number;
    }
  }

  // Arcs end to end; ~i is arc i from its end. The point where two meet is in both.
  ShapeLine ring_of(const Json& indices, const std::string& at) {
    ShapeLine ring;
    for (const Json& index : indices.is_array() ? indices : Json::array()) {
      const std::int64_t number = index.is_number_integer() ? index.get<std::int64_t>() : 0;
      const auto place = static_cast<std::size_t>(number < 0 ? -(number + 1) : number);
      if (!index.is_number_integer() || place >= arcs_.size() || arcs_[place].size() < 2) {
        problems_.push_back(
            problem("shapes.arc", at, index.dump().substr(0, 40),
                    fmt::format("an arc of 2 points or more, 0 to {}", arcs_.size()),
                    "Give the file as it was published."));
        return {};
      }
      ShapeLine line = arcs_[place];
      if (number < 0) line.assign(arcs_[place].rbegin(), arcs_[place].rend());
      ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
    }
    return ring;
  }

  void read_geometry(const Json& geometry, const std::string& at) {
    if (!has_array(geometry, "arcs")) return;
    const Json kind = geometry.value("type", Json());
    const std::string type = kind.is_string() ? kind.get<std::string>() : "";
    screen::UnitShape shape;
    const Json id = geometry.value("id", Json());
    shape.id = id.is_string() ? id.get<std::string>() : id.is_null() ? "" : id.dump();
    const Json properties = geometry.value("properties", Json());
    if (properties.is_object() && properties.value("name", Json()).is_string()) {
      shape.name = properties.at("name").get<std::string>();
    }
    const auto add_polygon = [&](const Json& polygon) {
      for (const Json& ring : polygon.is_array() ? polygon : Json::array()) {
        auto line = ring_of(ring, at);
        if (!line.empty()) shape.rings.push_back(std::move(line));
      }
    };
    if (type == "Polygon") add_polygon(geometry.at("arcs"));
    if (type == "MultiPolygon") {
      for (const Json& polygon : geometry.at("arcs")) add_polygon(polygon);
    }
    if (!shape.rings.empty()) out_.shapes.push_back(std::move(shape));
  }

  const Json& topology_;
  std::string file_;
  std::vector<ShapeLine> arcs_;
  screen::UnitShapes out_;
  base::Problems problems_;
};

}  // namespace

base::Result<screen::UnitShapes> read_topo_shapes(std::string_view text, const std::string& file,
                                                  const std::string& object) {
  const auto parsed = base::parse_json(text, file);
  if (!parsed) return parsed.problems();
  return TopologyReader(*parsed, file).read(object);
}

}  // namespace recanvass::formats
