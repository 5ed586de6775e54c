#include "report/chart_screen.h"

#include "base/figures.h"
#include "report/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::report {
namespace {

// One row of a picture: words, a value and its interval.
struct IntervalRow {
  std::string words;
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
  bool strong = false;  // not told from 0, or the sum of all: drawn open
};

struct IntervalPicture {
  std::string id;
  std::string title;
  std::string description;
  std::string axis;  // what it measures
  std::vector<IntervalRow> rows;
  int decimals = 2;
  double factor = 1.0;  // of tick words: 100 for percent
};

std::string draw_intervals(const IntervalPicture& picture, ChartWidth width) {
  const double all = width_in_pixels(width);
  constexpr double kRow = 40;
  constexpr double kTop = 12;
  const double axis_y = kTop + kRow * static_cast<double>(picture.rows.size());
  double low = 0.0;
  double high = 0.0;
  for (const IntervalRow& row : picture.rows) {
    low = std::min({low, row.low, row.value});
    high = std::max({high, row.high, row.value});
  }
  if (high <= low) high = low + 1.0;
  const double pad = 0.04 * (high - low);
  const Axis axis = Axis::linear(low < 0.0 ? low - pad : low, high + pad, 16, all - 16);
  Svg svg(picture.id + suffix_of(width), all, axis_y + 44, picture.title, picture.description);
  for (const Tick& tick : axis.ticks(width == ChartWidth::Wide ? 8 : 4)) {
    svg.line({tick.position, kTop}, {tick.position, axis_y}, "grid");
    svg.text({tick.position, axis_y + 18}, Anchor::Middle, "tick",
             fmt::format("{:.{}f}", tick.value * picture.factor, picture.decimals));
  }
  svg.line({16, axis_y}, {all - 16, axis_y}, "axis");
  svg.text({all / 2, axis_y + 37}, Anchor::Middle, "label", picture.axis);
  svg.line({axis.position(0.0), kTop}, {axis.position(0.0), axis_y}, "limit");
  double y = kTop + 26;
  for (const IntervalRow& row : picture.rows) {
    svg.begin_group(row.words);
    svg.text({18, y - 10}, Anchor::Start, "tick", row.words);
    svg.interval(axis.position(row.low), axis.position(row.high), y, "range");
    svg.square({axis.position(row.value), y}, 4.5, row.strong ? "now-press" : "now");
    svg.end_group();
    y += kRow;
  }
  return svg.finish();
}

Chart interval_chart(const IntervalPicture& picture, const std::string& key, ChartTable table) {
  return {picture.id,
          picture.title,
          key,
          draw_intervals(picture, ChartWidth::Wide),
          draw_intervals(picture, ChartWidth::Narrow),
          std::move(table)};
}

std::string draw_funnel(const screen::FunnelAnswer& answer, const std::string& id,
                        const std::string& title, ChartWidth width) {
  const screen::Funnel& funnel = answer.funnel;
  const double all = width_in_pixels(width);
  constexpr double kHeight = 320;
  double share_most = funnel.limit(1000, 3.0);
  std::int64_t least = 1'000'000'000;
  std::int64_t most = 2;
  for (const screen::FunnelPoint& point : funnel.points) {
    const std::int64_t trials = answer.units[point.unit].trials;
    least = std::min(least, trials);
    most = std::max(most, trials);
    if (trials >= 20) share_most = std::max(share_most, point.share);
  }
  const double first = static_cast<double>(std::max<std::int64_t>(1, least));
  const Axis x = Axis::log10(first, std::max(first * 2.0, static_cast<double>(most)), 48, all - 16);
  const Axis y = Axis::linear(0.0, share_most > 0.0 ? share_most : 1.0, kHeight - 48, 12);
  Svg svg(id + suffix_of(width), all, kHeight, title,
          fmt::format("{} units around {:.2f} %; the table below holds those outside.",
                      funnel.points.size(), 100.0 * funnel.centre));
  for (const Tick& tick : y.ticks(5)) {
    svg.line({48, tick.position}, {all - 16, tick.position}, "grid");
    svg.text({42, tick.position + 4}, Anchor::End, "tick",
             fmt::format("{:.3g}%", 100.0 * tick.value));
  }
  for (const Tick& tick : x.ticks()) {
    svg.text({tick.position, kHeight - 28}, Anchor::Middle, "tick",
             base::grouped(std::llround(tick.value)));
  }
  svg.text({all / 2, kHeight - 8}, Anchor::Middle, "label", "cases of the unit, log scale");
  for (const double deviations : {-3.0, -2.0, 2.0, 3.0}) {
    std::vector<Point> line;
    for (int i = 0; i <= 60; ++i) {
      const double trials = first * std::pow(static_cast<double>(most) / first, i / 60.0);
      const auto whole = static_cast<std::int64_t>(std::max(1.0, trials));
      line.push_back({x.position(trials), y.position(funnel.limit(whole, deviations))});
    }
    svg.polyline(line, std::abs(deviations) > 2.5 ? "limit" : "stair");
  }
  for (const screen::FunnelPoint& point : funnel.points) {
    const screen::FunnelUnit& unit = answer.units[point.unit];
    const Point at{x.position(static_cast<double>(unit.trials)), y.position(point.share)};
    const bool outside = point.p_adjusted <= screen::kLevel;
    if (outside) {
      svg.begin_group(fmt::format("{}: {} of {}", unit.name, unit.events, unit.trials));
    }
    svg.circle(at, outside ? 4 : 2, outside ? "past-reversed" : "past");
    if (outside) svg.end_group();
  }
  return svg.finish();
}

}  // namespace

std::optional<Chart> chart_curve(const screen::Answered& answer) {
  if (!answer.curve || answer.curve->specifications.empty()) return std::nullopt;
  const auto& question = std::get<screen::CurveAsk>(answer.question.ask).question;
  IntervalPicture picture;
  picture.id = answer.question.id + "-curve";
  picture.title = "The same question put in every way that was fixed";
  picture.axis = "coefficient, with its 95 % interval";
  picture.decimals = 3;
  ChartTable table{"Every specification",
                   {"Held equal", "Outcome", "Weights", "Units", "Coefficient", "95 % interval",
                    "Largest p", "One group left out"},
                   {}};
  for (const screen::Specification& spec : answer.curve->specifications) {
    const std::string held = question.controls[spec.controls].words;
    const std::string weights =
        spec.weights.empty() ? "each unit alike" : "by " + answer.words_of(spec.weights);
    if (spec.outcome == question.outcomes.front()) {
      picture.rows.push_back({fmt::format("{}; {}", held, weights), spec.coefficient, spec.low,
                              spec.high, spec.p_largest() > screen::kLevel});
    }
    table.rows.push_back(
        {held, answer.words_of(spec.outcome), weights, fmt::format("{}", spec.units),
         screen::signed_number(spec.coefficient),
         fmt::format("{:+.4f} to {:+.4f}", spec.low, spec.high), screen::p_cell(spec.p_largest()),
         fmt::format("{:+.4f} to {:+.4f}", spec.least_without, spec.most_without)});
  }
  picture.description = fmt::format(
      "{} specifications of one outcome; the table below holds every figure.", picture.rows.size());
  return interval_chart(picture,
                        "A square is a coefficient, its line the 95 % interval; an open square is "
                        "not told from 0 by every method. The broken line is 0.",
                        std::move(table));
}

std::optional<Chart> chart_funnel(const screen::Answered& answer) {
  if (!answer.funnel || answer.funnel->funnel.points.empty()) return std::nullopt;
  const std::string id = answer.question.id + "-funnel";
  const std::string title = "Rates of units by their size";
  ChartTable table{"Units outside", {"Unit", "Events", "Cases", "Share", "Adjusted p"}, {}};
  for (const screen::FunnelPoint& point : answer.funnel->funnel.points) {
    if (point.p_adjusted > screen::kLevel) continue;
    const screen::FunnelUnit& unit = answer.funnel->units[point.unit];
    table.rows.push_back({unit.name, base::grouped(unit.events), base::grouped(unit.trials),
                          fmt::format("{:.2f}%", 100.0 * point.share),
                          screen::p_words(point.p_adjusted)});
  }
  return Chart{id,
               title,
               "A dot is a unit; lines are two and three deviations of sampling and of the spread "
               "among units. Large dots stand outside after correction for the number of units.",
               draw_funnel(*answer.funnel, id, title, ChartWidth::Wide),
               draw_funnel(*answer.funnel, id, title, ChartWidth::Narrow),
               table};
}

std::optional<Chart> chart_recounted(const screen::Answered& answer) {
  if (answer.recounted.empty()) return std::nullopt;
  IntervalPicture picture;
  picture.id = answer.question.id + "-recounted";
  picture.title = "Votes for named choices that the recount moved";
  picture.axis = "percent of votes, without write-ins";
  picture.factor = 100.0;
  ChartTable table{"Votes moved by what had counted them",
                   {"Counted by", "Units", "Changed", "Votes", "Moved", "Percent", "95 % interval",
                    "Without write-ins", "95 % interval", "Net"},
                   {}};
  for (const screen::RecountedGroup& group : answer.recounted) {
    picture.rows.push_back({fmt::format("{} ({} votes)", group.label, base::grouped(group.votes)),
                            group.named_share, group.named_low, group.named_high,
                            group.label == "all"});
    table.rows.push_back(
        {group.label, base::grouped(group.units), base::grouped(group.changed),
         base::grouped(group.votes), base::grouped(group.moved),
         fmt::format("{:.3f}", 100.0 * group.share),
         group.clusters == 1
             ? "-"
             : fmt::format("{:.3f} to {:.3f}", 100.0 * group.share_low, 100.0 * group.share_high),
         fmt::format("{:.3f}", 100.0 * group.named_share),
         group.clusters == 1
             ? "-"
             : fmt::format("{:.3f} to {:.3f}", 100.0 * group.named_low, 100.0 * group.named_high),
         fmt::format("{:+d}", group.net)});
  }
  picture.description = "Shares by equipment; the table below holds every figure.";
  return interval_chart(picture,
                        "A square is a share of votes, its line the 95 % interval by drawing "
                        "counties anew; the open square is all units.",
                        std::move(table));
}

std::optional<Chart> chart_modes(const screen::Answered& answer) {
  if (!answer.modes) return std::nullopt;
  const screen::ModeAnswer& modes = *answer.modes;
  IntervalPicture picture;
  picture.id = answer.question.id + "-modes";
  picture.title = "Modes of voting beside \"" + modes.totals.front().words + "\"";
  picture.axis = "log odds beside the first mode of the same unit";
  ChartTable table{"Modes of voting",
                   {"Mode", "Cases", "Of", "Percent", "Log odds beside the first", "95 % interval"},
                   {}};
  for (const screen::ModeTotal& total : modes.totals) {
    std::vector<std::string> row = {total.words,
                                    base::grouped(total.events),
                                    base::grouped(total.trials),
                                    fmt::format("{:.1f}", total.share()),
                                    "-",
                                    "-"};
    if (total.effect) {
      const screen::ModeEffect& effect = *total.effect;
      row[4] = screen::signed_number(effect.value);
      row[5] = fmt::format("{:+.4f} to {:+.4f}", effect.low, effect.high);
      picture.rows.push_back({total.words, effect.value, effect.low, effect.high,
                              effect.low <= 0.0 && effect.high >= 0.0});
    }
    table.rows.push_back(std::move(row));
  }
  picture.description =
      fmt::format("{} modes of voting in {} units.", modes.totals.size(), modes.levels.units);
  return interval_chart(picture,
                        "A square is how much likelier a case is in a mode than in the first, of a "
                        "unit as the mean; its line the 95 % interval, an open square is not told "
                        "from 0. The broken line is 0.",
                        std::move(table));
}

}  // namespace recanvass::report
