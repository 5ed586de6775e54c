#include "report/chart_bars.h"

#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/svg.h"
#include "report/terminal.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

enum class BarScale { Linear, Log10 };

struct Bar {
  std::string label;
  std::string value_words;
  double value = 0;  // for drawing only; the words are exact
  const char* css_class = "bar";
};

constexpr double kFont = 13;

struct BarLayout {
  bool wide;
  double left;
  double right;  // of the longest bar; its words stand beyond
  double line_height = 16;
  double bar_height = 18;

  [[nodiscard]] std::vector<std::string> lines(const Bar& bar) const {
    return wrapped(bar.label, wide ? 38 : 46);
  }
  // Narrow pictures carry the label above its bar.
  [[nodiscard]] double height(const Bar& bar) const {
    const double words = line_height * static_cast<double>(lines(bar).size());
    return wide ? std::max(words, bar_height) + 12 : words + bar_height + 14;
  }
};

void draw_bar(Svg& svg, const Bar& bar, const BarLayout& layout, const Axis& axis, double top) {
  double y = top + 13;
  for (const std::string& line : layout.lines(bar)) {
    svg.text({8, y}, Anchor::Start, "label", line);
    y += layout.line_height;
  }
  const double bar_top = layout.wide ? top : y - 8;
  const double end = std::max(axis.position(bar.value), layout.left + 1);
  svg.rect({layout.left, bar_top}, end - layout.left, layout.bar_height, bar.css_class);
  svg.text({end + 7, bar_top + 14}, Anchor::Start, "label strong", bar.value_words);
}

std::string draw(const std::vector<Bar>& bars, BarScale scale, ChartWidth width, const Chart& chart,
                 const std::string& description) {
  const bool wide = width == ChartWidth::Wide;
  double words_width = 0;
  for (const Bar& bar : bars) {
    words_width = std::max(words_width, text_width(bar.value_words, kFont) * 1.12);
  }
  const BarLayout layout{wide, wide ? 320.0 : 8.0, width_in_pixels(width) - words_width - 10};
  double height = 8;
  double largest = 10;
  for (const Bar& bar : bars) {
    height += layout.height(bar);
    largest = std::max(largest, bar.value);
  }
  const Axis axis = scale == BarScale::Linear ? Axis::linear(0, largest, layout.left, layout.right)
                                              : Axis::log10(1, largest, layout.left, layout.right);
  Svg svg(chart.id + suffix_of(width), width_in_pixels(width),
          height + (scale == BarScale::Log10 ? 28 : 6), chart.title, description);
  if (scale == BarScale::Log10) {
    int k = 0;
    for (const Tick& tick : axis.ticks()) {
      svg.line({tick.position, 0}, {tick.position, height}, "grid");
      if (k % 2 == 0) {  // labels of seven figures would touch
        svg.text({tick.position, height + 18}, k == 0 ? Anchor::Start : Anchor::Middle, "tick",
                 base::grouped(static_cast<std::int64_t>(tick.value + 0.5)));
      }
      ++k;
    }
  }
  double top = 8;
  for (const Bar& bar : bars) {
    draw_bar(svg, bar, layout, axis, top);
    top += layout.height(bar);
  }
  return svg.finish();
}

void draw_both(const std::vector<Bar>& bars, BarScale scale, Chart& chart) {
  std::string description;
  for (const Bar& bar : bars) description += bar.label + ": " + bar.value_words + ". ";
  chart.wide = draw(bars, scale, ChartWidth::Wide, chart, description);
  chart.narrow = draw(bars, scale, ChartWidth::Narrow, chart, description);
}

double drawn_sum(base::UsdCents sum) { return static_cast<double>(sum.value()); }

std::string sum_words(const BriefFund& fund) {
  const std::string sum = base::dollars(*fund.raised);
  switch (fund.precision) {
    case election::AmountPrecision::Exact: return sum;
    case election::AmountPrecision::About: return "about " + sum;
    case election::AmountPrecision::AtLeast: return "at least " + sum;
  }
  return sum;
}

// What kind of sum an event names; empty for kinds whose sums are not costs.
std::string cost_words(election::HappeningKind kind) {
  switch (kind) {
    case election::HappeningKind::Petition: return "named with the petition";
    case election::HappeningKind::Order: return "bond or sum ordered";
    case election::HappeningKind::Estimate: return "estimate";
    case election::HappeningKind::Payment: return "paid";
    case election::HappeningKind::Refund: return "paid back";
    case election::HappeningKind::Objection:
    case election::HappeningKind::Withdrawal:
    case election::HappeningKind::Ruling:
    case election::HappeningKind::Count:
    case election::HappeningKind::Certification:
    case election::HappeningKind::Other: return {};
  }
  return {};
}

}  // namespace

std::optional<Chart> chart_money(const Briefing& briefing) {
  Chart chart{"chart-money", "Money: raised, and named for the recounts", {}, {}, {}, {}};
  chart.key =
      "Filled: raised. Dashed edge: a goal. Thick edge: a sum named in the record. The sums are "
      "of different kinds and are not added.";
  chart.table = {"The same sums", {"Sum", "Day", "US dollars"}, {}};
  std::vector<Bar> bars;
  std::map<std::string, const BriefFund*> latest;
  for (const BriefFund& fund : briefing.funds) latest[fund.name] = &fund;
  for (const auto& [name, fund] : latest) {
    const auto add = [&](const std::string& label, const std::string& words, base::UsdCents sum,
                         const char* css_class) {
      bars.push_back({label + ", " + day_words(fund->on), words, drawn_sum(sum), css_class});
      chart.table.rows.push_back({label, day_words(fund->on), words});
    };
    if (fund->raised) add(name + ": raised", sum_words(*fund), *fund->raised, "bar");
    if (fund->goal) add(name + ": goal", base::dollars(*fund->goal), *fund->goal, "bar-goal");
  }
  for (const BriefHappening& happening : briefing.happenings) {
    const std::string words = cost_words(happening.kind);
    if (!happening.amount || words.empty()) continue;
    const std::string label =
        (happening.jurisdiction.empty() ? "" : happening.jurisdiction + ": ") + words;
    bars.push_back({label + ", " + day_words(happening.on), base::dollars(*happening.amount),
                    drawn_sum(*happening.amount), "bar-cost"});
    chart.table.rows.push_back({label, day_words(happening.on), base::dollars(*happening.amount)});
  }
  if (bars.empty()) return std::nullopt;
  draw_both(bars, BarScale::Linear, chart);
  return chart;
}

std::optional<Chart> chart_paper(const Briefing& briefing) {
  Chart chart{"chart-paper", "Cards to examine to show the winner is right", {}, {}, {}, {}};
  chart.key =
      "Each step of the axis is ten times the last. Filled: samples. Thick edge: a full "
      "count.";
  chart.table = {"The same numbers", {"Contest", "Way of looking", "Cards"}, {}};
  std::vector<Bar> bars;
  for (const BriefState* state : told_states(briefing)) {
    if (!state->paper) continue;
    const auto add = [&](const std::optional<std::int64_t>& cards, const std::string& way,
                         const char* css_class) {
      if (!cards) return;
      bars.push_back({state->name + ", " + way, base::grouped(*cards), static_cast<double>(*cards),
                      css_class});
      chart.table.rows.push_back({state->name, way, base::grouped(*cards)});
    };
    add(state->paper->comparison_cards, "compared with machine records", "bar");
    add(state->paper->polling_cards, "cards only read", "bar");
    add(state->paper->full_count_cards, "full count", "bar-cost");
  }
  if (bars.empty()) return std::nullopt;
  draw_both(bars, BarScale::Log10, chart);
  return chart;
}

}  // namespace recanvass::report
