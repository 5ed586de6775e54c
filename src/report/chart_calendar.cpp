#include "report/chart_calendar.h"

#include "report/brief_sentences.h"
#include "report/svg.h"
#include "report/terminal.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

struct CalendarRow {
  base::Date day;
  std::optional<base::TimeOfDay> time;
  std::string what;
  bool passed = false;
  bool petition = false;
};

std::vector<CalendarRow> calendar_rows(const Briefing& briefing) {
  std::vector<CalendarRow> rows;
  rows.push_back({briefing.election_day, {}, "Election day"});
  for (const BriefDate& date : briefing.dates) {
    std::string what = date.jurisdiction.empty() ? date.what : date.jurisdiction + ": " + date.what;
    if (date.expected) what += " (expected)";
    rows.push_back({date.on.day, date.on.time, std::move(what)});
  }
  for (const BriefState* state : told_states(briefing)) {
    if (!state->law) continue;
    const law::Deadline& deadline = state->law->answer.petition.deadline;
    if (!deadline.until) continue;
    rows.push_back(
        {deadline.until->day, deadline.until->time,
         state->name + ": last moment to ask" + (deadline.expected ? " (expected)" : "")});
    rows.back().petition = true;
  }
  for (CalendarRow& row : rows) row.passed = briefing.as_of && row.day < briefing.as_of->day;
  std::stable_sort(rows.begin(), rows.end(), [](const CalendarRow& left, const CalendarRow& right) {
    return left.day < right.day;
  });
  return rows;
}

std::string short_day(base::Date day) {
  return day.long_text().substr(4, day.long_text().size() - 9);  // "25 Nov" of "Fri 25 Nov 2016"
}

// Where things stand in one drawing. Narrow pictures carry the words above their line.
struct CalendarLayout {
  bool wide;
  double left;
  double right;
  double words_left = 64;
  double line_height = 16;
  double top = 46;

  [[nodiscard]] std::vector<std::string> lines(const CalendarRow& row) const {
    return wrapped(row.what, 38);
  }
  [[nodiscard]] double height(const CalendarRow& row) const {
    const double words = line_height * static_cast<double>(lines(row).size());
    return wide ? words + 8 : words + 22;
  }
};

void draw_calendar_row(Svg& svg, const CalendarRow& row, const CalendarLayout& layout,
                       const Axis& axis, double top) {
  const double words = layout.line_height * static_cast<double>(layout.lines(row).size());
  const double y = layout.wide ? top + (words + 8) / 2 : top + words + 12;
  const char* looks = row.passed ? "label faint" : "label";
  svg.line({layout.left, y}, {layout.right, y}, "rule");
  svg.begin_group(moment_words(row.day, row.time) + ": " + row.what +
                  (row.passed ? " (passed)" : ""));
  const Point at{axis.position(row.day.serial()), y};
  if (row.petition) {
    svg.diamond(at, 6, row.passed ? "date-passed" : "date-ask");
  } else {
    svg.circle(at, 5, row.passed ? "date-passed" : "date");
  }
  double baseline = top + layout.line_height;
  svg.text({layout.words_left - 10, baseline}, Anchor::End, looks, short_day(row.day));
  for (const std::string& line : layout.lines(row)) {
    svg.text({layout.words_left, baseline}, Anchor::Start, looks, line);
    baseline += layout.line_height;
  }
  svg.end_group();
}

Axis day_axis(const Briefing& briefing, const std::vector<CalendarRow>& rows,
              const CalendarLayout& layout) {
  std::int32_t first = rows.front().day.serial();
  std::int32_t last = rows.back().day.serial();
  if (briefing.as_of) first = std::min(first, briefing.as_of->day.serial());
  if (briefing.as_of) last = std::max(last, briefing.as_of->day.serial());
  return Axis::linear(first, std::max(last, first + 7), layout.left, layout.right);
}

std::string draw_calendar(const Briefing& briefing, const std::vector<CalendarRow>& rows,
                          ChartWidth width, const Chart& chart, const std::string& description) {
  const bool wide = width == ChartWidth::Wide;
  const CalendarLayout layout{wide, wide ? 340.0 : 14.0, width_in_pixels(width) - 24};
  double bottom = layout.top;
  for (const CalendarRow& row : rows) bottom += layout.height(row);
  const Axis axis = day_axis(briefing, rows, layout);
  Svg svg(chart.id + suffix_of(width), width_in_pixels(width), bottom + 12, chart.title,
          description);
  const base::Date start = rows.front().day;
  const std::vector<Tick> ticks = axis.ticks(wide ? 7 : 4);
  for (const Tick& tick : ticks) {
    svg.line({tick.position, layout.top}, {tick.position, bottom}, "grid");
  }
  const double x = briefing.as_of ? axis.position(briefing.as_of->day.serial()) : 0.0;
  if (briefing.as_of) svg.line({x, layout.top - 20}, {x, bottom}, "limit");
  // Words last: what is drawn before them does not strike them through.
  for (const Tick& tick : ticks) {
    const auto days = static_cast<std::int64_t>(tick.value) - start.serial();
    svg.text({tick.position, layout.top - 6}, Anchor::Middle, "tick",
             short_day(start.plus_days(days)));
  }
  if (briefing.as_of) {
    svg.text({std::clamp(x, layout.left + 50, layout.right - 30), layout.top - 26}, Anchor::Middle,
             "label strong", "as of " + short_day(briefing.as_of->day));
  }
  double top = layout.top;
  for (const CalendarRow& row : rows) {
    draw_calendar_row(svg, row, layout, axis, top);
    top += layout.height(row);
  }
  return svg.finish();
}

}  // namespace

std::optional<Chart> chart_calendar(const Briefing& briefing) {
  const std::vector<CalendarRow> rows = calendar_rows(briefing);
  if (rows.size() < 2) return std::nullopt;
  Chart chart;
  chart.id = "chart-calendar";
  chart.title = "Calendar";
  chart.key = briefing.as_of
                  ? "Filled: still to come or today. Hollow: passed. Diamond: last moment to ask "
                    "for a recount. The dashed line is the day of this briefing."
                  : "Diamond: last moment to ask for a recount. No day of the question was given, "
                    "so nothing is marked as passed.";
  std::string description;
  chart.table = {"The same dates", {"Date", "What", "State on the day of this briefing"}, {}};
  for (const CalendarRow& row : rows) {
    const std::string standing = !briefing.as_of                  ? "not asked"
                                 : row.passed                     ? "passed"
                                 : row.day == briefing.as_of->day ? "today"
                                                                  : "to come";
    chart.table.rows.push_back({moment_words(row.day, row.time), row.what, standing});
    if (!row.passed) description += moment_words(row.day, row.time) + ": " + row.what + ". ";
  }
  description += "The table below holds every date.";
  chart.wide = draw_calendar(briefing, rows, ChartWidth::Wide, chart, description);
  chart.narrow = draw_calendar(briefing, rows, ChartWidth::Narrow, chart, description);
  return chart;
}

}  // namespace recanvass::report
