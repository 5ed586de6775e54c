// A picture for a page: drawn twice (wide, and narrow for a phone), with a table that says the same
// in words. The charts: chart_margins.h, chart_ladder.h, chart_calendar.h, chart_sums.h.
#pragma once

#include <string>
#include <vector>

namespace recanvass::report {

enum class ChartWidth { Wide, Narrow };

/// The same figures for those who do not see the picture.
struct ChartTable {
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;  ///< each as long as heads
};

struct Chart {
  std::string id;  ///< unique on the page
  std::string title;
  std::string key;  ///< what each kind of mark means, in words
  std::string wide;  ///< SVG
  std::string narrow;  ///< SVG; shown instead of `wide` on narrow screens
  ChartTable table;
};

/// Width of the drawing, in its own units, which are pixels at full size.
[[nodiscard]] constexpr double width_in_pixels(ChartWidth width) {
  return width == ChartWidth::Wide ? 720 : 340;
}

/// "wide" or "narrow", for ids.
[[nodiscard]] constexpr const char* suffix_of(ChartWidth width) {
  return width == ChartWidth::Wide ? "-wide" : "-narrow";
}

}  // namespace recanvass::report
