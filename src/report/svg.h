// Our SVG writer: shapes and axes, the same bytes every time. Colours live in the page's style
// sheet (by class, so light, dark and print need no second picture); attributes that it overrides
// keep a shape's look where it does not reach. Charts: chart_margins.h
// and others.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recanvass::report {

/// A place in a picture, in its own units; y grows downward.
struct Point {
  double x = 0;
  double y = 0;
};

enum class Anchor { Start, Middle, End };

/// One picture being drawn. Every coordinate is printed with at most two decimals.
class Svg {
 public:
  /// @param id           unique on the page; title and description get ids made from it.
  /// @param title        what the picture shows, for screen readers and as a tooltip.
  /// @param description  what can be read from it, in sentences.
  Svg(std::string id, double width, double height, std::string title, std::string description);

  void line(Point from, Point to, std::string_view css_class);
  void rect(Point corner, double width, double height, std::string_view css_class);
  void circle(Point centre, double radius, std::string_view css_class);
  /// A square standing on its corner.
  void diamond(Point centre, double radius, std::string_view css_class);
  void square(Point centre, double radius, std::string_view css_class);
  /// A triangle that points down to `tip`.
  void pointer(Point tip, double size, std::string_view css_class);
  void polyline(const std::vector<Point>& points, std::string_view css_class);
  /// Goes from point to point by a level line and a rise at the next point's x.
  void steps(const std::vector<Point>& points, std::string_view css_class);
  /// Closed rings filled as one; a ring within another is a hole. Fewer than three points: none.
  void area(const std::vector<std::vector<Point>>& rings, std::string_view css_class);
  /// A line with end caps from `low` to `high` at height y.
  void interval(double low, double high, double y, std::string_view css_class);
  void text(Point at, Anchor anchor, std::string_view css_class, std::string_view words);
  /// What follows up to end_group() has one tooltip.
  void begin_group(std::string_view tooltip);
  void end_group();

  /// The finished picture. @pre every group is ended.
  [[nodiscard]] std::string finish() const;

 private:
  std::string id_;
  double width_;
  double height_;
  std::string title_;
  std::string description_;
  std::string body_;
  int open_groups_ = 0;
};

/// A mark on an axis.
struct Tick {
  double value = 0;
  double position = 0;
};

/// Values to positions along one direction.
class Axis {
 public:
  /// @pre low < high
  static Axis linear(double low, double high, double from, double to);
  /// @pre 0 < low < high
  static Axis log10(double low, double high, double from, double to);

  /// Values outside the axis are put at its end.
  [[nodiscard]] double position(double value) const;
  /// Round values inside the axis, ascending: powers of ten, or steps of 1, 2 or 5 times one.
  /// @param ticks_max  about how many at most (linear axes only)
  [[nodiscard]] std::vector<Tick> ticks(int ticks_max = 6) const;

 private:
  enum class Scale { Linear, Log10 };
  Axis(Scale scale, double low, double high, double from, double to);
  Scale scale_;
  double low_;
  double high_;
  double from_;
  double to_;
};

/// A number with at most two decimals and no trailing zeros, as SVG takes it: "12.5", "-0" is "0".
[[nodiscard]] std::string coordinate(double value);

/// About how wide `words` stand at a font size, for keeping labels apart (0.56 em a code point).
[[nodiscard]] double text_width(std::string_view words, double font_size);

}  // namespace recanvass::report
