#include "report/chart_ladder.h"

#include "base/figures.h"
#include "report/svg.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

struct Rung {
  std::string label;
  std::string votes;
  std::int64_t electors;
  std::int64_t votes_so_far;
};

std::vector<Rung> rungs_of(const BriefCollege& college) {
  std::vector<Rung> rungs{{"As it stands", "no change", college.challenger_electors, 0}};
  std::int64_t switched = 0;
  for (const BriefStep& step : college.ladder) {
    switched += step.votes_to_switch;
    rungs.push_back({"+ " + step.name, counted(step.votes_to_switch, "vote") + " switched",
                     step.electors_after, switched});
  }
  return rungs;
}

std::string description_of(const BriefCollege& college) {
  std::string text = fmt::format("{} stands at {} electors; {} are needed. ", college.challenger,
                                 college.challenger_electors, college.needed);
  for (const BriefStep& step : college.ladder) {
    text += fmt::format("With {}: {}. ", step.name, step.electors_after);
  }
  return text + "The table below holds the votes.";
}

Axis elector_axis(const BriefCollege& college, double left, double right) {
  const std::int64_t top = std::max(college.needed, college.ladder.back().electors_after);
  const std::int64_t span = std::max<std::int64_t>(top - college.challenger_electors, 10);
  const std::int64_t low = std::max<std::int64_t>(0, college.challenger_electors - span / 2);
  return Axis::linear(static_cast<double>(low), static_cast<double>(top + span / 5), left, right);
}

void draw_needed(Svg& svg, const BriefCollege& college, const Axis& axis, double top,
                 double bottom) {
  const double x = axis.position(static_cast<double>(college.needed));
  svg.line({x, top}, {x, bottom}, "limit");
  svg.text({x, top - 6}, Anchor::Middle, "label strong", fmt::format("{} needed", college.needed));
}

void draw_rungs(Svg& svg, const BriefCollege& college, const Axis& axis, ChartWidth width,
                double top, double row_height) {
  const bool wide = width == ChartWidth::Wide;
  std::vector<Point> line;
  double y = top + row_height * (wide ? 0.5 : 0.72);
  for (const Rung& rung : rungs_of(college)) {
    const double x = axis.position(static_cast<double>(rung.electors));
    line.push_back({x, y});
    y += row_height;
  }
  // Down, then along: a stair that reaches the next rung at its own height.
  std::vector<Point> stair;
  for (const Point& point : line) {
    if (!stair.empty()) stair.push_back({stair.back().x, point.y});
    stair.push_back(point);
  }
  svg.polyline(stair, "stair");
  std::size_t i = 0;
  for (const Rung& rung : rungs_of(college)) {
    const Point at = line[i++];
    const bool enough = rung.electors >= college.needed;
    svg.begin_group(
        fmt::format("{}: {} electors, {} needed", rung.label, rung.electors, college.needed));
    if (enough)
      svg.diamond(at, 8, "rung-enough");
    else
      svg.circle(at, 6, "rung");
    svg.text({at.x + 13, at.y + 5}, Anchor::Start, "label strong",
             fmt::format("{}", rung.electors));
    if (wide) {
      svg.text({8, at.y - 2}, Anchor::Start, "label", rung.label);
      svg.text({8, at.y + 14}, Anchor::Start, "tick", rung.votes);
    } else {
      svg.text({8, at.y - 20}, Anchor::Start, "label", rung.label + ", " + rung.votes);
    }
    svg.end_group();
  }
}

std::string draw(const BriefCollege& college, ChartWidth width, const std::string& id,
                 const std::string& title) {
  const bool wide = width == ChartWidth::Wide;
  const double all = width_in_pixels(width);
  const double row_height = wide ? 46 : 58;
  const double top = 30;
  const double bottom = top + row_height * static_cast<double>(college.ladder.size() + 1);
  const Axis axis = elector_axis(college, wide ? 210 : 16, all - 44);
  Svg svg(id + suffix_of(width), all, bottom + 46, title, description_of(college));
  for (const Tick& tick : axis.ticks(wide ? 8 : 5)) {
    svg.line({tick.position, top}, {tick.position, bottom}, "grid");
    svg.text({tick.position, bottom + 18}, Anchor::Middle, "tick", coordinate(tick.value));
  }
  svg.line({wide ? 210.0 : 16.0, bottom}, {all - 44, bottom}, "axis");
  svg.text({all - 44, bottom + 38}, Anchor::End, "label", "electors for " + college.challenger);
  draw_needed(svg, college, axis, top, bottom);
  draw_rungs(svg, college, axis, width, top, row_height);
  return svg.finish();
}

}  // namespace

std::optional<Chart> chart_ladder(const Briefing& briefing) {
  if (!briefing.college || briefing.college->ladder.empty()) return std::nullopt;
  const BriefCollege& college = *briefing.college;
  Chart chart;
  chart.id = "chart-ladder";
  chart.title =
      fmt::format("Electors for {} after each step of the cheapest change", college.challenger);
  chart.key =
      "Circle: short of a majority. Diamond: enough. The dashed line is the number needed. "
      "Each step keeps those above it.";
  chart.wide = draw(college, ChartWidth::Wide, chart.id, chart.title);
  chart.narrow = draw(college, ChartWidth::Narrow, chart.id, chart.title);
  chart.table = {"Electors and votes after each step",
                 {"Step", "Electors after", "Votes switched in this step", "Votes switched so far"},
                 {}};
  std::int64_t before = 0;
  for (const Rung& rung : rungs_of(college)) {
    chart.table.rows.push_back({rung.label, base::grouped(rung.electors),
                                base::grouped(rung.votes_so_far - before),
                                base::grouped(rung.votes_so_far)});
    before = rung.votes_so_far;
  }
  return chart;
}

}  // namespace recanvass::report
