#include "report/svg.h"

#include "base/check.h"
#include "report/html.h"
#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace recanvass::report {
namespace {

std::string_view anchor_name(Anchor anchor) {
  switch (anchor) {
    case Anchor::Start: return "start";
    case Anchor::Middle: return "middle";
    case Anchor::End: return "end";
  }
  return "";
}

struct Look {
  std::string_view css_class;
  std::string_view attributes;
};

// The style sheet's print look, as attributes that any rule of it overrides: WeasyPrint draws the
// pictures of a page without the page's style sheet, and all shapes would be solid black.
constexpr Look kLooks[] = {
    {"grid", R"(stroke="#ccc")"},
    {"rule", R"(stroke="#ccc")"},
    {"axis", R"(stroke="#333" stroke-width="1.5")"},
    {"limit", R"(fill="none" stroke="#9c1c1c" stroke-width="2" stroke-dasharray="6 4")"},
    {"past", R"(fill="#0b5394")"},
    {"past-late", R"(fill="#fff" stroke="#0b5394" stroke-width="2")"},
    {"past-reversed", R"(fill="#9c1c1c")"},
    {"now", R"(fill="#8a4b00")"},
    {"now-press", R"(fill="#fff" stroke="#8a4b00" stroke-width="3")"},
    {"range", R"(fill="none" stroke="#8a4b00" stroke-width="2")"},
    {"stair", R"(fill="none" stroke="#0b5394" stroke-width="2")"},
    {"rung", R"(fill="#fff" stroke="#0b5394" stroke-width="3")"},
    {"rung-enough", R"(fill="#9c1c1c")"},
    {"date", R"(fill="#0b5394")"},
    {"date-ask", R"(fill="#9c1c1c")"},
    {"date-passed", R"(fill="#fff" stroke="#333" stroke-width="2")"},
    {"bar", R"(fill="#0b5394")"},
    {"band-low-3", R"(fill="#542788" stroke="#666" stroke-width="0.5")"},
    {"band-low-2", R"(fill="#998ec3" stroke="#666" stroke-width="0.5")"},
    {"band-low-1", R"(fill="#d8daeb" stroke="#666" stroke-width="0.5")"},
    {"band-none", R"(fill="#f7f7f7" stroke="#666" stroke-width="0.5")"},
    {"band-high-1", R"(fill="#fee0b6" stroke="#666" stroke-width="0.5")"},
    {"band-high-2", R"(fill="#f1a340" stroke="#666" stroke-width="0.5")"},
    {"band-high-3", R"(fill="#b35806" stroke="#666" stroke-width="0.5")"},
    {"bar-goal", R"(fill="#fff" stroke="#0b5394" stroke-width="2" stroke-dasharray="5 3")"},
    {"bar-cost", R"(fill="#fff" stroke="#8a4b00" stroke-width="3")"},
};

// With a space before them; empty for a class that has none.
std::string look_of(std::string_view css_class) {
  for (const Look& look : kLooks) {
    if (look.css_class == css_class) return fmt::format(" {}", look.attributes);
  }
  return {};
}

std::string pair(Point at) { return coordinate(at.x) + "," + coordinate(at.y); }

}  // namespace

std::string coordinate(double value) {
  RECANVASS_CHECK(std::isfinite(value));
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

double text_width(std::string_view words, double font_size) {
  return 0.56 * font_size * width_of(words);
}

Svg::Svg(std::string id, double width, double height, std::string title, std::string description)
    : id_(std::move(id)),
      width_(width),
      height_(height),
      title_(std::move(title)),
      description_(std::move(description)) {}

void Svg::line(Point from, Point to, std::string_view css_class) {
  fmt::format_to(std::back_inserter(body_),
                 "<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n", css_class,
                 coordinate(from.x), coordinate(from.y), coordinate(to.x), coordinate(to.y),
                 look_of(css_class));
}

void Svg::rect(Point corner, double width, double height, std::string_view css_class) {
  RECANVASS_CHECK(width >= 0 && height >= 0);
  fmt::format_to(std::back_inserter(body_),
                 "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>\n", css_class,
                 coordinate(corner.x), coordinate(corner.y), coordinate(width), coordinate(height),
                 look_of(css_class));
}

void Svg::circle(Point centre, double radius, std::string_view css_class) {
  fmt::format_to(std::back_inserter(body_),
                 "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", css_class,
                 coordinate(centre.x), coordinate(centre.y), coordinate(radius),
                 look_of(css_class));
}

void Svg::diamond(Point centre, double radius, std::string_view css_class) {
  fmt::format_to(std::back_inserter(body_), "<polygon class=\"{}\" points=\"{} {} {} {}\"{}/>\n",
                 css_class, pair({centre.x, centre.y - radius}),
                 pair({centre.x + radius, centre.y}), pair({centre.x, centre.y + radius}),
                 pair({centre.x - radius, centre.y}), look_of(css_class));
}

void Svg::square(Point centre, double radius, std::string_view css_class) {
  rect({centre.x - radius, centre.y - radius}, 2 * radius, 2 * radius, css_class);
}

void Svg::pointer(Point tip, double size, std::string_view css_class) {
  fmt::format_to(std::back_inserter(body_), "<polygon class=\"{}\" points=\"{} {} {}\"{}/>\n",
                 css_class, pair(tip), pair({tip.x - size / 2, tip.y - size}),
                 pair({tip.x + size / 2, tip.y - size}), look_of(css_class));
}

void Svg::polyline(const std::vector<Point>& points, std::string_view css_class) {
  std::string places;
  for (const Point& point : points) places += (places.empty() ? "" : " ") + pair(point);
  fmt::format_to(std::back_inserter(body_), "<polyline class=\"{}\" points=\"{}\"{}/>\n", css_class,
                 places, look_of(css_class));
}

void Svg::steps(const std::vector<Point>& points, std::string_view css_class) {
  std::vector<Point> corners;
  for (const Point& point : points) {
    if (!corners.empty()) corners.push_back({point.x, corners.back().y});
    corners.push_back(point);
  }
  polyline(corners, css_class);
}

void Svg::area(const std::vector<std::vector<Point>>& rings, std::string_view css_class) {
  std::string path;
  for (const std::vector<Point>& ring : rings) {
    if (ring.size() < 3) continue;
    for (std::size_t i = 0; i < ring.size(); ++i) path += (i == 0 ? "M" : "L") + pair(ring[i]);
    path += "Z";
  }
  if (path.empty()) return;
  fmt::format_to(std::back_inserter(body_),
                 "<path class=\"{}\" fill-rule=\"evenodd\" d=\"{}\"{}/>\n", css_class, path,
                 look_of(css_class));
}

void Svg::interval(double low, double high, double y, std::string_view css_class) {
  constexpr double kCap = 4;
  fmt::format_to(std::back_inserter(body_),
                 "<path class=\"{}\" d=\"M{} {}V{}M{} {}H{}M{} {}V{}\"{}/>\n", css_class,
                 coordinate(low), coordinate(y - kCap), coordinate(y + kCap), coordinate(low),
                 coordinate(y), coordinate(high), coordinate(high), coordinate(y - kCap),
                 coordinate(y + kCap), look_of(css_class));
}

void Svg::text(Point at, Anchor anchor, std::string_view css_class, std::string_view words) {
  fmt::format_to(std::back_inserter(body_),
                 "<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n", css_class,
                 coordinate(at.x), coordinate(at.y), anchor_name(anchor), escape_html(words));
}

void Svg::begin_group(std::string_view tooltip) {
  ++open_groups_;
  fmt::format_to(std::back_inserter(body_), "<g><title>{}</title>\n", escape_html(tooltip));
}

void Svg::end_group() {
  --open_groups_;
  body_ += "</g>\n";
}

std::string Svg::finish() const {
  RECANVASS_CHECK(open_groups_ == 0);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{0}\" viewBox=\"0 0 {1} {2}\" role=\"img\" "
      "aria-labelledby=\"{0}-title {0}-desc\">\n<title id=\"{0}-title\">{3}</title>\n"
      "<desc id=\"{0}-desc\">{4}</desc>\n{5}</svg>\n",
      id_, coordinate(width_), coordinate(height_), escape_html(title_), escape_html(description_),
      body_);
}

Axis::Axis(Scale scale, double low, double high, double from, double to)
    : scale_(scale), low_(low), high_(high), from_(from), to_(to) {
  RECANVASS_CHECK(low < high);
}

Axis Axis::linear(double low, double high, double from, double to) {
  return Axis(Scale::Linear, low, high, from, to);
}

Axis Axis::log10(double low, double high, double from, double to) {
  RECANVASS_CHECK(low > 0);
  return Axis(Scale::Log10, std::log10(low), std::log10(high), from, to);
}

double Axis::position(double value) const {
  double along = value;
  if (scale_ == Scale::Log10) along = value > 0 ? std::log10(value) : low_;
  return from_ + (std::clamp(along, low_, high_) - low_) / (high_ - low_) * (to_ - from_);
}

std::vector<Tick> Axis::ticks(int ticks_max) const {
  std::vector<Tick> marks;
  constexpr double kSlack = 1e-9;
  if (scale_ == Scale::Log10) {
    for (double power = std::ceil(low_ - kSlack); power <= high_ + kSlack; power += 1) {
      const double value = std::pow(10.0, power);
      marks.push_back({value, position(value)});
    }
    return marks;
  }
  const double rough = (high_ - low_) / std::max(ticks_max, 1);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double times : {5.0, 2.0, 1.0}) {
    if (times * power >= rough * (1 - kSlack)) step = times * power;
  }
  for (double k = std::ceil(low_ / step - kSlack); k * step <= high_ + kSlack * step; k += 1) {
    marks.push_back({k * step, position(k * step)});
  }
  return marks;
}

}  // namespace recanvass::report
