#include "report/chart_map.h"

#include "base/figures.h"
#include "report/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::report {
namespace {

constexpr int kBands = 3;  // on either side
constexpr double kToRadians = 3.14159265358979323846 / 180.0;

// A unit with its outline.
struct DrawnUnit {
  const screen::UnitShape* shape = nullptr;
  const screen::ResidualMap::Unit* unit = nullptr;
};

std::vector<DrawnUnit> drawn_units(const screen::ResidualMap& map,
                                   const screen::UnitShapes& shapes) {
  std::map<std::string, const screen::UnitShape*> by_id;
  for (const screen::UnitShape& shape : shapes.shapes) by_id.emplace(shape.id, &shape);
  std::vector<DrawnUnit> units;
  for (const screen::ResidualMap::Unit& unit : map.units) {
    const auto shape = by_id.find(unit.shape);
    if (shape != by_id.end()) units.push_back({shape->second, &unit});
  }
  return units;
}

// 1, 2 or 5 times a power of ten, so that three and a half of them reach the farthest residual.
double step_of(const std::vector<DrawnUnit>& units) {
  double most = 0.0;
  for (const DrawnUnit& one : units) most = std::max(most, std::abs(one.unit->residual));
  const double wanted = most / (kBands + 0.5);
  if (!(wanted > 0.0)) return 1.0;
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= wanted) return times * power;
  }
  return 10.0 * power;
}

// Outlines to places in the picture. Degrees are drawn with as many miles across as up at the
// middle of the map, north above.
class Projection {
 public:
  Projection(const std::vector<DrawnUnit>& units, bool projected, double width, double height_most)
      : projected_(projected) {
    for (const DrawnUnit& one : units) {
      for (const auto& ring : one.shape->rings) {
        for (const auto& [x, y] : ring) {
          west_ = std::min(west_, x);
          east_ = std::max(east_, x);
          low_ = std::min(low_, y);
          high_ = std::max(high_, y);
        }
      }
    }
    narrowing_ = projected ? 1.0 : std::cos(kToRadians * 0.5 * (low_ + high_));
    const double across = std::max(1e-9, (east_ - west_) * narrowing_);
    const double up = std::max(1e-9, high_ - low_);
    scale_ = std::min(width / across, height_most / up);
    left_ = 0.5 * (width - scale_ * across);
    height_ = scale_ * up;
  }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] Point place(double x, double y) const {
    return {left_ + (x - west_) * narrowing_ * scale_,
            (projected_ ? y - low_ : high_ - y) * scale_};
  }

 private:
  bool projected_;
  double west_ = 1e12;
  double east_ = -1e12;
  double low_ = 1e12;
  double high_ = -1e12;
  double narrowing_ = 1.0;
  double scale_ = 1.0;
  double left_ = 0.0;
  double height_ = 0.0;
};

// Points that fall on one tenth of a pixel are one.
std::vector<Point> placed_ring(const Projection& projection,
                               const std::vector<std::pair<double, double>>& ring) {
  std::vector<Point> points;
  for (const auto& [x, y] : ring) {
    const Point exact = projection.place(x, y);
    const Point at{std::round(10.0 * exact.x) / 10.0, std::round(10.0 * exact.y) / 10.0};
    const bool same = !points.empty() && points.back().x == at.x && points.back().y == at.y;
    if (!same) points.push_back(at);
  }
  return points;
}

std::string band_class(int band) {
  return band == 0  ? "band-none"
         : band < 0 ? fmt::format("band-low-{}", -band)
                    : fmt::format("band-high-{}", band);
}

std::string points_words(double residual) { return fmt::format("{:+.1f}", 100.0 * residual); }

std::string draw_map(const std::vector<DrawnUnit>& units, const screen::ResidualMap& map,
                     bool projected, const std::string& id, const std::string& title,
                     ChartWidth width) {
  const double all = width_in_pixels(width);
  const double step = step_of(units);
  const Projection projection(units, projected, all, width == ChartWidth::Wide ? 560.0 : 340.0);
  const double scale_at = projection.height() + 16.0;
  Svg svg(id + suffix_of(width), all, scale_at + 58.0, title,
          fmt::format("{} units, each filled by what is left of {} with {} held equal; the table "
                      "below holds every figure.",
                      units.size(), map.outcome, map.held));
  for (const DrawnUnit& one : units) {
    svg.begin_group(fmt::format("{}: {} points", one.unit->unit, points_words(one.unit->residual)));
    std::vector<std::vector<Point>> rings;
    for (const auto& ring : one.shape->rings) rings.push_back(placed_ring(projection, ring));
    svg.area(rings, band_class(band_of(one.unit->residual, step)));
    svg.end_group();
  }
  const double box = std::min(64.0, all / (2.0 * kBands + 1.0) - 2.0);
  const double first = 0.5 * (all - box * (2.0 * kBands + 1.0));
  for (int band = -kBands; band <= kBands; ++band) {
    const double x = first + box * (band + kBands);
    svg.rect({x, scale_at}, box, 12.0, band_class(band));
    if (band == kBands) continue;
    svg.text({x + box, scale_at + 28.0}, Anchor::Middle, "tick", points_words((band + 0.5) * step));
  }
  svg.text({all / 2, scale_at + 48.0}, Anchor::Middle, "label",
           "points beyond what the controls let expect");
  return svg.finish();
}

}  // namespace

int band_of(double residual, double step) {
  return static_cast<int>(
      std::clamp(std::round(residual / step), -static_cast<double>(kBands), double{kBands}));
}

std::optional<Chart> chart_map(const screen::Answered& answer,
                               const std::optional<screen::UnitShapes>& shapes) {
  if (!answer.map || !shapes) return std::nullopt;
  const std::vector<DrawnUnit> units = drawn_units(*answer.map, *shapes);
  if (units.empty()) return std::nullopt;
  const std::string id = answer.question.id + "-map";
  const std::string title = "What is left of each unit: " + answer.map->outcome;
  std::vector<const screen::ResidualMap::Unit*> order;
  for (const screen::ResidualMap::Unit& unit : answer.map->units) order.push_back(&unit);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->residual > b->residual; });
  ChartTable table{"Residuals, the largest first", {"Unit", "Points"}, {}};
  for (const auto* unit : order) table.rows.push_back({unit->unit, points_words(unit->residual)});
  const std::string key = fmt::format(
      "Filled by the residual of \"{}\" with {} held equal, in points of a hundred; {} of {} units "
      "have a shape in {}. A residual says how far a unit lies from a line, not why, and is no "
      "number of votes.",
      answer.map->outcome, answer.map->held, units.size(), answer.map->units.size(), shapes->file);
  return Chart{id,
               title,
               key,
               draw_map(units, *answer.map, shapes->projected, id, title, ChartWidth::Wide),
               draw_map(units, *answer.map, shapes->projected, id, title, ChartWidth::Narrow),
               std::move(table)};
}

std::string no_map_words(const screen::Answered& answer,
                         const std::optional<screen::UnitShapes>& shapes) {
  if (!answer.map) return {};
  if (!shapes) {
    return "No map of residuals is drawn, as no shapes were given: --shapes FILE takes TopoJSON "
           "with the outlines of counties by their FIPS code, as us-atlas publishes them "
           "(counties-10m.json).";
  }
  if (!drawn_units(*answer.map, *shapes).empty()) return {};
  return fmt::format("No map of residuals is drawn: none of these units has a shape in {}.",
                     shapes->file);
}

}  // namespace recanvass::report
