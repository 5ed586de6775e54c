#include "report/chart_calendar.h"

#include "report/brief_sentences.h"
#include "report/svg.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

struct Row {
  base::Date day;
  std::optional<base::TimeOfDay> time;
  std::string what;
  bool passed = false;
  bool petition = false;
};

std::vector<Row> rows_of(const Briefing& briefing) {
  std::vector<Row> rows;
  rows.push_back({briefing.election_day, {}, "Election day"});
  for (const BriefDate& date : briefing.dates) {
    std::string what = date.jurisdiction.empty() ? date.what : date.jurisdiction + ": " + date.what;
    rows.push_back({date.on.day, date.on.time, std::move(what)});
  }
  for (const BriefState* state : told_states(briefing)) {
    if (!state->law) continue;
    const auto& until = state->law->answer.petition.deadline.until;
    if (until) rows.push_back({until->day, until->time, state->name + ": last moment to ask"});
    if (until) rows.back().petition = true;
  }
  for (Row& row : rows) row.passed = briefing.as_of && row.day < briefing.as_of->day;
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& left, const Row& right) { return left.day < right.day; });
  return rows;
}

std::string short_day(base::Date day) {
  return day.long_text().substr(4, day.long_text().size() - 9);  // "25 Nov" of "Fri 25 Nov 2016"
}

std::string draw(const Briefing& briefing, const std::vector<Row>& rows, ChartWidth width,
                 const std::string& id, const std::string& title, const std::string& description) {
  const bool wide = width == ChartWidth::Wide;
  const double all = width_in_pixels(width);
  const double left = wide ? 330 : 14;
  const double right = all - (wide ? 24 : 20);
  const double row_height = wide ? 24 : 40;
  const double top = 46;
  const double bottom = top + row_height * static_cast<double>(rows.size());
  std::int32_t first = rows.front().day.serial();
  std::int32_t last = rows.back().day.serial();
  if (briefing.as_of) first = std::min(first, briefing.as_of->day.serial());
  if (briefing.as_of) last = std::max(last, briefing.as_of->day.serial());
  const Axis axis = Axis::linear(first, std::max(last, first + 7), left, right);
  Svg svg(id + suffix_of(width), all, bottom + 12, title, description);
  const base::Date start = rows.front().day;
  for (const Tick& tick : axis.ticks(wide ? 7 : 4)) {
    const auto days = static_cast<std::int64_t>(tick.value) - start.serial();
    svg.line({tick.position, top}, {tick.position, bottom}, "grid");
    svg.text({tick.position, top - 6}, Anchor::Middle, "tick", short_day(start.plus_days(days)));
  }
  if (briefing.as_of) {
    const double x = axis.position(briefing.as_of->day.serial());
    svg.line({x, top - 20}, {x, bottom}, "limit");
    svg.text({std::clamp(x, left + 50, right - 30), top - 26}, Anchor::Middle, "label strong",
             "as of " + short_day(briefing.as_of->day));
  }
  double y = top + row_height * (wide ? 0.5 : 0.72);
  for (const Row& row : rows) {
    const Point at{axis.position(row.day.serial()), y};
    svg.line({left, y}, {right, y}, "rule");
    const char* looks = row.passed ? "label faint" : "label";
    const double label_y = wide ? y + 5 : y - 11;
    svg.begin_group(moment_words(row.day, row.time) + ": " + row.what +
                    (row.passed ? " (passed)" : ""));
    if (row.petition)
      svg.diamond(at, 6, row.passed ? "date-passed" : "date-ask");
    else
      svg.circle(at, 5, row.passed ? "date-passed" : "date");
    svg.text({54, label_y}, Anchor::End, looks, short_day(row.day));
    svg.text({64, label_y}, Anchor::Start, looks, row.what);
    svg.end_group();
    y += row_height;
  }
  return svg.finish();
}

}  // namespace

std::optional<Chart> chart_calendar(const Briefing& briefing) {
  const std::vector<Row> rows = rows_of(briefing);
  if (rows.size() < 2) return std::nullopt;
  Chart chart;
  chart.id = "chart-calendar";
  chart.title = "Calendar";
  chart.key =
      "Filled: still to come or today. Hollow: passed. Diamond: last moment to ask for a "
      "recount. The dashed line is the day of this briefing.";
  std::string description;
  chart.table = {"The same dates", {"Date", "What", "State on the day of this briefing"}, {}};
  for (const Row& row : rows) {
    const std::string standing = !briefing.as_of                  ? "not asked"
                                 : row.passed                     ? "passed"
                                 : row.day == briefing.as_of->day ? "today"
                                                                  : "to come";
    chart.table.rows.push_back({moment_words(row.day, row.time), row.what, standing});
    if (!row.passed) description += moment_words(row.day, row.time) + ": " + row.what + ". ";
  }
  description += "The table below holds every date.";
  chart.wide = draw(briefing, rows, ChartWidth::Wide, chart.id, chart.title, description);
  chart.narrow = draw(briefing, rows, ChartWidth::Narrow, chart.id, chart.title, description);
  return chart;
}

}  // namespace recanvass::report
