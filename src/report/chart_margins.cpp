#include "report/chart_margins.h"

#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/svg.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::report {
namespace {

// Shares are drawn, not decided on: a double is enough for a position.
double share_of(std::int64_t votes, std::int64_t total) {
  return std::abs(static_cast<double>(votes)) / static_cast<double>(total);
}

struct ContestRow {
  const BriefState* state;
  double share;
  std::optional<double> share_low;   // of all figures known, when they differ
  std::optional<double> share_high;
};

std::vector<ContestRow> contest_rows(const Briefing& briefing) {
  std::vector<ContestRow> rows;
  for (const BriefState* state : told_states(briefing)) {
    if (!state->figure || !state->figure->reported_margin || !state->figure->total_votes) continue;
    const std::int64_t total = state->figure->total_votes->value();
    if (total <= 0 || state->figure->tie) continue;
    ContestRow row{state, share_of(state->figure->reported_margin->value(), total), {}, {}};
    double low = row.share;
    double high = row.share;
    for (const BriefFigure& other : state->others) {
      if (!other.reported_margin || other.leader != state->figure->leader) continue;
      const double share = share_of(other.reported_margin->value(), total);
      low = std::min(low, share);
      high = std::max(high, share);
    }
    if (high > low) {
      row.share_low = low;
      row.share_high = high;
    }
    rows.push_back(row);
  }
  return rows;
}

struct Frame {
  Axis axis;
  double left;
  double right;
  double band_top;     // past recounts
  double band_bottom;
  double row_height;
  double axis_y;
  double height;
};

constexpr double kLow = 1e-7;  // a share of one vote in ten million
constexpr double kBand = 74;

Frame frame_for(ChartWidth width, std::size_t rows) {
  const double all = width_in_pixels(width);
  const bool wide = width == ChartWidth::Wide;
  const double left = wide ? 40 : 12;  // half of the first tick's words stand left of it
  const double right = all - (wide ? 24 : 14);
  const double row_height = wide ? 40 : 46;
  const double top = 26;
  const double axis_y = top + kBand + 34 + row_height * static_cast<double>(rows);
  return {Axis::log10(kLow, 1.0, left, right),
          left,
          right,
          top,
          top + kBand,
          row_height,
          axis_y,
          axis_y + 44};
}

// "0.00001%": powers of ten only, from 1e-5 percent to 100 percent.
std::string power_words(double share) {
  const int power = static_cast<int>(std::lround(std::log10(share))) + 2;
  if (power >= 0) return fmt::format("{}%", static_cast<int>(std::lround(std::pow(10.0, power))));
  return fmt::format("{:.{}f}%", std::pow(10.0, power), -power);
}

void draw_axis(Svg& svg, const Frame& frame, ChartWidth width) {
  const std::vector<Tick> ticks = frame.axis.ticks();
  for (std::size_t k = 0; k < ticks.size(); ++k) {
    const Tick& tick = ticks[k];
    svg.line({tick.position, frame.band_top}, {tick.position, frame.axis_y}, "grid");
    if (width == ChartWidth::Narrow && k % 2 == 0) continue;
    const bool last = k + 1 == ticks.size();
    const Anchor anchor = width == ChartWidth::Narrow && last ? Anchor::End : Anchor::Middle;
    svg.text({tick.position, frame.axis_y + 18}, anchor, "tick", power_words(tick.value));
  }
  svg.line({frame.left, frame.axis_y}, {frame.right, frame.axis_y}, "axis");
  svg.text({(frame.left + frame.right) / 2, frame.axis_y + 37}, Anchor::Middle, "label",
           "share of all votes, each step ten times the last");
}

void draw_past(Svg& svg, const Frame& frame, const Briefing& briefing) {
  svg.text({frame.left, 16}, Anchor::Start, "label strong", "Moved by past statewide recounts");
  int lane = 0;
  for (const BriefRecount& recount : briefing.past_recounts) {
    if (recount.total_votes <= 0) continue;
    constexpr int kLanes = 5;  // so that recounts of like size do not hide each other
    const double y = frame.band_top + 12 + 12 * lane;
    lane = (lane + 2) % kLanes;
    const Point at{frame.axis.position(share_of(recount.shift_votes, recount.total_votes)), y};
    svg.begin_group(
        fmt::format("{}: {}, {}{}", recount.name, counted(std::abs(recount.shift_votes), "vote"),
                    base::percent_of(std::abs(recount.shift_votes), recount.total_votes, 4),
                    recount.reversed       ? ", changed the winner"
                    : recount.late_canvass ? ", mostly late counting"
                                           : ""));
    if (recount.reversed)
      svg.diamond(at, 6, "past-reversed");
    else if (recount.late_canvass)
      svg.circle(at, 4, "past-late");
    else
      svg.circle(at, 4, "past");
    svg.end_group();
  }
}

void draw_limit(Svg& svg, const Frame& frame, const Briefing& briefing) {
  const BriefRecount* largest = largest_shift(briefing);
  if (largest == nullptr) return;
  const double x = frame.axis.position(share_of(largest->shift_votes, largest->total_votes));
  svg.line({x, frame.band_top}, {x, frame.axis_y}, "limit");
  svg.text({x - 6, frame.band_bottom + 15}, Anchor::End, "tick",
           "largest moved: " +
               base::percent_of(std::abs(largest->shift_votes), largest->total_votes, 3));
}

void draw_row(Svg& svg, const Frame& frame, const ContestRow& row, double y) {
  const BriefFigure& figure = *row.state->figure;
  const std::string words =
      fmt::format("{}: {}, {}{}", row.state->name, margin_words(figure),
                  base::percent_of(figure.reported_margin->value(), figure.total_votes->value(), 3),
                  figure.press ? ", press figure" : "");
  const double x = frame.axis.position(row.share);
  svg.line({frame.left, y}, {frame.right, y}, "rule");
  svg.begin_group(words);
  if (row.share_low) {
    svg.interval(frame.axis.position(*row.share_low), frame.axis.position(*row.share_high), y,
                 "range");
  }
  svg.square({x, y}, 6, figure.press ? "now-press" : "now");
  svg.text({frame.right, y - 12}, Anchor::End, "label", words);
  svg.end_group();
}

std::string description_of(const Briefing& briefing, const std::vector<ContestRow>& rows) {
  std::string text;
  if (const BriefRecount* largest = largest_shift(briefing)) {
    text = fmt::format("Past statewide recounts moved at most {} of the votes. ",
                       base::percent_of(std::abs(largest->shift_votes), largest->total_votes, 3));
  }
  for (const ContestRow& row : rows) {
    text += fmt::format("{} stands at {}. ", row.state->name,
                        base::percent_of(row.state->figure->reported_margin->value(),
                                         row.state->figure->total_votes->value(), 3));
  }
  return text + "The table below holds every figure.";
}

std::string draw(const Briefing& briefing, const std::vector<ContestRow>& rows, ChartWidth width,
                 const std::string& id, const std::string& title) {
  const Frame frame = frame_for(width, rows.size());
  Svg svg(id + suffix_of(width), width_in_pixels(width), frame.height, title,
          description_of(briefing, rows));
  draw_axis(svg, frame, width);
  draw_past(svg, frame, briefing);
  draw_limit(svg, frame, briefing);
  double y = frame.band_bottom + 34 + frame.row_height * 0.6;
  for (const ContestRow& row : rows) {
    draw_row(svg, frame, row, y);
    y += frame.row_height;
  }
  return svg.finish();
}

ChartTable table_of(const Briefing& briefing, const std::vector<ContestRow>& rows) {
  ChartTable table{"Differences of the day, then what past recounts moved, largest share first",
                   {"Contest or recount", "Votes", "Share of votes", "Remark"},
                   {}};
  for (const ContestRow& row : rows) {
    const BriefFigure& figure = *row.state->figure;
    table.rows.push_back(
        {row.state->name + ", difference", base::grouped(figure.reported_margin->value()),
         base::percent_of(figure.reported_margin->value(), figure.total_votes->value(), 3),
         figure.press ? "press figure" : name_of(figure.status)});
  }
  std::vector<const BriefRecount*> past;
  for (const BriefRecount& recount : briefing.past_recounts) {
    if (recount.total_votes > 0) past.push_back(&recount);
  }
  std::stable_sort(past.begin(), past.end(), [](const BriefRecount* a, const BriefRecount* b) {
    return base::Rational(std::abs(a->shift_votes), a->total_votes) >
           base::Rational(std::abs(b->shift_votes), b->total_votes);
  });
  for (const BriefRecount* recount : past) {
    table.rows.push_back({recount->name, base::grouped(recount->shift_votes),
                          base::percent_of(std::abs(recount->shift_votes), recount->total_votes, 4),
                          recount->reversed       ? "changed the winner"
                          : recount->late_canvass ? "mostly late counting"
                                                  : ""});
  }
  return table;
}

// Contests told one by one that have no share to draw.
std::string not_drawn(const Briefing& briefing, const std::vector<ContestRow>& rows) {
  std::vector<std::string> names;
  for (const BriefState* state : told_states(briefing)) {
    const bool drawn = std::any_of(rows.begin(), rows.end(),
                                   [&](const ContestRow& row) { return row.state == state; });
    if (!drawn && !(state->figure && state->figure->tie)) names.push_back(state->name);
  }
  return names.empty() ? "" : " Not drawn, as the share is unknown: " + listed(names) + ".";
}

}  // namespace

std::optional<Chart> chart_margins(const Briefing& briefing) {
  const std::vector<ContestRow> rows = contest_rows(briefing);
  if (rows.empty()) return std::nullopt;
  Chart chart;
  chart.id = "chart-margins";
  chart.title = "The difference in each contest, beside what recounts have moved";
  chart.key =
      "Circle: a past recount. Open circle: mostly late counting. Diamond: a recount that changed "
      "the winner. Square: a contest of this election, hollow for a press figure. Bar with ends: "
      "the range of all figures known so far." +
      not_drawn(briefing, rows);
  chart.wide = draw(briefing, rows, ChartWidth::Wide, chart.id, chart.title);
  chart.narrow = draw(briefing, rows, ChartWidth::Narrow, chart.id, chart.title);
  chart.table = table_of(briefing, rows);
  return chart;
}

}  // namespace recanvass::report
